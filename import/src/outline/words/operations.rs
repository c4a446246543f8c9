//! Methods and paths, media types.

/// `application/json, text/json`: the media types of a sample's heading.
pub(crate) fn media_types(text: &str) -> Option<Vec<String>> {
    let text = text.trim().trim_end_matches(':').trim_end();
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

pub(crate) fn is_method(text: &str) -> bool {
    METHODS.contains(&text)
}

/// `POST api/leads/{id}`, also as `Method: POST api/leads/{id}`: the method and the rest.
pub(crate) fn operation(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let text = text.strip_prefix("Method:").map_or(text, str::trim_start);
    let (method, path) = text.split_once(char::is_whitespace)?;
    let path = path.trim();
    let fits = is_method(method) && !path.is_empty() && path.len() <= 4096;
    let one_word = !path.contains(char::is_whitespace);
    // Parameter names with blanks exist; a sentence that starts with a method's name has no braces.
    let braces = path.contains('/') && path.contains('{') && path.contains('}');
    let line_word =
        path.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '{' | '~' | '$' | '_' | '?'));
    (fits && line_word && (one_word || braces)).then_some((method, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_operations() {
        assert_eq!(operation("POST api/leads"), Some(("POST", "api/leads")));
        assert_eq!(operation("Method: GET /x"), Some(("GET", "/x")));
        assert_eq!(operation("GET the lead"), None);
        assert_eq!(operation("POST Save"), Some(("POST", "Save")));
    }
}
