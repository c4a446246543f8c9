//! What a request may ask of the mock: answers that the real service gives only on a bad day.

use std::time::Duration;

use http::request::Parts;
use percent_encoding::percent_decode_str;

/// The header that asks.
pub const HEADER: &str = "mock";
/// The name in the query that asks, for those who cannot set headers.
pub const QUERY: &str = "$mock";

/// How long an answer may be held back.
const MAX_DELAY: Duration = Duration::from_secs(60);
/// How many items a list may be asked to have.
const MAX_ITEMS: usize = 1_000_000;
/// How many items a large list has unless it is said.
const LARGE: usize = 10_000;

/// What a request demands of its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word that stands there or does not")]
pub struct Demand {
    /// Another status, with the body that is documented for it.
    pub status: Option<u16>,
    /// How long the answer is held back.
    pub delay: Option<Duration>,
    /// Whether every value that may be null is.
    pub nulls: bool,
    /// How many items the outermost lists have.
    pub items: Option<usize>,
    /// Whether enums have a value that the contract does not know.
    pub unknown_enum: bool,
    /// Whether the document ends without the tag or the brace that closes it.
    pub malformed: bool,
    /// Whether the connection breaks in the middle of the body.
    pub cut: bool,
}

/// The demands that there are: the word, what may stand behind it, what it does.
pub const WORDS: [(&str, &str, &str); 7] = [
    ("status", "=404", "answers with this status, and the body that is documented for it"),
    ("delay", "=1500", "holds the answer back for so many milliseconds, at most 60,000"),
    ("nulls", "", "makes every value null that may be null"),
    ("large", "=10000", "gives the outermost lists so many items"),
    ("unknown-enum", "", "gives every enum a value that the contract does not know"),
    ("malformed", "", "leaves out the last tag or brace of the document"),
    ("cut", "", "breaks the connection in the middle of the body"),
];

impl Demand {
    /// Returns what the header `Mock` and the `$mock` of the query ask for: words with commas between them, such
    /// as `status=404, delay=500`.
    ///
    /// # Errors
    /// If a word is none of [`WORDS`], or its value none that it takes: the message says which, and what there
    /// is.
    pub fn of(parts: &Parts) -> Result<Demand, String> {
        let mut demand = Demand::default();
        for value in parts.headers.get_all(HEADER) {
            let text = value.to_str().map_err(|_| "the header `Mock` has to be plain ASCII".to_owned())?;
            demand.read(text)?;
        }
        for pair in parts.uri.query().unwrap_or_default().split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            if percent_decode_str(name).decode_utf8_lossy() == QUERY {
                demand.read(&percent_decode_str(value).decode_utf8_lossy())?;
            }
        }
        Ok(demand)
    }

    fn read(&mut self, text: &str) -> Result<(), String> {
        for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let (name, value) =
                word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
            match (name, value) {
                ("status", Some(value)) => {
                    let status = value.parse().ok().filter(|status| (200..=599).contains(status));
                    self.status = Some(status.ok_or("`status` takes a status from 200 to 599")?);
                }
                ("delay", Some(value)) => {
                    let delay =
                        value.parse().ok().map(Duration::from_millis).filter(|delay| *delay <= MAX_DELAY);
                    self.delay = Some(delay.ok_or("`delay` takes milliseconds, at most 60000")?);
                }
                ("large", value) => {
                    let items = value.map_or(Some(LARGE), |value| value.parse().ok());
                    let items = items.filter(|items| *items <= MAX_ITEMS);
                    self.items = Some(items.ok_or("`large` takes a number of items, at most 1000000")?);
                }
                ("nulls", None) => self.nulls = true,
                ("unknown-enum", None) => self.unknown_enum = true,
                ("malformed", None) => self.malformed = true,
                ("cut", None) => self.cut = true,
                _ => return Err(unknown(word)),
            }
        }
        Ok(())
    }

    /// Returns whether the value of the answer is to be another one.
    #[must_use]
    pub fn changes_value(&self) -> bool {
        self.nulls || self.unknown_enum || self.items.is_some()
    }
}

fn unknown(word: &str) -> String {
    let shown: String = word.chars().take(40).collect();
    let words: Vec<String> = WORDS.iter().map(|(word, value, _)| format!("{word}{value}")).collect();
    format!("the mock has no `{shown}`; it has {}", words.join(", "))
}

#[cfg(test)]
mod tests {
    use super::Demand;
    use std::time::Duration;

    fn read(uri: &str, header: Option<&str>) -> Result<Demand, String> {
        let mut request = http::Request::get(uri);
        if let Some(header) = header {
            request = request.header("mock", header);
        }
        Demand::of(&request.body(()).expect("it is a request").into_parts().0)
    }

    #[test]
    fn header_and_query_ask_for_the_same() {
        let expected = Demand {
            status: Some(404),
            delay: Some(Duration::from_millis(5)),
            items: Some(7),
            ..Demand::default()
        };
        assert_eq!(read("/a?b=1&$mock=status=404,delay=5,large=7", None), Ok(expected.clone()));
        assert_eq!(read("/a?%24mock=status%3D404,delay=5", Some("large=7")), Ok(expected));
        let all = read("/", Some("nulls, unknown-enum, malformed, cut, large")).unwrap();
        assert!(all.nulls && all.unknown_enum && all.malformed && all.cut && all.items == Some(10_000));
        assert_eq!(read("/a?b=status=404", None), Ok(Demand::default()));
    }

    #[test]
    fn what_is_no_demand_is_an_error() {
        for text in ["status", "status=99", "delay=60001", "delay=x", "large=1000001", "nulls=1", "error"] {
            let message = read("/", Some(text)).unwrap_err();
            assert!(message.contains(text.split('=').next().unwrap()), "{text}: {message}");
        }
    }
}
