//! Simple values as they stand in a document.

/// What stands in the document.
pub(super) enum Token<'t> {
    Null,
    Bool(bool),
    Int(i64),
    /// Beyond `i64`.
    UInt(u64),
    Float(f64),
    /// A number by its text.
    Number(&'t str),
    Text(&'t str),
    /// JSON has none, other formats of serde do.
    Bytes(&'t [u8]),
}

impl Token<'_> {
    /// Returns what it is, without the value.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Token::Null => "null",
            Token::Bool(_) => "true or false",
            Token::Int(_) | Token::UInt(_) | Token::Number(_) => "a number",
            Token::Float(_) => "a number with a fraction or an exponent",
            Token::Text(_) => "a text",
            Token::Bytes(_) => "bytes",
        }
    }
}
