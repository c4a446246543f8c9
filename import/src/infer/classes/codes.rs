//! Tables of codes: what the values of a member mean.
//!
//! Codes that are words are an enum's; numbers of a response's status are an outcome's.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::{
    infer::{
        members::facts::Fact,
        model::{Remark, Ty},
        pairing::by_name::loosely,
        samples::form::{JsonForm, Text},
    },
    page::CodeTable,
};
use datacontract_codegen::spec::{Clr, is_secret_name};

/// The tables of codes of a site, each once.
#[derive(Debug, Default)]
pub(crate) struct CodeTables {
    tables: Vec<CodeTable>,
    /// The tables that have a code, by their titles, letters and digits in small: of each title the first.
    by_code: HashMap<String, IndexMap<String, usize>>,
}

impl CodeTables {
    pub(crate) fn new(tables: impl Iterator<Item = CodeTable>) -> Self {
        let mut result = Self::default();
        let mut known = HashSet::new();
        for table in tables {
            if !known.insert((table.title.clone(), table.rows.clone())) {
                continue;
            }
            let title = loosely(&table.title);
            let place = result.tables.len();
            for (code, _) in &table.rows {
                result.by_code.entry(code.clone()).or_default().entry(title.clone()).or_insert(place);
            }
            result.tables.push(table);
        }
        result
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Returns the table that is about this member: its title has the member's name in it, and has the
    /// sample's value.
    pub(crate) fn of_member(&self, fact: &Fact) -> Option<&CodeTable> {
        if self.is_empty() {
            return None;
        }
        let name = loosely(&fact.clr_name());
        let shown = fact.slots.iter().filter_map(|slot| match &slot.json {
            JsonForm::Text(Text::Other(text)) | JsonForm::Whole(text) => Some(text.as_str()),
            _ => None,
        });
        let is_about = |title: &str| {
            let plain = title.trim_end_matches('s');
            !name.is_empty() && (title.contains(&name) || plain.ends_with(&name) || name.contains(plain))
        };
        let tables = shown.filter_map(|value| self.by_code.get(value)).flatten();
        let first = tables.filter(|(title, _)| is_about(title)).map(|(_, place)| *place).min()?;
        self.tables.get(first)
    }
}

/// Returns whether all codes are words: then the member is an enum.
pub(crate) fn are_words(table: &CodeTable) -> bool {
    table.rows.iter().all(|(code, _)| code.parse::<i64>().is_err())
}

/// The codes whose meaning is success.
pub(crate) fn success(table: &CodeTable) -> Vec<String> {
    const WORDS: &[&str] = &["success", "ok", "succeeded", "successful", "no error", "created"];
    let is_success = |meaning: &str| {
        let meaning = meaning.trim().trim_end_matches('.').to_lowercase();
        WORDS.contains(&meaning.as_str()) || meaning.starts_with("success")
    };
    table.rows.iter().filter(|(_, meaning)| is_success(meaning)).map(|(code, _)| code.clone()).collect()
}

/// Names that codes of outcomes have.
const CODES: &[&str] = &["errorcode", "respcode", "responsecode", "resultcode", "returncode", "statuscode"];

/// Names that their messages have.
const MESSAGES: &[&str] = &[
    "message",
    "msg",
    "errormessage",
    "errormsg",
    "respmsg",
    "responsemessage",
    "resultmessage",
    "statusmessage",
];

/// Returns whether a member of this name tells success from failure.
pub(crate) fn is_code(name: &str) -> bool {
    CODES.contains(&loosely(name).as_str())
}

/// Names of members that are true if a call has succeeded.
const SUCCESS: &[&str] = &[
    "success",
    "issuccess",
    "successful",
    "issuccessful",
    "succeeded",
    "issucceeded",
    "hassucceeded",
    "wassuccessful",
];

/// Names of members that are true if a call has failed.
const FAILURE: &[&str] = &["iserror", "haserror", "haserrors", "failed", "isfailed", "hasfailed"];

/// Returns which value of a member of this name, true or false, means success.
pub(crate) fn success_flag(name: &str) -> Option<bool> {
    let name = loosely(name);
    let is_one = |names: &[&str]| names.contains(&name.as_str());
    if is_one(SUCCESS) { Some(true) } else { is_one(FAILURE).then_some(false) }
}

/// Returns whether a member of this name says so in words.
pub(crate) fn is_message(name: &str) -> bool {
    MESSAGES.contains(&loosely(name).as_str())
}

/// Names that may be of a secret, and of much else: what is said of them decides.
const VAGUE: &[&str] = &["key", "auth", "authorization", "credential", "credentials"];

/// Words for a secret in what is said of something, letters and digits in small.
const SAID_OF_SECRETS: &[&str] = &[
    "apikey",
    "accesskey",
    "secretkey",
    "securitykey",
    "authenticationkey",
    "authorizationkey",
    "accesstoken",
    "password",
];

/// Returns the remark on what its name says to be a secret.
fn secret_by_name() -> Remark {
    Remark::inferred("its name says that it is a secret")
}

/// Returns the remark on a secret, if a member of this name and type, of which the page says this, is one.
pub(crate) fn secret(name: &str, ty: &Ty, said: &str) -> Option<Remark> {
    if is_secret(name, ty) {
        return Some(secret_by_name());
    }
    let (name, said) = (loosely(name), loosely(said));
    let is_said = VAGUE.contains(&name.as_str()) && SAID_OF_SECRETS.iter().any(|word| said.contains(word));
    (is_said && is_text(ty)).then(|| Remark::inferred("the page says of it that it is a secret"))
}

/// Returns the remark on a secret, if the data type of a member says that it is one: `Data type: Password`.
pub(crate) fn secret_by_data_type(data_type: Option<&str>, ty: &Ty) -> Option<Remark> {
    let is_password = data_type.is_some_and(|data_type| data_type.eq_ignore_ascii_case("password"));
    (is_password && is_text(ty)).then(|| Remark::inferred("its data type is that of passwords"))
}

/// Returns whether a type is a text.
fn is_text(ty: &Ty) -> bool {
    let ty = if let Ty::Nullable(inner) = ty { inner } else { ty };
    *ty == Ty::Clr(Clr::String)
}

/// Returns whether a member of this name and type holds a secret.
fn is_secret(name: &str, ty: &Ty) -> bool {
    let is_one = {
        let ty = if let Ty::Nullable(inner) = ty { inner } else { ty };
        !matches!(ty, Ty::Type(_) | Ty::List(_) | Ty::Array(_))
    };
    is_one && is_secret_name(name, is_text(ty))
}
