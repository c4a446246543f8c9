//! Sites made from ASP.NET's template "Individual Accounts", whose login no page lists.

use crate::infer::model::{Api, Authentication, Endpoint, Remark};

/// The endpoints of the template's `AccountController`, besides registering.
const OTHERS: [&str; 9] = [
    "GET api/account/userinfo",
    "POST api/account/logout",
    "GET api/account/manageinfo",
    "POST api/account/changepassword",
    "POST api/account/setpassword",
    "POST api/account/addexternallogin",
    "POST api/account/removelogin",
    "GET api/account/externallogins",
    "POST api/account/registerexternal",
];

/// The endpoints that the template marks with `[AllowAnonymous]`.
const ANONYMOUS: [&str; 3] =
    ["POST api/account/register", "GET api/account/externallogin", "GET api/account/externallogins"];

/// Finds the endpoints of the template, and makes its tokens the authentication.
pub(super) fn individual_accounts(api: &mut Api) {
    let found: Vec<String> = api.endpoints.iter().map(route).collect();
    let has = |wanted: &str| found.iter().any(|route| route == wanted);
    let others = OTHERS.iter().filter(|other| has(other)).count();
    // A site of its own making may have any one of them.
    if !has(ANONYMOUS[0]) || others < 2 {
        return;
    }
    api.authentication = Authentication::Token;
    api.authentication_remarks.push(Remark::inferred(
        "`api/Account/Register` and its like are those of ASP.NET's template \"Individual Accounts\", which hands out \
         tokens at `/Token`; no page lists that address, nor the fields that the service may want besides",
    ));
    for (endpoint, route) in api.endpoints.iter_mut().zip(&found) {
        endpoint.is_anonymous = ANONYMOUS.contains(&route.as_str());
        if endpoint.is_anonymous {
            let text = "the template \"Individual Accounts\" asks for no token here";
            endpoint.remarks.push(Remark::inferred(text));
        }
    }
}

/// Returns method and path, without the query and the case of letters.
fn route(endpoint: &Endpoint) -> String {
    let (method, path) = endpoint.heading.split_once(' ').unwrap_or_default();
    let path = path.split('?').next().unwrap_or_default();
    format!("{method} {}", path.to_lowercase())
}
