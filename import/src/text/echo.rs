//! Pages that an extractor writes twice: one whose main text seems too short to it adds all paragraphs and
//! tables again, without the headings, below the page.

use crate::outline::words;

/// The fewest lines of an echo; fewer can be alike by chance.
const FEWEST: usize = 2;

/// The fewest lines of an echo that ends with the text, which may be cut off there.
const FEWEST_OF_PART: usize = 3;

/// Returns the lines of a page without those that repeat it at its end.
pub(super) fn without<'t>(lines: &[&'t str]) -> Vec<&'t str> {
    let mut lines = lines.to_vec();
    if let Some(start) = start(&lines) {
        lines.truncate(start);
    }
    lines
}

/// Returns the line at which the echo begins.
fn start(lines: &[&str]) -> Option<usize> {
    let texts: Vec<(usize, &str)> =
        lines.iter().map(|line| line.trim()).enumerate().filter(|(_, text)| !text.is_empty()).collect();
    // The title is not repeated. Below it stands the summary, or a heading that may be repeated or not.
    let below = texts.get(1..)?;
    let first = below.iter().position(|(_, text)| !is_heading(text))?;
    [0, first].into_iter().find_map(|from| {
        let page = below.get(from..)?;
        let (_, text) = page.first()?;
        // The page is longer than its echo by its headings, so the echo begins in the second half.
        let again = page.iter().skip(page.len() / 2).position(|(_, other)| other == text)?;
        let (page, echo) = page.split_at_checked(page.len() / 2 + again)?;
        let (line, _) = echo.first()?;
        (echo.len() >= FEWEST && repeats(page, echo)).then_some(*line)
    })
}

/// Returns whether some lines are those of a page, but for headings: all of them, or the first ones where the
/// text is cut off.
fn repeats(page: &[(usize, &str)], echo: &[(usize, &str)]) -> bool {
    let mut echo = echo.iter().map(|(_, text)| *text).peekable();
    // The word for none has run into the type on the page: `IHttpActionResultNone.`.
    let is_same = |text: &str, again: &str| text == again || (words::is_none(again) && text.ends_with(again));
    let is_long = echo.len() >= FEWEST_OF_PART;
    for (_, text) in page {
        match echo.peek() {
            Some(again) if is_same(text, again) => {
                echo.next();
            }
            None if is_long => return true,
            _ if is_heading(text) => {}
            _ => return false,
        }
    }
    echo.next().is_none()
}

fn is_heading(text: &str) -> bool {
    words::meaning(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_what_is_repeated() {
        let page = [
            "GET api/kites/{id}",
            "Finds a kite",
            "Request Information",
            "URI Parameters",
            "| Name | Type |",
            "| id | integer |",
            "Body Parameters",
            "None.",
            "Response Information",
            "Resource Description",
            "None.",
        ];
        let echo = ["Finds a kite", "| Name | Type |", "| id | integer |", "None.", "None."];
        let twice: Vec<&str> = page.iter().chain(&echo).copied().collect();
        assert_eq!(without(&twice), page);
        assert_eq!(without(&page), page);
        let glued: Vec<&str> =
            page.iter().take(10).chain(&["IHttpActionResultNone."]).chain(&echo).copied().collect();
        assert_eq!(without(&glued).len(), page.len());
        let another: Vec<&str> = page.iter().chain(["Finds a kite", "And more"].iter()).copied().collect();
        assert_eq!(without(&another), another);
    }

    #[test]
    fn drops_what_is_repeated_with_its_heading() {
        let values = ["Possible enumeration values:", "Name | Value |", "Open | 0 |"];
        let page: Vec<&str> = ["State"].iter().chain(&values).copied().collect();
        let twice: Vec<&str> = page.iter().chain(&values).copied().collect();
        assert_eq!(without(&twice), page);
    }
}
