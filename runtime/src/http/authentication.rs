//! The ways in which callers say who they are.

/// The way in which callers authenticate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Authentication {
    /// They do not, or the page does not say.
    #[default]
    None,
    /// They need not, whatever the rest of the service demands: the login itself, for example. A client sends
    /// no credentials.
    Anonymous,
    /// HTTP Basic.
    Basic,
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the query, under this name.
    Query(&'static str),
    /// A cookie of this name.
    Cookie(&'static str),
    /// A bearer token, which the service hands out for a password.
    Token(TokenEndpoint),
    /// Members of the body.
    Body,
}

/// The address at which a service hands out tokens: OAuth's token endpoint, which ASP.NET's template "Individual
/// Accounts" has at `/Token`. No help page lists it.
///
/// ```
/// use datacontract::http::{Api, Authentication, TokenEndpoint};
///
/// static TOKEN: TokenEndpoint = TokenEndpoint::new("Token").fields(&[("client_id", "mobile")]);
/// static SHOP: Api = Api::new("Shop").authentication(Authentication::Token(TOKEN));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenEndpoint {
    /// The path, relative to the address of the service, or an address of its own.
    pub path: &'static str,
    /// What callers give for a token.
    pub grant: Grant,
    /// Fields that each request for a token has besides, with their values. None of them is a secret.
    pub fields: &'static [(&'static str, &'static str)],
}

/// What callers give for a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Grant {
    /// The name and the password of a user.
    #[default]
    Password,
    /// The name and the secret of a program.
    ClientCredentials,
}

impl TokenEndpoint {
    /// Returns a token endpoint at this path, where users get a token for their password.
    #[must_use]
    pub const fn new(path: &'static str) -> Self {
        TokenEndpoint { path, grant: Grant::Password, fields: &[] }
    }

    /// Sets what callers give for a token.
    #[must_use]
    pub const fn grant(mut self, grant: Grant) -> Self {
        self.grant = grant;
        self
    }

    /// Sets the fields that each request for a token has besides, with their values.
    #[must_use]
    pub const fn fields(mut self, fields: &'static [(&'static str, &'static str)]) -> Self {
        self.fields = fields;
        self
    }
}
