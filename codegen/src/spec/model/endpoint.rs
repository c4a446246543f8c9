//! Endpoints: what is called, sent and answered.

use super::{Deprecated, Literal, Source};
use crate::spec::{
    span::Spanned,
    template::{Piece, Template},
    type_expr::TypeExpr,
};

/// One operation.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The whole heading, `POST api/lead/LeadUpdate`.
    pub heading: Spanned<String>,
    /// `GET`, `POST` and so on, in capitals.
    pub method: Spanned<String>,
    /// Path and query.
    pub template: Template,
    /// What it does.
    pub doc: Option<Spanned<String>>,
    /// Its page, where the API has several.
    pub source: Source,
    /// On its way out.
    pub deprecated: Option<Deprecated>,
    /// The parameters in the URI, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Payload>,
    /// What comes back.
    pub response: Option<Payload>,
    /// What status codes mean.
    pub status: Vec<Status>,
    /// The sample files.
    pub samples: Samples,
    /// Its Rust name, where it was chosen by hand.
    pub rust_name: Option<Spanned<String>>,
}

impl Endpoint {
    /// Whether requests may do without a parameter of it. Within the path they never may: only at its end.
    #[must_use]
    pub fn may_leave_out(&self, parameter: &Parameter) -> bool {
        parameter.is_optional() && (parameter.place == Place::Query || self.is_at_end(parameter))
    }

    /// Returns the path as the service's route has it: with a star before the parameter that takes the rest.
    #[must_use]
    pub fn route(&self) -> String {
        let rest = self.parameters.iter().find(|parameter| parameter.catch_all.value);
        let pieces = self.template.path.iter().map(|piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Parameter(name) if rest.is_some_and(|rest| rest.name == *name) => {
                format!("{{*{}}}", name.value)
            }
            Piece::Parameter(name) => format!("{{{}}}", name.value),
        });
        pieces.collect()
    }

    /// Whether nothing comes after a parameter of the path, or only what may be left out with it.
    fn is_at_end(&self, parameter: &Parameter) -> bool {
        for piece in self.template.path.iter().rev() {
            match piece {
                Piece::Text(text) if text == "/" => {}
                Piece::Text(_) => return false,
                Piece::Parameter(name) if *name == parameter.name => return true,
                Piece::Parameter(name) => {
                    let mut others = self.parameters.iter();
                    if !others.any(|other| other.name == *name && other.is_optional()) {
                        return false;
                    }
                }
            }
        }
        false
    }
}

/// A parameter in the path or the query.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name as in the heading's braces. Of `codes[0]={codes[0]}&codes[1]={codes[1]}`: `codes`.
    pub name: Spanned<String>,
    /// Path or query, as the heading says.
    pub place: Place,
    /// Its type.
    pub ty: TypeExpr,
    /// What it is.
    pub doc: Option<Spanned<String>>,
    /// Must be given.
    pub required: Spanned<bool>,
    /// What the service takes if it is left out.
    pub default: Option<Spanned<Literal>>,
    /// Never shown in `Debug`, in logs, in errors.
    pub secret: bool,
    /// `{*rest}` in the route, which pages show as `{rest}`: it takes the rest of the path, slashes and all.
    pub catch_all: Spanned<bool>,
}

impl Parameter {
    /// Whether the page says that requests may do without it; see [`Endpoint::may_leave_out`].
    #[must_use]
    pub fn is_optional(&self) -> bool {
        !self.required.value || self.default.is_some()
    }
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before the `?`.
    Path,
    /// After it.
    Query,
}

/// A body or a response.
#[derive(Clone, Debug)]
pub struct Payload {
    /// Its type.
    pub ty: TypeExpr,
    /// What it is.
    pub doc: Option<Spanned<String>>,
    /// Of a body: C#'s name of the argument, with which the service's error messages begin.
    pub name: Option<Spanned<String>>,
}

/// What a status code means.
#[derive(Clone, Debug)]
pub struct Status {
    /// The code.
    pub code: Spanned<u16>,
    /// Its meaning.
    pub doc: Spanned<String>,
}

/// The samples of an endpoint.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// Of what is sent.
    pub request: SampleFiles,
    /// Of what comes back.
    pub response: SampleFiles,
}

/// One payload in each format: names of files in `samples/`.
#[derive(Clone, Debug, Default)]
pub struct SampleFiles {
    /// As JSON.
    pub json: Option<Spanned<String>>,
    /// As XML.
    pub xml: Option<Spanned<String>>,
}
