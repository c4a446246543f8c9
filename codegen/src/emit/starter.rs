//! What a program begins with that calls an API, or serves it.

use quote::quote;

use super::{
    Options, Parts, docs,
    example::{is_taken, spelled},
    markdown,
    model::{Model, Submodule, ident},
    operation::Operation,
};
use crate::spec::Spec;

/// The longest line that `rustfmt` leaves alone.
const WIDTH: usize = 100;

/// The longest chain of calls that it leaves on one line.
const CHAIN: usize = 60;

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
            call: call(called),
            has_response: called.response.is_some(),
            has_outcome: called.has_outcome(),
            methods: operations.iter().map(method).collect(),
        })
    }
}

/// Returns what programs call the API's module.
pub(super) fn module(spec: &Spec) -> String {
    let module = spec.module.as_str();
    if is_taken(module) { format!("{module}_api") } else { module.to_owned() }
}

fn call(operation: &Operation<'_>) -> String {
    let mut parts = vec![format!(".{}({})", operation.method, arguments(operation))];
    // Samples have a code too, and hardly ever that of success.
    parts.extend(operation.has_outcome().then(|| ".ignore_outcome()".to_owned()));
    parts.push(".send()?".to_owned());
    let line = format!("api{}", parts.concat());
    if line.chars().count() <= CHAIN { line } else { format!("api\n        {}", parts.join("\n        ")) }
}

fn arguments(operation: &Operation<'_>) -> String {
    if operation.takes_struct() {
        return format!("samples::{}()", operation.function);
    }
    let default = || quote!(Default::default());
    let arguments = operation.required().map(|argument| argument.placeholder().unwrap_or_else(default));
    let body = operation.body.as_ref().map(|_| match operation.sample("request") {
        Some(sample) => quote!(samples::#sample()),
        None => default(),
    });
    let arguments: Vec<String> = arguments.chain(body).map(|tokens| spelled(&tokens)).collect();
    arguments.join(", ")
}

/// Returns a method of a service, which answers with the sample of the page if there is one.
pub(super) fn method(operation: &Operation<'_>) -> String {
    let module = ident(&module(operation.model.spec));
    let at = Submodule::example(operation.model, quote!(#module));
    let response = operation.response.as_ref().map_or_else(|| quote!(()), |ty| ty.tokens(&at));
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
    format!("    /// {heading}\n{signature}\n        Ok({value}.into())\n    }}\n")
}
