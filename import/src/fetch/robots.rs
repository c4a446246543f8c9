//! What a site asks of programs in its `robots.txt` (RFC 9309).

use std::time::Duration;

/// The name by which sites call this program in their `robots.txt`.
const NAME: &str = "cargo-datacontract";

/// The most that is read of a `robots.txt`. The standard asks for no more.
pub(super) const MOST_BYTES: usize = 500 * 1024;

/// The longest wait between two requests that a site can ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(30);

/// What a site asks of this program.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Robots {
    rules: Vec<Rule>,
    /// How long to wait between two requests.
    pub(super) delay: Duration,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    pattern: String,
    allows: bool,
}

impl Robots {
    /// Reads what a `robots.txt` says to this program: what is under its name, else what is under `*`.
    pub(super) fn parse(text: &str) -> Self {
        let (mut own, mut all) = (None, None);
        // The groups that a line belongs to.
        let (mut is_own, mut is_all, mut is_in_names) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !is_in_names {
                    (is_own, is_all, is_in_names) = (false, false, true);
                }
                is_own |= value.split('/').next().is_some_and(|name| name.eq_ignore_ascii_case(NAME));
                is_all |= value == "*";
                // A group without rules allows everything.
                let _ = is_own.then(|| own.get_or_insert_default());
                let _ = is_all.then(|| all.get_or_insert_default());
                continue;
            }
            is_in_names = false;
            let groups: [Option<&mut Robots>; 2] =
                [own.as_mut().filter(|_| is_own), all.as_mut().filter(|_| is_all)];
            for group in groups.into_iter().flatten() {
                group.take(&key, value);
            }
        }
        own.or(all).unwrap_or_default()
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => {
                self.rules.push(Rule { pattern: normalized(value), allows: key == "allow" });
            }
            "crawl-delay" => {
                let seconds =
                    value.parse().ok().filter(|seconds: &f32| seconds.is_finite() && *seconds > 0.0);
                let delay = seconds.map(|seconds| Duration::from_secs_f32(seconds.min(86_400.0)));
                self.delay = self.delay.max(delay.unwrap_or_default().min(LONGEST_DELAY));
            }
            _ => {}
        }
    }

    /// Returns whether a path with its query may be asked for: the longest rule decides, and of two as long the one
    /// that allows.
    pub(super) fn allows(&self, path: &str) -> bool {
        let path = normalized(path);
        let rules = self.rules.iter().filter(|rule| matches(&rule.pattern, &path));
        rules.max_by_key(|rule| (rule.pattern.len(), rule.allows)).is_none_or(|rule| rule.allows)
    }
}

/// Returns whether a path begins as a pattern says: `*` is any text, `$` at its end is the end of the path.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, is_whole) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !is_whole || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if is_whole && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        // The first place where a piece fits leaves the most for the others.
        let Some(at) = rest.find(piece) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    true
}

/// Writes paths that mean the same in one way: what needs no `%` has none, all else has one.
fn normalized(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut text = String::with_capacity(path.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escape = (*byte == b'%').then(|| path.get(at + 1..at + 3)).flatten();
        let decoded = escape.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        at += if decoded.is_some() { 3 } else { 1 };
        match decoded {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                text.push(char::from(byte));
            }
            None if byte.is_ascii_graphic() => text.push(char::from(*byte)),
            decoded => text.extend(["%", &format!("{:02X}", decoded.unwrap_or(*byte))]),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::parse(
            "User-agent: *\nDisallow: /\n\nUser-agent: other\nuser-agent: Cargo-DataContract/1.0 # us\n\
             Disallow: /help # not this\nAllow: /help/api\nDisallow: /*/secret$\nDisallow:\nAllow: /x$\nDisallow: /x\n\
             Crawl-delay: 2\nSitemap: https://h/sitemap.xml\n",
        );
        assert_eq!(robots.delay, Duration::from_secs(2));
        for (path, allowed) in [
            ("/", true),
            ("/help", false),
            ("/help/other", false),
            ("/help/api/GET-x", true),
            ("/help/%61pi", true),
            ("/a/b/secret", false),
            ("/a/secret/b", true),
            ("/Help", true),
            ("/x", true),
            ("/xy", false),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn what_is_for_others_does_not_count() {
        for text in [
            "",
            "<html><body>Not found</body></html>",
            "User-agent: other\nDisallow: /",
            "Disallow: /\nUser-agent: *\n",
            "User-agent: *\nDisallow: /\nUser-agent: cargo-datacontract\nAllow: /\n",
            "User-agent: *\nDisallow:\n",
            "User-agent: *\nCrawl-delay: -1\nCrawl-delay: NaN\n",
        ] {
            assert!(Robots::parse(text).allows("/Help"), "{text}");
            assert_eq!(Robots::parse(text).delay, Duration::ZERO, "{text}");
        }
        assert!(!Robots::parse("\u{feff}USER-AGENT: *\r\nDISALLOW: /help*\r\n").allows("/help/x"));
        let delay = Robots::parse("User-agent: *\nCrawl-delay: 1e30\n").delay;
        assert_eq!(delay, LONGEST_DELAY);
    }

    #[test]
    fn patterns() {
        for (pattern, path, expected) in [
            ("/a*b*c$", "/axbxbxc", true),
            ("/a*b*c$", "/axbxcx", false),
            ("/a*", "/a", true),
            ("*", "/", true),
            ("/*$", "/x", true),
            ("$", "/", false),
            ("/ü", "/%C3%BCber", true),
        ] {
            assert_eq!(matches(&normalized(pattern), &normalized(path)), expected, "{pattern} {path}");
        }
    }
}
