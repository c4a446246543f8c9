//! What a login for tokens takes and hands out. The middleware of OWIN reads and writes it, and no formatter: there is no
//! contract of it that a help page's engine could make a sample of, so a person has written what a page shows.

use crate::infer::samples::json::Json;

/// What a request calls the kind of its login, as OAuth has it.
pub(crate) const GRANT_TYPE: &str = "grant_type";

/// What an answer calls the token, as OAuth has it.
pub(crate) const ACCESS_TOKEN: &str = "access_token";

/// What an answer calls the kind of its token, which is `bearer`.
const TOKEN_TYPE: &str = "token_type";

/// What the middleware of ASP.NET calls the time from which a token is valid.
const ISSUED: &str = ".issued";

/// Returns whether a sample is one of a login for tokens.
pub(super) fn is_of_login(json: &Json) -> bool {
    let Json::Object(object) = json else { return false };
    let text = |wanted: &str| {
        object.members.iter().find_map(|(name, value)| match value {
            Json::Text(text) if name.eq_ignore_ascii_case(wanted) => Some(text.as_str()),
            _ => None,
        })
    };
    let is_grant = |text: &str| matches!(text, "password" | "client_credentials" | "refresh_token");
    let is_bearer = || text(TOKEN_TYPE).is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
    text(GRANT_TYPE).is_some_and(is_grant)
        || (text(ACCESS_TOKEN).is_some() && (text(ISSUED).is_some() || is_bearer()))
}
