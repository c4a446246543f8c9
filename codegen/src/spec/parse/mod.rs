//! Reads a spec's text.

mod api;
mod authentication;
mod endpoint;
mod files;
pub(crate) mod keys;
mod paging;
pub(crate) mod reader;
pub(crate) mod rust;
mod secrets;
mod settings;
mod types;
mod xml;

use jsonc_parser::{CollectOptions, ParseOptions, ast::Value, parse_to_ast};

use super::{model::Spec, similar::Searches, span::Span};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, SourceFile};

/// Brackets within brackets; a spec needs seven.
const MAX_DEPTH: usize = 32;

/// Returns the spec that a text describes, as far as it can be read; what cannot is reported.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Spec> {
    // The method itself would be for one lifetime alone.
    #[expect(clippy::redundant_closure_for_method_calls)]
    read(file, diagnostics, |reader, value| reader.spec(value))?
}

/// Returns what `read` makes of the value of a file; `None` if there is none.
pub(crate) fn read<T>(
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&mut reader::Reader<'_>, &Value<'_>) -> T,
) -> Option<T> {
    if let Some(at) = too_deep(file.text()) {
        let message = format!("more than {MAX_DEPTH} brackets are open here");
        diagnostics.push(Diagnostic::error(Code::TooDeep, file, Span::new(at, at + 1), message));
        return None;
    }
    let options = ParseOptions {
        allow_comments: true,
        allow_loose_object_property_names: false,
        allow_trailing_commas: true,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    match parse_to_ast(file.text(), &CollectOptions::default(), &options) {
        Ok(result) => {
            // An empty text has no value; it is treated as a spec without anything.
            let nothing = Value::Object(jsonc_parser::ast::Object {
                range: jsonc_parser::common::Range::new(0, 0),
                properties: Vec::new(),
            });
            let value = result.value.unwrap_or(nothing);
            file.hide(secrets::of(&value));
            Some(read(&mut reader::Reader { file, diagnostics, searches: Searches::default() }, &value))
        }
        Err(error) => {
            file.hide(secrets::of_malformed(file.text()));
            let range = error.range();
            let span = Span::new(range.start, range.end);
            let message = lower_first(&error.kind().to_string());
            diagnostics.push(
                Diagnostic::error(Code::Syntax, file, span, message)
                    .help("a spec is JSON with comments; nothing after this place could be read"),
            );
            None
        }
    }
}

/// Returns where the bracket stands that is one too deep.
fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Some(at);
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => at = end_of_string(bytes, at),
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += bytes[at..].iter().position(|&b| b == b'\n').unwrap_or(bytes.len() - at);
            }
            b'/' if bytes.get(at + 1) == Some(&b'*') => {
                at = text
                    .get(at + 2..)
                    .and_then(|rest| rest.find("*/"))
                    .map_or(bytes.len(), |end| at + end + 3);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// Returns the closing quote of the string that begins at `at`, or the end.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    loop {
        at += 1;
        match bytes.get(at) {
            None | Some(b'"') => return at,
            Some(b'\\') => at += 1,
            Some(_) => {}
        }
    }
}

/// Messages begin in lower case, as compilers' do.
fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::too_deep;

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let many = "[".repeat(40);
        for text in
            [format!("\"{many}\\\"{many}\""), format!("// {many}"), format!("/* {many} */"), "[]".repeat(50)]
        {
            assert_eq!(too_deep(&text), None, "{text}");
        }
        assert_eq!(too_deep(&many), Some(32));
        for text in ["\"", "\"\\", "/*", "/", "//"] {
            assert_eq!(too_deep(text), None);
        }
    }
}
