//! How callers say who they are.

use crate::spec::span::Spanned;

/// How callers say who they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Authentication {
    /// They do not, or the page does not say. Of an endpoint: it takes no credentials.
    #[default]
    None,
    /// HTTP Basic.
    Basic,
    /// A header of this name.
    Header(Spanned<String>),
    /// A key in the query, under this name.
    Query(Spanned<String>),
    /// A cookie of this name.
    Cookie(Spanned<String>),
    /// A bearer token, which the service hands out.
    Token(TokenEndpoint),
    /// Members of the body; paths by CLR member names.
    Body(Vec<Spanned<String>>),
}

/// Where a service hands out tokens, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEndpoint {
    /// The path, relative to the address of the service, or an address of its own.
    pub path: Spanned<String>,
    /// What callers give for a token.
    pub grant: Grant,
    /// What each request for a token has besides.
    pub fields: Vec<TokenField>,
}

/// What callers give for a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grant {
    /// The name and the password of a user.
    #[default]
    Password,
    /// The name and the secret of a program.
    ClientCredentials,
}

/// A field of the requests for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenField {
    /// Its name.
    pub name: Spanned<String>,
    /// Its value, or `None` if callers give it.
    pub value: Option<Spanned<String>>,
}
