//! The entries of a spec that the report is about.

use std::fmt::{self, Display, Formatter};

/// An entry of a spec.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SpecEntry {
    /// A key at the top: `baseUrl`.
    Key(&'static str),
    /// A setting of the JSON formatter: `dateFormatString`.
    JsonSetting(&'static str),
    /// A setting of the XML formatter: `omitXmlDeclaration`.
    XmlSetting(&'static str),
    /// An endpoint, by its heading.
    Endpoint(String),
    /// A parameter of an endpoint.
    Parameter {
        /// The heading of the endpoint.
        endpoint: String,
        /// The parameter's name.
        name: String,
    },
    /// A part of the form that an endpoint takes.
    Part {
        /// The heading of the endpoint.
        endpoint: String,
        /// The part's name.
        name: String,
    },
    /// A type, by its full name.
    Type(String),
    /// A member of a class.
    Member {
        /// The class, by its full name.
        ty: String,
        /// The member's name.
        name: String,
    },
    /// What tells success from failure in a class.
    Outcome(String),
}

impl SpecEntry {
    /// Returns the keys that lead there in a spec.
    #[must_use]
    pub fn path(&self) -> Vec<&str> {
        match self {
            Self::Key(key) => vec![key],
            Self::JsonSetting(key) => vec!["json", key],
            Self::XmlSetting(key) => vec!["xml", key],
            Self::Endpoint(heading) => vec!["endpoints", heading],
            Self::Parameter { endpoint, name } => vec!["endpoints", endpoint, "parameters", name],
            Self::Part { endpoint, name } => vec!["endpoints", endpoint, "body", "parts", name],
            Self::Type(name) => vec!["types", name],
            Self::Member { ty, name } => vec!["types", ty, "members", name],
            Self::Outcome(ty) => vec!["types", ty, "outcome"],
        }
    }

    /// Returns what kind of place it is, for programs.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Key(_) | Self::JsonSetting(_) | Self::XmlSetting(_) => "key",
            Self::Endpoint(_) => "endpoint",
            Self::Parameter { .. } => "parameter",
            Self::Part { .. } => "part",
            Self::Type(_) => "type",
            Self::Member { .. } => "member",
            Self::Outcome(_) => "outcome",
        }
    }
}

impl SpecEntry {
    /// Returns what it is called beside its line in the spec: of a long heading without the query.
    pub(super) fn beside_line(&self) -> String {
        const LONG: usize = 80;
        let text = self.to_string();
        let (Self::Endpoint(heading)
        | Self::Parameter { endpoint: heading, .. }
        | Self::Part { endpoint: heading, .. }) = self
        else {
            return text;
        };
        let path = heading.find('?').filter(|_| heading.len() > LONG).and_then(|at| heading.get(..=at));
        let Some(path) = path else { return text };
        let behind = match self {
            Self::Parameter { name, .. } | Self::Part { name, .. } => format!(", `{name}`"),
            _ => String::new(),
        };
        format!("{path}…{behind}")
    }
}

/// Returns a heading as reports show it: one of thousands of parameters would stand in thousands of lines.
fn start_of(heading: &str) -> &str {
    const SHOWN: usize = 1000;
    heading.char_indices().nth(SHOWN).map_or(heading, |(end, _)| heading.get(..end).unwrap_or_default())
}

impl Display for SpecEntry {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let heading = |f: &mut Formatter<'_>, heading: &str| {
            let start = start_of(heading);
            write!(f, "{start}{}", if start.len() < heading.len() { "…" } else { "" })
        };
        match self {
            Self::Key("json") => f.write_str("the API"),
            Self::Key(key) => f.write_str(key),
            Self::JsonSetting(key) => write!(f, "json.{key}"),
            Self::XmlSetting(key) => write!(f, "xml.{key}"),
            Self::Endpoint(endpoint) => heading(f, endpoint),
            Self::Parameter { endpoint, name } | Self::Part { endpoint, name } => {
                heading(f, endpoint)?;
                write!(f, ", `{name}`")
            }
            Self::Type(name) => f.write_str(name),
            Self::Member { ty, name } => write!(f, "{ty}.{name}"),
            Self::Outcome(ty) => write!(f, "{ty}, outcome"),
        }
    }
}
