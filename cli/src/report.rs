//! What is printed, and how.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use clap::builder::styling::{AnsiColor, Style};
use datacontract_codegen::{
    address, compare,
    diagnostic::{Diagnostics, Format as DiagnosticFormat},
    prove::{EndpointReport, PayloadReport, SampleState, Verdict},
    spec::Format,
};

use crate::{args::ColorWhen, failure::Failure};

/// Standard output and standard error, with colours where they are wanted.
pub(crate) struct Output {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    /// The first thing that went wrong with standard output.
    failed: Option<io::Error>,
}

impl Output {
    pub(crate) fn new(color: ColorWhen) -> Self {
        let choice = match color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        };
        Self {
            out: AutoStream::new(io::stdout(), choice),
            err: AutoStream::new(io::stderr(), choice),
            failed: None,
        }
    }

    /// Prints to standard output. What goes wrong is reported by [`Output::finish`]: the command does its
    /// work all the same.
    pub(crate) fn print(&mut self, text: &str) {
        let result = self.out.write_all(text.as_bytes()).and_then(|()| self.out.flush());
        self.failed = self.failed.take().or(result.err());
    }

    /// Returns whether everything was printed. Whoever closed standard output does not want to read on: that
    /// is no error.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        match self.failed.take() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(unprintable(&error)),
            _ => Ok(()),
        }
    }

    /// Prints to standard error.
    pub(crate) fn print_error(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    /// Prints diagnostics for people.
    pub(crate) fn diagnostics(&mut self, diagnostics: &Diagnostics) {
        self.print_error(&rendered(diagnostics));
    }

    pub(crate) fn failure(&mut self, failure: &Failure) {
        if failure.is_told {
            return;
        }
        let text = format!("{}: {}\n", styled("error", ERROR), failure.message);
        self.print_error(&text);
        if let Some(help) = &failure.help {
            self.print_error(&format!("{}: {help}\n", styled("help", HELP)));
        }
    }

    pub(crate) fn warning(&mut self, message: &str) {
        self.print_error(&format!("{}: {message}\n", styled("warning", WARNING)));
    }
}

fn unprintable(error: &io::Error) -> Failure {
    Failure::finding(format!("standard output cannot be written: {error}"))
}

/// Prints somebody's document to standard output: nothing in it is taken for a colour, and no byte is added.
pub(crate) fn print_document(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| unprintable(&error)),
    }
}

/// Diagnostics for people, in colours, which are left out again where none are wanted.
pub(crate) fn rendered(diagnostics: &Diagnostics) -> String {
    diagnostics.render(DiagnosticFormat::Text { color: true })
}

const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const HELP: Style = AnsiColor::BrightCyan.on_default().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// `proven    POST api/lead/LeadUpdate  request json xml, response json xml`
pub(crate) fn endpoint_line(endpoint: &EndpointReport) -> String {
    let verdict = endpoint.verdict();
    let word = styled(&format!("{verdict:8}"), style_of(verdict));
    let payloads = endpoint.payloads().map(|(what, payload)| format!("{what} {}", payload_words(payload)));
    let untyped = endpoint.untyped.iter().map(|untyped| format!("{} (no type)", untyped.word()));
    let payloads: Vec<String> = payloads.chain(untyped).collect();
    format!("{word}  {}  {}", endpoint.heading, payloads.join(", ")).trim_end().to_owned() + "\n"
}

/// `json xml`, `json (no xml)`, `json (xml failed)`
fn payload_words(payload: &PayloadReport) -> String {
    let of = |state| payload.in_state(state).map(Format::key).collect::<Vec<_>>().join(" ");
    let groups = [
        (of(SampleState::Reproduced), "", ""),
        (of(SampleState::ChangedByTypes), "(", " changed by the Rust types)"),
        (of(SampleState::Failed), "(", " failed)"),
        (of(SampleState::Missing), "(no ", ")"),
        (of(SampleState::Untried), "(", " not tried: see the errors)"),
    ];
    let groups = groups.iter().filter(|(formats, ..)| !formats.is_empty());
    let words: Vec<String> =
        groups.map(|(formats, before, after)| format!("{before}{formats}{after}")).collect();
    words.join(" ")
}

/// Returns a path as a word of a command line that can be copied, in the shells of all systems.
pub(crate) fn argument(path: &str) -> String {
    let is_plain = |c: char| {
        c.is_alphanumeric() || matches!(c, '/' | '\\' | '.' | '-' | '_' | ':' | '@' | '+' | '=' | ',')
    };
    if !path.is_empty() && path.chars().all(is_plain) {
        path.to_owned()
    } else if path.contains(['"', '$', '`', '!', '\\']) {
        // In double quotes these mean something to a shell; a single quote ends those that stand around it.
        format!("'{}'", path.replace('\'', r"'\''"))
    } else {
        format!("\"{path}\"")
    }
}

/// Returns the report of an import in colours: verdicts, titles, and what to do next.
#[cfg(feature = "import")]
pub(crate) fn styled_report(text: &str) -> String {
    const NEXT: &str = "next: ";
    const TITLES: &[&str] =
        &["To decide:", "Inferred:", "Pages:", "Checks:", "Changes:", "The service changed:", "You edited:"];
    let mut styled_text = String::new();
    for line in text.lines() {
        let words = line.trim_start();
        let verdict = Verdict::ALL
            .into_iter()
            .find(|verdict| line.strip_prefix(verdict.word()).is_some_and(|rest| rest.starts_with(' ')));
        if let Some(verdict) = verdict {
            let (word, rest) = line.split_at(verdict.word().len());
            styled_text += &[&styled(word, style_of(verdict)), rest].concat();
        } else if TITLES.contains(&line) {
            styled_text += &styled(line, Style::new().bold());
        } else if let Some(rest) = words.strip_prefix(NEXT).filter(|_| line.starts_with("    ")) {
            let indent = line.get(..line.len() - words.len()).unwrap_or_default();
            styled_text += &[indent, &styled(NEXT.trim_end(), HELP), " ", rest].concat();
        } else {
            styled_text += line;
        }
        styled_text.push('\n');
    }
    styled_text
}

/// Returns the verdict about a change, in colours and eight columns wide with what follows it.
pub(crate) fn styled_verdict(verdict: compare::Verdict) -> String {
    let style = match verdict {
        compare::Verdict::Breaks => ERROR,
        compare::Verdict::Risky => WARNING,
        compare::Verdict::Safe => GOOD,
    };
    styled(&format!("{verdict:6}"), style)
}

fn style_of(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Proven => GOOD,
        Verdict::Failed => ERROR,
        Verdict::Partly | Verdict::Unproven => WARNING,
        Verdict::Empty => Style::new(),
    }
}

/// Returns a unified diff in colours, cut after so many lines.
pub(crate) fn styled_diff(diff: &str, most: usize) -> String {
    let mut text = String::new();
    // What older versions wrote may have a login.
    let diff = address::masked(diff);
    for line in diff.lines().take(most) {
        let style = match line.as_bytes() {
            [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => Style::new().bold(),
            [b'+', ..] => AnsiColor::Green.on_default(),
            [b'-', ..] => AnsiColor::Red.on_default(),
            [b'@', ..] => AnsiColor::Cyan.on_default(),
            _ => Style::new(),
        };
        text.push_str(&styled(line, style));
        text.push('\n');
    }
    let left = diff.lines().count().saturating_sub(most);
    if left > 0 {
        text += &[".. ", &count(left, "line"), " more: `--diff` shows all\n"].concat();
    }
    text
}

/// `1 spec`, `2 specs`
pub(crate) fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::argument;

    #[test]
    fn paths_can_be_copied_into_a_shell() {
        let cases = [
            ("specs/orders", "specs/orders"),
            ("specs/größe", "specs/größe"),
            ("specs/my orders", "\"specs/my orders\""),
            ("it's & more", "\"it's & more\""),
            ("$HOME's", r"'$HOME'\''s'"),
            ("", "\"\""),
        ];
        for (path, word) in cases {
            assert_eq!(argument(path), word);
        }
    }
}
