//! Which members of documents are secret.

use std::collections::{HashMap, HashSet};

use datacontract::contract::encode_name;

use super::{
    Clr, Format, Member, Spec, TypeDef, TypeExpr, TypeExprKind, wire::wire_name,
    xml_serializer::names::given_or,
};

/// Names of members that nobody else may read.
const SECRETS: &[&str] = &[
    "token",
    "secret",
    "apikey",
    "accesstoken",
    "oauthtoken",
    "authtoken",
    "refreshtoken",
    "sessiontoken",
    "usertoken",
    "apitoken",
    "clientsecret",
    "passphrase",
    "privatekey",
    "accesskey",
    "authkey",
    "authenticationkey",
    "authorizationkey",
    "securitykey",
    "securitytoken",
    "sessionkey",
    "subscriptionkey",
    "consumersecret",
    "appsecret",
    "jwt",
];

/// Ends of such names: `ExternalAccessToken`. Only texts have them: `ResetPassword` is a
/// question, and `NextPageToken` is none.
const ENDS_OF_SECRETS: &[&str] = &[
    "passphrase",
    "accesstoken",
    "refreshtoken",
    "authtoken",
    "sessiontoken",
    "apikey",
    "clientsecret",
    "secretkey",
    "privatekey",
    "userpin",
];

/// Names of passwords, and what such names end in: `ConfirmPassword`, `PasswordConfirmation`.
const PASSWORDS: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "passwordconfirmation",
    "passwordconfirm",
    "passwordrepeat",
    "passwordagain",
];

/// Returns whether a member of this name holds a secret as far as its name tells. Only texts are told by how their names
/// end.
#[must_use]
pub fn is_secret_name(name: &str, is_text: bool) -> bool {
    let name = loosely(name);
    let mut names = SECRETS.iter().chain(PASSWORDS);
    let mut ends = ENDS_OF_SECRETS.iter().chain(PASSWORDS);
    names.any(|secret| name == *secret) || (is_text && ends.any(|end| name.ends_with(end)))
}

/// Returns whether a member of this name holds a password, which is a secret in answers too.
#[must_use]
pub fn is_password_name(name: &str) -> bool {
    let name = loosely(name);
    PASSWORDS.iter().any(|end| name.ends_with(end))
}

/// Returns a name without what people write in one way or another.
fn loosely(name: &str) -> String {
    if name.is_ascii() {
        // Most names are, and traffic has many.
        let mut name = name.to_ascii_lowercase();
        name.retain(|c| c.is_ascii_alphanumeric());
        return name;
    }
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The names of a spec's secret members on the wire, in small letters.
///
/// They go by name alone, whatever class an object is of: a sample that does not fit its contract has its
/// secrets too.
#[derive(Default)]
pub(crate) struct SecretNames {
    members: HashMap<String, SecretMember>,
    /// Those that `XmlSerializer` has as attributes.
    attributes: HashSet<String>,
    /// Whether `XmlSerializer` has one as the text of an element, whose name does not tell.
    has_text: bool,
}

/// What secret members of one name have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecretMember {
    /// All of them are texts.
    pub(crate) is_text: bool,
    /// A document without one of them is refused.
    pub(crate) is_required: bool,
    /// The built-in type of the values, or of the items of lists, if it is the same for all.
    pub(crate) clr: Option<Clr>,
    /// The enum of the values, if it is the same for all: its index among the types of the spec.
    pub(crate) enumeration: Option<usize>,
}

impl SecretNames {
    /// Returns the names of all secret members of a spec.
    pub(crate) fn of(spec: &Spec) -> Self {
        let mut names = Self::default();
        for (owner, ty) in spec.types.iter().enumerate() {
            let members = TypeDef::class(ty).map_or(&[][..], |class| &class.members);
            for member in members.iter().filter(|member| member.secret) {
                for format in [Format::Json, Format::Xml] {
                    names.add(spec, &wire_name(spec, format, owner, member), member);
                }
                for element in spec.xml_elements(member, "") {
                    names.add(spec, &encode_name(&element.name), member);
                }
                names.has_text |= member.xml.text.is_some();
                if let Some(attribute) = &member.xml.attribute {
                    let (name, _) = given_or(attribute.name.as_ref(), &member.name);
                    names.attributes.insert(encode_name(local(name)).to_lowercase());
                }
            }
        }
        names
    }

    fn add(&mut self, spec: &Spec, name: &str, member: &Member) {
        let item = item_of(&member.ty);
        let found = SecretMember {
            is_text: member.ty.clr() == Some(Clr::String),
            is_required: member.required.value,
            clr: item.clr(),
            enumeration: spec.enum_named(item),
        };
        let all = self.members.entry(name.to_lowercase()).or_insert(found);
        all.is_text &= found.is_text;
        all.is_required |= found.is_required;
        all.clr = all.clr.filter(|clr| found.clr == Some(*clr));
        all.enumeration = all.enumeration.filter(|index| found.enumeration == Some(*index));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<SecretMember> {
        self.members.get(&name.to_lowercase()).copied()
    }

    /// Returns whether an attribute of XML is secret, by its name with a prefix or without.
    pub(crate) fn is_attribute(&self, name: &str) -> bool {
        !name.starts_with("xmlns") && self.attributes.contains(&local(name).to_lowercase())
    }

    /// Returns whether the text of some element of XML is secret.
    pub(crate) fn has_text(&self) -> bool {
        self.has_text
    }
}

/// Returns the type of a list's items; any other type as it is.
fn item_of(ty: &TypeExpr) -> &TypeExpr {
    match &ty.kind {
        TypeExprKind::Nullable(inner)
        | TypeExprKind::List(inner)
        | TypeExprKind::Array(inner)
        | TypeExprKind::ReadOnly(inner) => item_of(inner),
        _ => ty,
    }
}

/// Returns a name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
