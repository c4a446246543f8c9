//! How a client logs in.

use crate::http::{Api, Authentication, Grant, TokenEndpoint, encode_uri};
use std::fmt;

/// The login of a client: what it gives for a token, and where.
///
/// The client asks for a token before the first call, keeps it, and renews it before it expires: by the refresh
/// token if the service has handed one out. However many calls wait, one request asks for it. If the service
/// answers a call with 401, the client gets a new token and sends the call once more.
///
/// ```
/// # #[cfg(feature = "ureq")] {
/// use datacontract::client::{self, Login};
///
/// let shop = client::ureq("https://shop.example.com")?.login(Login::password("ada@example.com", "secret"));
/// # }
/// # Ok::<_, datacontract::client::Error>(())
/// ```
///
/// A login that the service refuses is [`Error::Login`](super::super::Error::Login).
#[derive(Clone)]
pub struct Login {
    grant: Grant,
    path: String,
    name: String,
    secret: String,
    fields: Vec<(String, String)>,
}

impl Login {
    /// Returns the login of a user, at `/Token` as in ASP.NET's template.
    #[must_use]
    pub fn password(user: &str, password: &str) -> Self {
        Login::at(&TokenEndpoint::new("Token"), user, password)
    }

    /// Returns the login of a program with a name and a secret of its own, at `/Token`.
    #[must_use]
    pub fn client_credentials(id: &str, secret: &str) -> Self {
        Login::at(&TokenEndpoint::new("Token").grant(Grant::ClientCredentials), id, secret)
    }

    /// Returns the login at a token endpoint: with a user and a password, or with what else its
    /// [`Grant`] wants.
    #[must_use]
    pub fn at(endpoint: &TokenEndpoint, name: &str, secret: &str) -> Self {
        let fields = endpoint.fields.iter();
        Login {
            grant: endpoint.grant,
            path: endpoint.path.to_owned(),
            name: name.to_owned(),
            secret: secret.to_owned(),
            fields: fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        }
    }

    /// Returns the login at the token endpoint that an API describes, or else at `/Token`.
    #[must_use]
    pub fn of(api: &Api, name: &str, secret: &str) -> Self {
        match &api.authentication {
            Authentication::Token(endpoint) => Login::at(endpoint, name, secret),
            _ => Login::password(name, secret),
        }
    }

    /// Adds a field to each request for a token, such as `client_id` or `scope`. It replaces one of the same
    /// name.
    #[must_use]
    pub fn field(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(known, _)| known != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Returns the form that asks for a token.
    pub(super) fn form(&self, refresh_token: Option<&str>) -> String {
        let (name, secret) = (self.name.as_str(), self.secret.as_str());
        let own = match (self.grant, refresh_token) {
            (Grant::Password, None) => {
                vec![("grant_type", "password"), ("username", name), ("password", secret)]
            }
            (Grant::Password, Some(token)) => {
                vec![("grant_type", "refresh_token"), ("refresh_token", token)]
            }
            (Grant::ClientCredentials, None) => {
                vec![("grant_type", "client_credentials"), ("client_id", name), ("client_secret", secret)]
            }
            (Grant::ClientCredentials, Some(token)) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token),
                ("client_id", name),
                ("client_secret", secret),
            ],
        };
        let further = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let mut form = String::new();
        for (name, value) in own.into_iter().chain(further) {
            if !form.is_empty() {
                form.push('&');
            }
            encode_uri(&mut form, name);
            form.push('=');
            encode_uri(&mut form, value);
        }
        form
    }

    /// Returns the texts that no error shows.
    pub(super) fn secrets(&self) -> Vec<String> {
        let fields = self.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "client_id" | "scope"));
        fields.map(|(_, value)| value.clone()).chain([self.secret.clone()]).collect()
    }
}

/// Prints the path alone: names of users are nobody's business either.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Login").field("grant", &self.grant).field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::Login;

    #[test]
    fn requests_are_forms() {
        let login =
            Login::password("ada@example.com", "p&ss w=rd").field("client_id", "a").field("client_id", "b");
        assert_eq!(
            login.form(None),
            "grant_type=password&username=ada%40example.com&password=p%26ss%20w%3Drd&client_id=b"
        );
        assert_eq!(login.form(Some("r+1")), "grant_type=refresh_token&refresh_token=r%2B1&client_id=b");
        assert_eq!(
            Login::client_credentials("app", "s").form(None),
            "grant_type=client_credentials&client_id=app&client_secret=s"
        );
    }

    #[test]
    fn nothing_secret_is_shown() {
        let shown = format!("{:?}", Login::password("ada", "secret").field("otp", "123456"));
        assert_eq!(shown, r#"Login { grant: Password, path: "Token", .. }"#);
    }
}
