//! What a program begins with that calls an API, or serves it.

use quote::quote;

use super::{
    Options, Parts, docs,
    example::{Waiting, is_taken, spelled},
    markdown,
    model::{Model, RustType, Submodule, ident},
    operation::Operation,
};
use crate::spec::Spec;

/// The longest line that `rustfmt` leaves alone.
const WIDTH: usize = 100;

/// The longest chain of calls that it leaves on one line.
const CHAIN: usize = 59;

/// The longest arguments of a call that it leaves there.
const ARGUMENTS: usize = 60;

/// The beginnings of programs with an API, whose module is one of the program's.
#[derive(Clone, Debug)]
pub struct Starter {
    /// What people call the API, on one line of Markdown.
    pub name: String,
    /// What the program calls the API's module: the module's name, unless a crate has it that programs use.
    pub module: String,
    /// A blocking call in a function, with the sample of a page if there is one: `api.lead_update(..).send()?`.
    pub call: String,
    /// Whether something comes back from it.
    pub has_response: bool,
    /// Whether that says by a code of its own how it went. The call takes it as it is.
    pub has_outcome: bool,
    /// A test of each endpoint: it calls the service, which answers with its sample, and compares what comes back. Names
    /// are those of the module `samples`, of the type `Outcome` that a test returns, and of a function `api` that returns
    /// an async client.
    pub tests: Vec<String>,
    /// Whether the attributes of a member or parameter refuse values: samples need not heed them.
    pub has_annotations: bool,
    /// The methods of a service, each of which answers with its sample: names are those of the modules `endpoints` and
    /// `samples`, of `datacontract::server`'s `Request` and `Result`, and of the API's module.
    pub methods: Vec<String>,
}

impl Starter {
    /// Returns what a spec without errors gives; `None` if it has no endpoint.
    #[must_use]
    pub fn new(spec: &Spec) -> Option<Self> {
        let options = Options { parts: Parts::ALL, ..Options::default() };
        let model = Model::new(spec, &options);
        let operations = Operation::all(&model);
        let called = operations.iter().find(|operation| operation.sample("request").is_some());
        let called = called.or(operations.first())?;
        Some(Self {
            name: markdown::paragraph(&spec.name),
            module: module(spec),
            call: call("api", called, Waiting::Blocking),
            has_response: called.has_response(),
            has_outcome: called.has_outcome(),
            tests: operations.iter().map(test).collect(),
            has_annotations: spec.has_annotations() || operations.iter().any(has_checked_parameters),
            methods: operations.iter().map(method).collect(),
        })
    }
}

/// Returns what programs call the API's module.
pub(super) fn module(spec: &Spec) -> String {
    let module = spec.module.as_str();
    if is_taken(module) { format!("{module}_api") } else { module.to_owned() }
}

fn call(api: &str, operation: &Operation<'_>, waiting: Waiting) -> String {
    let mut parts = vec![format!(".{}({})", operation.method, arguments(operation))];
    // Samples have a code too, and hardly ever that of success.
    parts.extend(operation.has_outcome().then(|| ".ignore_outcome()".to_owned()));
    match waiting {
        Waiting::Blocking => parts.push(".send()?".to_owned()),
        Waiting::Async => parts.extend([".send()".to_owned(), ".await?".to_owned()]),
    }
    let line = format!("{api}{}", parts.concat());
    if line.chars().count() <= CHAIN { line } else { format!("{api}\n        {}", parts.join("\n        ")) }
}

/// Returns a test that calls an endpoint of a service that answers with its sample.
fn test(operation: &Operation<'_>) -> String {
    let heading = docs::name(&operation.endpoint.heading);
    let call = call("api()", operation, Waiting::Async);
    // What JSON shows comes back in JSON, in which clients ask.
    let expected = operation.samples.iter().find(|sample| sample.what == "response" && sample.is_json);
    let body = match (expected, &operation.response) {
        (Some(sample), Some(_)) => {
            format!("    let response = {call};\n    assert_eq!(response, samples::{}());\n", sample.function)
        }
        (None, Some(_)) => format!("    let _ = {call};\n"),
        (_, None) => format!("    {call};\n"),
    };
    let function = &operation.function;
    format!("/// {heading}\n#[tokio::test]\nasync fn {function}() -> Outcome {{\n{body}    Ok(())\n}}\n")
}

fn has_checked_parameters(operation: &Operation<'_>) -> bool {
    operation.endpoint.parameters.iter().any(|parameter| !parameter.annotations.rules().is_empty())
}

fn arguments(operation: &Operation<'_>) -> String {
    if operation.takes_struct() {
        return format!("samples::{}()", operation.function);
    }
    let at = place(operation);
    let default = || quote!(Default::default());
    let arguments = operation.required().map(|argument| argument.placeholder().unwrap_or_else(default));
    let body = operation.body.as_ref().map(|body| match operation.sample("request") {
        Some(sample) => quote!(samples::#sample()),
        // A body that may be null is taken as whatever becomes an `Option`, which could be of any type.
        None => match &body.ty {
            RustType::Option(inner) => {
                let inner = inner.tokens(&at);
                quote!(<#inner>::default())
            }
            _ => default(),
        },
    });
    let arguments: Vec<String> = arguments.chain(body).map(|tokens| spelled(&tokens)).collect();
    arguments.join(", ")
}

/// Returns a method of a service, which answers with the sample of the page if there is one.
pub(super) fn method(operation: &Operation<'_>) -> String {
    let at = place(operation);
    let response = operation.response_tokens(&at).unwrap_or_else(|| quote!(()));
    let (response, heading) = (spelled(&response), docs::name(&operation.endpoint.heading));
    let (function, name) = (&operation.function, &operation.name);
    let value = match (operation.sample("response"), &operation.response) {
        (Some(sample), _) => format!("samples::{sample}()"),
        (None, Some(_)) => format!("<{response}>::default()"),
        (None, None) => "()".to_owned(),
    };
    let request = format!("_request: Request<endpoints::{name}>");
    let line = format!("    async fn {function}(&self, {request}) -> Result<{response}> {{");
    let signature = if line.chars().count() <= WIDTH {
        line
    } else {
        format!(
            "    async fn {function}(\n        &self,\n        {request},\n    ) -> Result<{response}> {{"
        )
    };
    let answer = if value.chars().count() + ".into()".len() <= ARGUMENTS {
        format!("Ok({value}.into())")
    } else {
        format!("Ok(\n            {value}\n                .into(),\n        )")
    };
    format!("    /// {heading}\n{signature}\n        {answer}\n    }}\n")
}

/// Returns where the program stands, which has the API's module.
fn place<'m>(operation: &Operation<'m>) -> Submodule<'m> {
    let module = ident(&module(operation.model.spec));
    Submodule::example(operation.model, quote!(#module))
}
