//! Endpoints: what is called, sent and answered.

use std::collections::HashSet;

use datacontract::contract::Serializer;

use super::{Annotations, Authentication, Deprecated, Download, Literal, Paging, Source, Upload};
use crate::spec::{
    span::{Span, Spanned},
    template::{Piece, Template},
    type_expr::TypeExpr,
};

/// One operation.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The whole heading, `POST api/lead/LeadUpdate`.
    pub heading: Spanned<String>,
    /// The whole entry in the file.
    pub extent: Span,
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
    /// What is sent, if no formatter writes it.
    pub upload: Option<Upload>,
    /// What comes back.
    pub response: Option<Payload>,
    /// What comes back, if it is a file.
    pub download: Option<Download>,
    /// The payloads of which nobody knows the type, or whether it has them.
    pub untyped: Vec<Untyped>,
    /// How the pages of a list are asked for, if its response is one.
    pub paging: Option<Paging>,
    /// What status codes mean.
    pub status: Vec<Status>,
    /// What writes and reads its XML, where that is not what the API's formatter uses.
    pub serializer: Option<Spanned<Serializer>>,
    /// How callers say who they are, where that is not what the API says.
    pub authentication: Option<Spanned<Authentication>>,
    /// The sample files.
    pub samples: Samples,
    /// Its Rust name, where it was chosen by hand.
    pub rust_name: Option<Spanned<String>>,
}

/// A body or a response whose type is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untyped {
    /// What is sent.
    Request,
    /// What comes back.
    Response,
}

impl Untyped {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Request, Self::Response];

    /// Returns the word for it in specs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

impl Endpoint {
    /// Returns the payloads of which nobody knows the type, or whether it has them, unless the type was written since.
    pub fn untyped(&self) -> impl Iterator<Item = Untyped> {
        self.untyped.iter().copied().filter(|untyped| match untyped {
            Untyped::Request => self.body.is_none() && self.upload.is_none(),
            Untyped::Response => self.response.is_none() && self.download.is_none(),
        })
    }

    /// Returns whether requests may do without a parameter of it. Within the path they never may: only at its
    /// end.
    #[must_use]
    pub fn may_leave_out(&self, parameter: &Parameter) -> bool {
        parameter.is_optional()
            && (parameter.place != ParameterPlace::Path || self.at_end().contains(parameter.name.as_str()))
    }

    /// Returns the names of the parameters that requests cannot do without.
    #[must_use]
    pub fn needed(&self) -> HashSet<&str> {
        let at_end = self.at_end();
        let may_leave_out = |parameter: &&Parameter| {
            parameter.is_optional()
                && (parameter.place != ParameterPlace::Path || at_end.contains(parameter.name.as_str()))
        };
        let needed = self.parameters.iter().filter(|parameter| !may_leave_out(parameter));
        needed.map(|parameter| parameter.name.as_str()).collect()
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

    /// Returns the parameters of the path after which nothing comes, or only what may be left out with them.
    fn at_end(&self) -> HashSet<&str> {
        let optional: HashSet<&str> = self
            .parameters
            .iter()
            .filter(|parameter| parameter.is_optional())
            .map(|parameter| parameter.name.as_str())
            .collect();
        let mut at_end = HashSet::new();
        for piece in self.template.path.iter().rev() {
            match piece {
                Piece::Text(text) if text == "/" => {}
                Piece::Text(_) => break,
                Piece::Parameter(name) => {
                    at_end.insert(name.as_str());
                    if !optional.contains(name.as_str()) {
                        break;
                    }
                }
            }
        }
        at_end
    }
}

/// A parameter in the path or the query.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name as in the heading's braces. Of `codes[0]={codes[0]}&codes[1]={codes[1]}`: `codes`.
    pub name: Spanned<String>,
    /// Path or query, as the heading says.
    pub place: ParameterPlace,
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
    /// The items of a list are one value with commas between them.
    pub comma_separated: Spanned<bool>,
    /// Rules that the service checks, as it does for a member of a class that stands in the URI.
    pub annotations: Annotations,
}

impl Parameter {
    /// Returns whether the page says that requests may do without it; see [`Endpoint::may_leave_out`].
    #[must_use]
    pub fn is_optional(&self) -> bool {
        !self.required.value || self.default.is_some()
    }
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// Before the `?`.
    Path,
    /// After it.
    Query,
    /// A part of the body, beside files.
    Part,
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
