//! The login for tokens: by a page of its own, or as ASP.NET's template "Individual Accounts" has it, whose login no page
//! lists.

use std::collections::HashMap;

use crate::infer::{
    makers::login::{ACCESS_TOKEN, GRANT_TYPE},
    model::{Api, Authentication, Class, Endpoint, Grant, Remark, TokenLogin, Ty, TypeId, TypeKind},
    pairing::by_name::loosely,
};

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

/// Finds the endpoint that takes what OAuth calls a grant and hands out a token, and makes it the authentication.
pub(super) fn login_page(api: &mut Api) {
    let classes: HashMap<TypeId, &Class> = api
        .types
        .iter()
        .filter_map(|def| match &def.kind {
            TypeKind::Class(class) => Some((def.id, class)),
            TypeKind::Enum { .. } | TypeKind::List(_) => None,
        })
        .collect();
    let found = api.endpoints.iter().enumerate().find_map(|(place, endpoint)| {
        let path = endpoint.heading.strip_prefix("POST ").filter(|path| !path.contains(['?', '{']))?;
        let has = |names: &[String], wanted: &str| names.iter().any(|name| name == &loosely(wanted));
        let request = names(&classes, endpoint.body.as_ref()?);
        let response = names(&classes, endpoint.response.as_ref()?);
        if !has(&request, GRANT_TYPE) || !has(&response, ACCESS_TOKEN) {
            return None;
        }
        let grant = match (has(&request, "password"), has(&request, "client_secret")) {
            (true, _) => Grant::Password,
            (false, true) => Grant::ClientCredentials,
            (false, false) => return None,
        };
        Some((place, TokenLogin { path: path.to_owned(), grant }))
    });
    let Some((place, login)) = found else { return };
    api.authentication_remarks.push(Remark::inferred(format!(
        "`POST {}` takes `{GRANT_TYPE}` and hands out `{ACCESS_TOKEN}`: other calls are taken to have that token",
        login.path
    )));
    api.authentication = Authentication::Token(login);
    if let Some(endpoint) = api.endpoints.get_mut(place) {
        endpoint.is_anonymous = true;
        endpoint.remarks.push(Remark::inferred("tokens are handed out here, so it takes none"));
    }
}

/// Returns what the members of a payload are called in JSON, without the case of letters and what separates words.
fn names(classes: &HashMap<TypeId, &Class>, (ty, _): &(Ty, String)) -> Vec<String> {
    let Ty::Type(id) = ty else { return Vec::new() };
    let members = classes.get(id).map(|class| class.members.as_slice()).unwrap_or_default();
    members.iter().map(|member| loosely(member.json.as_ref().unwrap_or(&member.name))).collect()
}

/// Finds the endpoints of the template, and makes its tokens the authentication.
pub(super) fn individual_accounts(api: &mut Api) {
    let found: Vec<String> = api.endpoints.iter().map(route).collect();
    let has = |wanted: &str| found.iter().any(|route| route == wanted);
    let others = OTHERS.iter().filter(|other| has(other)).count();
    // A site of its own making may have any one of them.
    if !has(ANONYMOUS[0]) || others < 2 {
        return;
    }
    if api.authentication == Authentication::None {
        api.authentication =
            Authentication::Token(TokenLogin { path: "Token".to_owned(), grant: Grant::Password });
        api.authentication_remarks.push(Remark::inferred(
            "`api/Account/Register` and its like are those of ASP.NET's template \"Individual Accounts\", which hands \
             out tokens at `/Token`; no page lists that address, nor the fields that the service may want besides",
        ));
    }
    for (endpoint, route) in api.endpoints.iter_mut().zip(&found) {
        if ANONYMOUS.contains(&route.as_str()) {
            endpoint.is_anonymous = true;
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
