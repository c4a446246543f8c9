//! Endpoints on their way to Rust: names, types and defaults of their arguments, all decisions made.

mod argument;
mod call;
mod docs;
mod secrets;
mod value;

pub(crate) use argument::Argument;
pub(crate) use docs::summary;

use std::fs;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{
    attributes, authentication,
    lints::{self, Named},
    model::{Model, Naming, RustType, Scope, ident},
    outcome::OutcomeImpl,
};
use crate::spec::{Endpoint, FilePart, Payload, TypeKind, rust_name::field_name, secret_names::SecretNames};

/// The methods that clients have themselves, and those of traits in scope that would be called in place of the client's
/// own: they take the client by value, which comes first.
const OF_CLIENTS: [&str; 7] = ["api_key", "call", "clone", "credentials", "into", "new", "try_into"];

/// An endpoint of a spec.
pub(crate) struct Operation<'a> {
    pub(crate) model: &'a Model<'a>,
    pub(crate) endpoint: &'a Endpoint,
    /// Its method, of servers; also the function of its sample.
    pub(crate) function: Ident,
    /// Its method, of clients: the same unless a method of this name is there already.
    pub(crate) method: Ident,
    /// Its struct.
    pub(crate) name: Ident,
    /// The parameters in path and query, in the order of the page.
    pub(crate) arguments: Vec<Argument<'a>>,
    pub(crate) body: Option<Body<'a>>,
    /// The files that are sent, with their fields.
    pub(crate) files: Vec<(&'a FilePart, Ident)>,
    pub(crate) response: Option<RustType>,
    /// The enum of its status codes, if the page says of any what it means.
    pub(crate) status: Option<Ident>,
    pub(crate) samples: Vec<Sample>,
}

/// What is sent.
pub(crate) struct Body<'a> {
    pub(crate) payload: &'a Payload,
    /// The field.
    pub(crate) name: Ident,
    pub(crate) ty: RustType,
}

impl<'a> Operation<'a> {
    /// Returns the endpoints of a spec that clients and servers have.
    pub(crate) fn all(model: &'a Model<'a>) -> Vec<Self> {
        let endpoints = || model.spec.endpoints.iter().filter(|endpoint| endpoint.has_code());
        let mut scope = Scope::new(endpoints().map(Endpoint::rust_type_name));
        let mut functions = Scope::new(endpoints().map(Endpoint::rust_name));
        let mut all: Vec<Self> = endpoints().map(|endpoint| Self::new(model, endpoint)).collect();
        let mut methods = Scope::new(endpoints().map(Endpoint::rust_name));
        let secrets = SecretNames::of(model.spec);
        for operation in &mut all {
            let name = operation.function.to_string();
            let of_credentials = authentication::methods(&model.spec.authentication);
            if OF_CLIENTS.iter().chain(of_credentials).any(|own| *own == name) {
                operation.method = ident(&methods.take(&format!("{name}_"), "_"));
            }
            let samples =
                ["request", "response"].map(|what| Sample::of(operation, what, &secrets, &mut functions));
            operation.samples = samples.into_iter().flatten().collect();
            if operation.documented_status().next().is_some() {
                let name = format!("{}Status", operation.name.to_string().trim_end_matches('_'));
                operation.status = Some(ident(&scope.take(&name, "_")));
            }
        }
        all
    }

    fn new(model: &'a Model<'a>, endpoint: &'a Endpoint) -> Self {
        let mut scope = Scope::default();
        let arguments = endpoint
            .parameters
            .iter()
            .map(|parameter| Argument::new(model, endpoint, parameter, &mut scope))
            .collect();
        let body = endpoint.body.as_ref().map(|payload| {
            let name = ident(&scope.take("body", "_"));
            Body { payload, name, ty: model.lower(&payload.ty) }
        });
        let files = endpoint.upload.iter().flat_map(|upload| &upload.files);
        let files = files.map(|file| (file, ident(&scope.take(&field_name(&file.name), "_")))).collect();
        // What answers HEAD has no body, whatever the page says.
        let response = endpoint.response.as_ref().filter(|_| endpoint.method.value != "HEAD");
        Self {
            model,
            endpoint,
            function: ident(&endpoint.rust_name()),
            method: ident(&endpoint.rust_name()),
            name: ident(&endpoint.rust_type_name()),
            arguments,
            body,
            files,
            response: response.map(|payload| model.lower(&payload.ty)),
            status: None,
            samples: Vec::new(),
        }
    }

    /// Returns the status codes, success aside, whose meaning the page says.
    pub(crate) fn documented_status(&self) -> impl Iterator<Item = &'a crate::spec::Status> {
        self.endpoint.status.iter().filter(|status| !(200..300).contains(&status.code.value))
    }

    /// Returns the parameters that a call cannot do without.
    pub(crate) fn required(&self) -> impl Iterator<Item = &Argument<'a>> {
        self.arguments.iter().filter(|argument| argument.is_required)
    }

    /// Returns the parameters that a call may leave out.
    pub(crate) fn optional(&self) -> impl Iterator<Item = &Argument<'a>> {
        self.arguments.iter().filter(|argument| !argument.is_required)
    }

    /// Returns the Rust type of what comes back, if anything does.
    pub(crate) fn response_tokens(&self, at: &dyn Naming) -> Option<TokenStream> {
        if self.is_download() {
            return Some(quote!(::datacontract::http::File));
        }
        self.response.as_ref().map(|response| response.tokens(at))
    }

    /// Returns whether what comes back is a file.
    pub(crate) fn is_download(&self) -> bool {
        self.endpoint.download.is_some() && self.endpoint.method.value != "HEAD"
    }

    /// Returns whether anything comes back.
    pub(crate) fn has_response(&self) -> bool {
        self.response.is_some() || self.is_download()
    }

    /// Returns whether its response says by a code of its own how the request went.
    pub(crate) fn has_outcome(&self) -> bool {
        match self.response {
            Some(RustType::Own(index)) => {
                self.model.external(index).is_none() && OutcomeImpl::of(self.model, index).is_some()
            }
            _ => false,
        }
    }

    /// `#[deprecated]`
    pub(crate) fn deprecated(&self) -> Option<TokenStream> {
        attributes::deprecated(self.endpoint.deprecated.as_ref())
    }

    /// Returns whether what it consists of is on its way out.
    pub(crate) fn mentions_deprecated(&self) -> bool {
        let arguments = self.arguments.iter().map(|argument| &argument.ty);
        let payloads = self.body.iter().map(|body| &body.ty).chain(&self.response);
        arguments.chain(payloads).any(|ty| ty.mentions_deprecated(self.model))
    }

    /// Returns whether it or what it consists of is on its way out.
    pub(crate) fn is_deprecated(&self) -> bool {
        self.endpoint.deprecated.is_some() || self.mentions_deprecated()
    }

    /// `#[allow(..)]` for functions that are called as it is, and name it and its types.
    pub(crate) fn allows(&self) -> TokenStream {
        let (function, fields) = (self.function.to_string(), self.field_names());
        let names = fields.iter().chain([&function]).map(|name| Named::Value(name));
        let others = [
            self.is_deprecated().then(|| quote!(deprecated)),
            self.has_variable_of_variant().then(|| quote!(bindings_with_variant_name)),
            lints::of_types(self.types()),
        ];
        attributes::allow(others.into_iter().chain(lints::of_names(names)))
    }

    /// Returns whether an argument is called as a value of its type: in scripts without capitals the name does not show it
    /// them apart.
    pub(crate) fn has_variable_of_variant(&self) -> bool {
        let arguments = self.arguments.iter().map(|argument| (&argument.name, argument.ty_of_value()));
        let mut variables = arguments.chain(self.body.iter().map(|body| (&body.name, &body.ty)));
        variables.any(|(name, ty)| {
            let RustType::Own(index) = ty else { return false };
            match self.model.spec.types.get(*index).map(|ty| &ty.kind) {
                Some(TypeKind::Enum(of)) if !of.flags => self.model.has_variant(*index, &name.to_string()),
                _ => false,
            }
        })
    }

    /// Returns the types of arguments and body.
    fn types(&self) -> impl Iterator<Item = &RustType> {
        self.arguments.iter().map(|argument| &argument.ty).chain(self.body.iter().map(|body| &body.ty))
    }

    /// Returns the lints that the names of its struct and of the fields in it meet.
    pub(crate) fn lints_of_struct(&self) -> impl Iterator<Item = Option<TokenStream>> {
        let (name, fields) = (self.name.to_string(), self.field_names());
        let names = lints::of_names(fields.iter().map(|name| Named::Value(name)).chain([Named::Type(&name)]));
        names.into_iter().chain([lints::of_types(self.types())])
    }

    fn field_names(&self) -> Vec<String> {
        let arguments = self.arguments.iter().map(|argument| &argument.name);
        arguments.chain(self.body.iter().map(|body| &body.name)).map(ToString::to_string).collect()
    }

    /// Returns the function that gives the sample of what is sent (`request`) or of what comes back
    /// (`response`).
    pub(crate) fn sample(&self, what: &str) -> Option<&Ident> {
        self.samples.iter().find(|sample| sample.what == what).map(|sample| &sample.function)
    }
}

/// A sample of an endpoint's page.
pub(crate) struct Sample {
    /// `request` or `response`.
    pub(crate) what: &'static str,
    /// What gives its value.
    pub(crate) function: Ident,
    pub(crate) ty: RustType,
    /// JSON, which people read more easily, or else XML.
    pub(crate) text: String,
    pub(crate) is_json: bool,
}

impl Sample {
    /// `None` if there is none, if it cannot be read, which the check of the spec has said, or if it says nothing without
    /// its secrets.
    fn of(
        operation: &Operation<'_>,
        what: &'static str,
        secrets: &SecretNames,
        scope: &mut Scope,
    ) -> Option<Self> {
        let samples = &operation.endpoint.samples;
        let (files, ty) = match what {
            "request" => (&samples.request, operation.body.as_ref().map(|body| &body.ty)),
            _ => (&samples.response, operation.response.as_ref()),
        };
        let file = files.json.as_ref().or(files.xml.as_ref())?;
        let text = fs::read_to_string(operation.model.spec.sample_path(file)).ok()?;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").trim().to_owned();
        let is_json = files.json.is_some();
        let text = if is_json {
            secrets::hidden_in_json(secrets, &text)?
        } else {
            Some(text).filter(|text| !secrets::is_in_xml(secrets, text))?
        };
        let name = format!("{}_{what}", operation.function.to_string().trim_start_matches("r#"));
        Some(Self { what, ty: ty?.clone(), function: ident(&scope.take(&name, "_")), text, is_json })
    }
}
