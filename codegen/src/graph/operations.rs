//! The operations of a spec, as the runtime's router and requests need them: the descriptions that the derive
//! makes of emitted endpoints, for endpoints without a Rust type.

use super::{ContractGraph, keep::keep_one};
use crate::spec::{
    Authentication, Endpoint, FileCount, FilePart, Format, Formatter, Grant, Literal, Nullability,
    Parameter as SpecParameter, ParameterPlace, Spanned, Spec, UploadForm,
};
use datacontract::contract::Type;
use datacontract::dynamic::ContractSet;
use datacontract::http::{self, Api, Method, Operation, Parameter, RequestForm, UntypedArguments};

/// An endpoint of a spec that can be called without a Rust type.
#[derive(Clone, Debug)]
pub struct EndpointOperation {
    /// Its place in [`Spec::endpoints`].
    pub place: usize,
    /// Its operation, with what the service takes for arguments that are left out.
    pub initial: UntypedArguments,
}

impl EndpointOperation {
    /// Returns the operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.initial.operation()
    }
}

impl ContractGraph<'_> {
    /// Returns the operations of the endpoints that no error touches, in the order of the spec. Those with
    /// methods that clients and servers do not have are left out, as in emitted code.
    ///
    /// They live as long as the program, as the contracts do.
    #[must_use]
    pub fn operations(&self) -> Vec<EndpointOperation> {
        let api = keep_one(api(self.spec(), self));
        let endpoints = self.spec().endpoints.iter().enumerate();
        endpoints
            .filter(|(place, endpoint)| self.is_sound(*place) && endpoint.has_code())
            .filter_map(|(place, endpoint)| {
                let operation = keep_one(self.operation(api, endpoint)?);
                Some(EndpointOperation { place, initial: initial(operation, endpoint) })
            })
            .collect()
    }

    fn operation(&self, api: &'static Api, endpoint: &Endpoint) -> Option<Operation> {
        let spec = self.spec();
        let method = Method::from_bytes(endpoint.method.value.as_bytes()).ok()?;
        let name = ContractSet::keep_text(endpoint.rust_name().trim_start_matches("r#"));
        let path = ContractSet::keep_text(endpoint.route());
        let parameters =
            endpoint.parameters.iter().map(|parameter| self.parameter(endpoint, parameter)).collect();
        // What answers HEAD has no body, whatever the page says.
        let response = endpoint.response.as_ref().filter(|_| endpoint.method.value != "HEAD");
        let mut operation = Operation::new(api, name, method, path)
            .parameters(ContractSet::keep(parameters))
            .response(response.map(|response| self.type_of(&response.ty)))
            .xml(spec.xml_settings(endpoint));
        match endpoint.authentication.as_deref() {
            None => {}
            Some(Authentication::None) => {
                operation = operation.authentication(http::Authentication::Anonymous);
            }
            Some(own) => operation = operation.authentication(authentication(own)),
        }
        if let Some(upload) = &endpoint.upload {
            let form = match upload.form {
                UploadForm::Raw => RequestForm::Raw,
                UploadForm::Parts => RequestForm::Multipart,
            };
            operation =
                operation.files(form, ContractSet::keep(upload.files.iter().map(file_part).collect()));
        }
        operation.returns_file = endpoint.download.is_some() && endpoint.method.value != "HEAD";
        if let Some(body) = &endpoint.body {
            let ty = self.type_of(&body.ty);
            // As a Rust argument takes null: an `Option`, or a value of any type.
            let takes_null =
                matches!(ty, Type::Object) || spec.nullability_of_type(&body.ty) == Nullability::Nullable;
            let name = body.name.as_ref().map_or("body", |name| name.as_str());
            operation = operation.body(ContractSet::keep_text(name), ty, !takes_null);
            operation = operation.interface_body(spec.is_refused_interface(endpoint));
        }
        Some(operation)
    }

    fn parameter(&self, endpoint: &Endpoint, parameter: &SpecParameter) -> Parameter {
        let name = ContractSet::keep_text(parameter.name.as_str());
        let ty = self.type_of(parameter.ty.without_nullable());
        let is_list = matches!(ty, Type::List(_) | Type::Array(_));
        let may_be_left_out = endpoint.may_leave_out(parameter);
        let is_nullable = parameter.ty.without_nullable() != &parameter.ty;
        // What is null if it is left out.
        let has_null = is_nullable || (may_be_left_out && default_of(parameter).is_none());
        let ty = if has_null && !is_list { Type::Nullable(ContractSet::keep_type(ty)) } else { ty };
        let mut made = match parameter.place {
            ParameterPlace::Path => Parameter::path(name, ty),
            ParameterPlace::Query => Parameter::query(name, ty),
            ParameterPlace::Part => Parameter::part(name, ty),
        };
        let is_list_in_query = is_list && parameter.place != ParameterPlace::Path;
        made.is_required = !may_be_left_out && !is_list_in_query;
        made.is_secret = parameter.secret;
        made.annotations = super::annotations::annotations(&parameter.annotations);
        if parameter.comma_separated.value { made.comma_separated() } else { made }
    }
}

fn file_part(file: &FilePart) -> http::FilePart {
    let kept = |text: &Spanned<String>| ContractSet::keep_text(text.as_str());
    let part = http::FilePart::new(kept(&file.name), file.count == FileCount::One);
    match file.media.as_ref().filter(|media| !media.contains('*')) {
        Some(media) => part.media_type(kept(media)),
        None => part,
    }
}

/// Returns what the service takes for a parameter that is left out, where that is a value.
fn default_of(parameter: &SpecParameter) -> Option<&Literal> {
    parameter.default.as_ref().map(|default| &default.value).filter(|default| **default != Literal::Null)
}

/// Returns what the service takes for arguments that are left out.
fn initial(operation: &'static Operation, endpoint: &Endpoint) -> UntypedArguments {
    let mut initial = UntypedArguments::new(operation);
    for parameter in endpoint.parameters.iter().filter(|parameter| endpoint.may_leave_out(parameter)) {
        let text = match default_of(parameter) {
            None | Some(Literal::Null) => continue,
            Some(Literal::Bool(value)) => value.to_string(),
            Some(Literal::Number(text) | Literal::Text(text)) => text.clone(),
        };
        // A spec without errors has only defaults of the parameters' types.
        initial.set_text(&parameter.name, &text);
    }
    initial
}

fn api(spec: &Spec, graph: &ContractGraph<'_>) -> Api {
    let kept = |text: &str| ContractSet::keep_text(text);
    let formatters = spec.formatters.iter().map(formatter).collect();
    let mut api = Api::new(kept(&spec.name))
        .formatters(ContractSet::keep(formatters))
        .json(graph.json_settings())
        .xml(spec.xml)
        .authentication(authentication(&spec.authentication));
    api.base_url = spec.base_url.as_ref().map(|url| kept(url));
    api
}

fn authentication(of: &Authentication) -> http::Authentication {
    let kept = |text: &Spanned<String>| ContractSet::keep_text(text.as_str());
    match of {
        Authentication::None => http::Authentication::None,
        Authentication::Basic => http::Authentication::Basic,
        Authentication::Header(name) => http::Authentication::Header(kept(name)),
        Authentication::Query(name) => http::Authentication::Query(kept(name)),
        Authentication::Cookie(name) => http::Authentication::Cookie(kept(name)),
        Authentication::Token(token) => {
            let fixed = token
                .fields
                .iter()
                .filter_map(|field| Some((kept(&field.name), kept(field.value.as_ref()?))));
            let grant = match token.grant {
                Grant::Password => http::Grant::Password,
                Grant::ClientCredentials => http::Grant::ClientCredentials,
            };
            let token = http::TokenEndpoint::new(kept(&token.path)).grant(grant);
            http::Authentication::Token(token.fields(ContractSet::keep(fixed.collect())))
        }
        Authentication::Body(_) => http::Authentication::Body,
    }
}

fn formatter(formatter: &Formatter) -> http::Formatter {
    let media_types =
        formatter.media_types.iter().map(|media_type| ContractSet::keep_text(media_type.as_str()));
    let format = match formatter.format {
        Format::Json => http::Format::Json,
        Format::Xml => http::Format::Xml,
        Format::Form => http::Format::Form,
    };
    http::Formatter::new(format, ContractSet::keep(media_types.collect()))
}
