//! Methods and paths, media types.

use super::headings::undecorated;
use std::borrow::Cow;

/// `application/json, text/json`: the media types of a sample's heading.
pub(crate) fn media_types(text: &str) -> Option<Vec<String>> {
    let text =
        text.trim().trim_start_matches(['*', '-', '•', '#', '`', ' ']).trim_end_matches([':', '*', '`', ' ']);
    if text.is_empty() || text.len() > 400 || !text.contains('/') {
        return None;
    }
    let types: Vec<String> = text.split(',').map(|t| t.trim().to_owned()).collect();
    types.iter().all(|t| is_media_type(t)).then_some(types)
}

fn is_media_type(text: &str) -> bool {
    const KINDS: &[&str] =
        &["application", "text", "image", "multipart", "audio", "video", "message", "font", "model"];
    let plain = text.split(';').next().unwrap_or_default().trim_end();
    let Some((kind, sub)) = plain.split_once('/') else { return false };
    KINDS.contains(&kind.to_ascii_lowercase().as_str())
        && !sub.is_empty()
        && sub.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_' | '*'))
}

const METHODS: &[&str] = &[
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "MERGE", "TRACE", "LINK", "UNLINK", "COPY",
    "MOVE", "PURGE", "QUERY",
];

/// Returns whether requests of a method have a body as a rule.
pub(crate) fn takes_body(method: &str) -> bool {
    !matches!(method, "GET" | "HEAD" | "DELETE" | "OPTIONS")
}

/// Returns the HTTP method that a text is: `PUT`, as badges have it; `[PUT]`, `PUT:`, `Method: PUT`.
pub(crate) fn method(text: &str) -> Option<&'static str> {
    let word = without_label(undecorated(text)).trim_matches(['[', ']', '(', ')', '`', ':']);
    METHODS.iter().find(|method| **method == word).copied()
}

/// What a label ends with; the second is the colon of Chinese and Japanese.
pub(crate) const LABEL_ENDS: [char; 2] = [':', '：'];

/// What sites write before method or path.
const LABELS: &[&str] =
    &["method", "http method", "verb", "path", "url", "uri", "route", "endpoint", "address", "http"];

fn without_label(text: &str) -> &str {
    let found = LABELS.iter().find_map(|label| {
        let rest = text
            .get(label.len()..)
            .filter(|_| text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)))?;
        let is_scheme = rest.starts_with("://");
        let after = rest.trim_start_matches([':', ' ', '*']);
        (!is_scheme && after.len() < rest.len() && (rest.contains(':') || *label == "http")).then_some(after)
    });
    found.unwrap_or(text)
}

/// Reads the line that says method and path: `POST api/leads/{id}`, `Method: POST api/leads/{id}`,
/// `POST - api/leads/{id}`, `Method: POST, path: /api/leads/{id}`.
pub(crate) fn operation(text: &str) -> Option<(&'static str, &str)> {
    // The longest paths with their queries are far shorter than this, and no paragraph need be looked
    // through.
    let text = text.trim();
    if text.len() > 8192 {
        return None;
    }
    let undecorated = text.trim_start_matches(['#', '*', '-', '•', '`', ' ', '\t']);
    // Words behind a link are an entry's of a list.
    if let Some(link) = link(undecorated) {
        return operation(link.label).filter(|_| link.behind.trim().is_empty());
    }
    // `[HTTP GET] ~/kites`.
    let unbracketed = undecorated.trim_start_matches(['[', '(']);
    let line = match without_label(unbracketed) {
        line if line.len() < unbracketed.len() => line,
        _ => undecorated,
    };
    let (word, rest) = line.split_once(char::is_whitespace)?;
    let plain = word.trim_matches(['[', ']', '(', ')', '`', ':', ',', '*', '|']);
    let exact = METHODS.iter().find(|method| **method == plain);
    let method = exact.or_else(|| {
        METHODS.iter().find(|method| method.eq_ignore_ascii_case(plain) && is_capitalised(plain))
    })?;
    let separated = rest.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|' | '→' | '>' | ',')
    });
    let path = without_words_behind(without_label(separated).trim().trim_matches(['`', '*']));
    let path = link(path).map_or(path, |link| link.label);
    let decorated = exact.is_none()
        || plain.len() < word.len()
        || path.len() < rest.trim().len()
        || line.len() < text.len();
    // Parameter names with blanks exist; a sentence that starts with a method's name has no braces.
    let one_word = !path.contains(char::is_whitespace);
    let braces = path.contains('/') && path.contains('{') && path.contains('}');
    let starts =
        path.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '{' | '~' | '$' | '_' | '?'));
    if path.contains("](") {
        return None;
    }
    // What is not written as the stock pages write it has to look like a path all the more.
    let is_path = !decorated || path.contains(['/', '{']) || (exact.is_some() && is_version(path));
    (starts && is_path && path.len() <= 4096 && (one_word || braces)).then_some((*method, path))
}

/// A link of Markdown with which a text begins.
pub(crate) struct Link<'t> {
    /// What it shows.
    pub(crate) label: &'t str,
    /// What stands behind it.
    pub(crate) behind: &'t str,
}

/// Reads the link with which a text begins: `[GET /leads](https://a.example/help)`.
pub(crate) fn link(text: &str) -> Option<Link<'_>> {
    let (label, target) = text.strip_prefix('[')?.split_once("](")?;
    let (_, behind) = target.split_once(')')?;
    (!label.contains('[')).then_some(Link { label, behind })
}

/// Returns an address with its parameters in braces, as the engine writes them. Sites with views of their own write
/// `/kites/[id]`, `/kites/<id>` and `/kites/:id`, and the same behind the `=` of a query.
pub(crate) fn in_braces(address: &str) -> Cow<'_, str> {
    let is_name = |text: &str| {
        text.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
    };
    let named = |part: &'_ str| {
        let inner = |open, close| part.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        let name = inner('[', ']').or_else(|| inner('<', '>')).or_else(|| part.strip_prefix(':'));
        // A template of another language: `${id}`, `!{id}`, `{{id}}`.
        let plain = part.trim_start_matches(['$', '!', '#', '@']);
        let braced = plain.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let braced = braced
            .map(|inner| inner.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(inner));
        name.or(braced).filter(|name| is_name(name)).map(|name| format!("{{{name}}}"))
    };
    if !address.contains(['[', '<', ':', '$', '!', '#', '@']) && !address.contains("{{") {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len());
    for part in address.split_inclusive(['/', '?', '&', '=']) {
        let end = part.trim_end_matches(['/', '?', '&', '=']).len();
        let (value, behind) = part.split_at_checked(end).unwrap_or((part, ""));
        out.push_str(named(value).as_deref().unwrap_or(value));
        out.push_str(behind);
    }
    Cow::Owned(out)
}

/// Returns whether a line says before method and path what they are: `URL: POST /api/leads`.
pub(crate) fn is_labelled_operation(text: &str) -> bool {
    let line = text.trim_start_matches(['#', '*', '-', '•', '`', ' ', '\t']);
    without_label(line).len() < line.len() && operation(text).is_some()
}

/// Returns whether words in small letters are a site's for the address of an operation: `resource url`.
pub(crate) fn is_of_address(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "url",
        "uri",
        "path",
        "route",
        "full path",
        "full url",
        "endpoint",
        "endpoint url",
        "request url",
        "request uri",
        "resource url",
        "resource uri",
    ];
    WORDS.contains(&words)
}

/// Returns whether a label, in small letters, is one before a method.
pub(crate) fn is_of_method(words: &str) -> bool {
    const WORDS: &[&str] =
        &["method", "httpmethod", "http method", "http verb", "verb", "request method", "method type"];
    WORDS.contains(&words)
}

/// Returns whether two cells are the label of a method or a path, and that: `HTTP Verb`, `PUT`.
pub(crate) fn is_labelled_cell(label: &str, value: &str) -> bool {
    let label = label.trim().trim_end_matches(LABEL_ENDS).to_lowercase();
    let value = value.trim();
    let is_path = value.contains('/') && !value.contains(char::is_whitespace);
    (is_of_method(&label) && method(value) == Some(value)) || (is_of_address(&label) && is_path)
}

/// Returns whether a line announces a path: `URI template`, `Request URL`.
pub(crate) fn is_caption_of_path(text: &str) -> bool {
    is_caption_of_template(text) || (text.len() <= 32 && is_of_address(&undecorated(text).to_lowercase()))
}

/// Returns whether a line announces a path with its parameters: `URI template`.
pub(crate) fn is_caption_of_template(text: &str) -> bool {
    const TEMPLATES: &[&str] =
        &["uri template", "url template", "route template", "uri-template", "path template"];
    text.len() <= 32 && TEMPLATES.contains(&undecorated(text).to_lowercase().as_str())
}

/// Parts a method from the words behind it that say what the operation does: `DELETE Take a kite down`.
pub(crate) fn method_and_words(text: &str) -> Option<(&'static str, &str)> {
    let (word, rest) = text.trim().split_once(char::is_whitespace)?;
    let method = METHODS.iter().find(|method| **method == word)?;
    let words = rest.trim();
    (words.starts_with(char::is_alphabetic) && !words.contains('/')).then_some((*method, words))
}

/// Whether a segment of a path is a version, as `v2.0`, `v1` or the `2` of `api/2`: every path has it.
pub(crate) fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
    number
        .split(['.', '_', '-'])
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Parts a line that says method and path, and then what the operation does:
/// `GET api/kites Returns all kites.`
pub(crate) fn operation_and_words(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if let Some((_, path)) = operation(text) {
        let (line, behind) = text.split_at_checked(text.find(path)? + path.len())?;
        return is_sentence(behind).then_some((line, behind.trim()));
    }
    let (method, rest) = text.split_once(char::is_whitespace)?;
    let (path, behind) = rest.trim_start().split_once(char::is_whitespace)?;
    let line = text.strip_suffix(behind)?.trim_end();
    let is_path = path.contains('/') && !path.ends_with(['.', ',', ':', ';']);
    (METHODS.contains(&method) && is_path && operation(line).is_some() && is_sentence(behind))
        .then_some((line, behind.trim()))
}

/// Returns whether words behind a path say something, and are no decoration such as `- kites`.
fn is_sentence(text: &str) -> bool {
    const FEWEST: usize = 2;
    let text = text.trim();
    text.starts_with(char::is_alphanumeric) && text.split_whitespace().count() >= FEWEST
}

/// Returns a path without the words that a site puts behind it: `api/leads/{id} Leads controller`. A path
/// that a layout wraps goes on with what only paths have, and only names of parameters have blanks.
fn without_words_behind(path: &str) -> &str {
    let mut in_braces = false;
    let mut end = path.len();
    for (at, c) in path.char_indices() {
        match c {
            '{' => in_braces = true,
            '}' => in_braces = false,
            _ if in_braces || !c.is_whitespace() => {}
            _ => {
                let behind = path.get(at..).unwrap_or_default();
                if path.get(..at).is_some_and(|before| before.ends_with('}'))
                    && !behind.contains(['{', '/', '?', '=', '&'])
                {
                    end = at;
                    break;
                }
            }
        }
    }
    path.get(..end).unwrap_or(path)
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.get(1..).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_operations() {
        for (text, found) in [
            ("POST api/leads", Some(("POST", "api/leads"))),
            ("Method: GET /x", Some(("GET", "/x"))),
            ("GET the lead", None),
            ("POST Save", Some(("POST", "Save"))),
            ("POST - 2/kites/{id}?dry={dry}", Some(("POST", "2/kites/{id}?dry={dry}"))),
            ("POST – /kites", Some(("POST", "/kites"))),
            ("GET - 3", Some(("GET", "3"))),
            ("GET: v2.0", Some(("GET", "v2.0"))),
            ("GET - three", None),
            ("[PUT] api/kites", Some(("PUT", "api/kites"))),
            ("PUT: api/kites", Some(("PUT", "api/kites"))),
            ("# GET api/kites", Some(("GET", "api/kites"))),
            ("**GET** `api/kites`", Some(("GET", "api/kites"))),
            ("Method: GET, path: /api/kites", Some(("GET", "/api/kites"))),
            ("GET api/kites/{id} Kites controller", Some(("GET", "api/kites/{id}"))),
            ("GET api/kites/{the id} /tail", Some(("GET", "api/kites/{the id} /tail"))),
            ("GET api/kites?a={a}& b={b}", Some(("GET", "api/kites?a={a}& b={b}"))),
            ("HTTP GET /api/kites", Some(("GET", "/api/kites"))),
            ("[HTTP GET] ~/kites/{id}", Some(("GET", "~/kites/{id}"))),
            ("(Method: PUT) kites/{id}", Some(("PUT", "kites/{id}"))),
            ("[HTTP] kites", None),
            ("Get api/kites", Some(("GET", "api/kites"))),
            ("Get kites", None),
            ("Delete - kites", None),
            ("- [GET /api/kites](https://a.example/help/1)", Some(("GET", "/api/kites"))),
            ("GET [/api/kites/{id}](https://a.example/help/2)", Some(("GET", "/api/kites/{id}"))),
            ("[Get started](/docs/start)", None),
            ("- [Put it on/off](#put)", None),
            ("Get [started](/docs/start)", None),
            ("GET", None),
        ] {
            assert_eq!(operation(text), found, "{text}");
        }
        for (text, found) in [
            ("GET api/kites/{id} Returns one kite.", Some(("GET api/kites/{id}", "Returns one kite."))),
            ("GET api/kites Returns all of them", Some(("GET api/kites", "Returns all of them"))),
            ("**GET** `api/kites/{id}`", None),
            ("GET api/kites, which returns all", None),
            ("GET all of api/kites", None),
            ("Get api/kites Returns all of them", None),
            ("GET api/kites", None),
        ] {
            assert_eq!(operation_and_words(text), found, "{text}");
        }
        for (address, found) in [
            ("api/kites/[id]/tails/<tail-id>", "api/kites/{id}/tails/{tail-id}"),
            ("/kites/:id?full=<full>&since=:since", "/kites/{id}?full={full}&since={since}"),
            ("https://kites.example:8080/api/[id]", "https://kites.example:8080/api/{id}"),
            ("api/kites?codes[0]={codes[0]}&x=a:b", "api/kites?codes[0]={codes[0]}&x=a:b"),
            ("api/kites/${id}?x=!{x}&y={{y}}&z={z}", "api/kites/{id}?x={x}&y={y}&z={z}"),
            ("api/kites/[1]/<>/:5", "api/kites/[1]/<>/:5"),
        ] {
            assert_eq!(in_braces(address), found);
        }
        assert!(is_labelled_operation("**Url:** POST https://kites.example/api/kites"));
        assert!(!is_labelled_operation("POST api/kites"));
        assert_eq!(method("PUT"), Some("PUT"));
        assert_eq!(method("Method: PUT"), Some("PUT"));
        assert_eq!(method("[DELETE]"), Some("DELETE"));
        assert_eq!(method("Put it down"), None);
    }
}
