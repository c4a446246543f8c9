//! The logins in a `.netrc`.

use super::BadCredential;

/// A login at a host.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Machine {
    /// `None` for all hosts that are not named.
    host: Option<String>,
    pub(super) login: String,
    pub(super) password: String,
}

/// Returns the login for a host: the first that names it, else the default.
pub(super) fn machine<'a>(machines: &'a [Machine], host: &str) -> Option<&'a Machine> {
    let named =
        |machine: &&Machine| machine.host.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(host));
    machines.iter().find(named).or_else(|| machines.iter().find(|machine| machine.host.is_none()))
}

pub(super) fn parse(text: &str) -> Result<Vec<Machine>, BadCredential> {
    let mut machines: Vec<Machine> = Vec::new();
    let mut words = Words::of(text);
    while let Some(word) = words.next() {
        let line = words.line;
        let bad = BadCredential::Netrc { line };
        match word.as_str() {
            "default" => machines.push(Machine::default()),
            "macdef" => words.skip_macro(),
            "machine" => {
                let host = words.next().ok_or(bad)?;
                machines.push(Machine { host: Some(host), ..Machine::default() });
            }
            key @ ("login" | "password" | "account") => {
                let value = words.next().ok_or(bad)?;
                let machine = machines.last_mut().ok_or(bad)?;
                match key {
                    "login" => machine.login = value,
                    "password" => machine.password = value,
                    _ => {}
                }
            }
            _ => return Err(bad),
        }
    }
    Ok(machines)
}

/// The words of a text, with the line of the last one.
struct Words<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text, line: 1 }
    }

    /// A macro ends with an empty line.
    fn skip_macro(&mut self) {
        while let Some((line, rest)) = self.rest.split_once('\n') {
            self.rest = rest;
            self.line += 1;
            if line.trim().is_empty() {
                return;
            }
        }
        self.rest = "";
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.line += taken.matches('\n').count();
        taken
    }

    fn next(&mut self) -> Option<String> {
        loop {
            let blank = self.rest.len() - self.rest.trim_start().len();
            self.take(blank);
            if !self.rest.starts_with('#') {
                break;
            }
            let end = self.rest.find('\n').unwrap_or(self.rest.len());
            self.take(end);
        }
        if self.rest.is_empty() {
            return None;
        }
        if let Some(quoted) = self.rest.strip_prefix('"') {
            let mut word = String::new();
            let mut chars = quoted.char_indices();
            while let Some((at, c)) = chars.next() {
                match c {
                    '"' => {
                        self.take(at + 2);
                        return Some(word);
                    }
                    '\\' => word.extend(chars.next().map(|(_, c)| c)),
                    c => word.push(c),
                }
            }
            self.take(self.rest.len());
            return None;
        }
        let end = self.rest.find(char::is_whitespace).unwrap_or(self.rest.len());
        Some(self.take(end).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_curl_reads() {
        let text = "# mine\nmachine a.example login bob password S3cr3t\n\nmacdef init\ncd /x\nlogin eve\n\n\
                    machine b.example\n  login \"al ice\"\n  password \"a \\\"b\\\\\"\n  account x\n\
                    default login anonymous password guest";
        let machines = parse(text).expect("a netrc");
        let of = |host: &str| {
            let found = machine(&machines, host).expect("a login");
            (found.login.as_str(), found.password.as_str())
        };
        assert_eq!(of("A.example"), ("bob", "S3cr3t"));
        assert_eq!(of("b.example"), ("al ice", "a \"b\\"));
        assert_eq!(of("c.example"), ("anonymous", "guest"));
    }

    #[test]
    fn says_on_which_line_it_cannot_be_read() {
        for (text, line) in
            [("machine", 1), ("\nlogin x", 2), ("machine h\npasswort x", 2), ("machine \"h", 1)]
        {
            assert_eq!(parse(text).err(), Some(BadCredential::Netrc { line }), "{text}");
        }
        assert_eq!(parse("").map(|machines| machines.len()), Ok(0));
    }
}
