//! Where a site is served, and the addresses of its pages.

use datacontract_codegen::spec::Endpoint;

/// The place of a site on a server: below a prefix, or at the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Empty, or a path that begins with a slash and does not end with one.
    prefix: String,
}

impl Place {
    /// Returns the root of the server.
    #[must_use]
    pub fn root() -> Place {
        Place::default()
    }

    /// Returns the place below a prefix: the name of one folder.
    #[must_use]
    pub fn below(folder: &str) -> Place {
        Place { prefix: format!("/{folder}") }
    }

    /// Returns the prefix: empty, or a path that begins with a slash and does not end with one.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns the address of a path of the site: `/api/orders` below `/shop` is `/shop/api/orders`.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("{}/{}", self.prefix, path.trim_start_matches('/'))
    }
}

/// Returns the id of an endpoint in the addresses of help pages, as ASP.NET makes it: the method, the path with
/// dashes for slashes and without braces, then the names of the query.
///
/// `GET api/orders/near?a.A={a.A}&b={b}` is `GET-api-orders-near_a-A_b`.
#[must_use]
pub fn friendly_id(endpoint: &Endpoint) -> String {
    let (method, path) = (&endpoint.method.value, endpoint.template.path_text());
    let path: String =
        path.chars().filter(|c| !matches!(c, '{' | '}')).map(|c| if c == '/' { '-' } else { c }).collect();
    let mut id = format!("{method}-{path}");
    for piece in &endpoint.template.query {
        id.push('_');
        id.push_str(&piece.key.replace('.', "-"));
    }
    id
}
