//! Examples in documentation. In a crate of their own they are compiled by its tests; elsewhere nobody knows by which path
//! the module is reached.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote};

use super::{
    model::{Model, Scope, Submodule, ident},
    operation::{Argument, Operation},
};
use crate::{
    emit::authentication,
    spec::{Authentication, Format, Spec},
};

/// The longest line of an example.
const WIDTH: usize = 90;

/// How many of the arguments that may be left out an example shows.
const SHOWN: usize = 2;

/// Returns an example of how a client is made.
pub(crate) fn of_client(model: &Model<'_>) -> Vec<String> {
    let [http, api] = client_lines(model.spec, Waiting::Async);
    let lines = ["// Async; `datacontract::client::ureq` makes a blocking one.".to_owned(), http, api];
    let Some(path) = crate_path(model) else { return ignored(lines) };
    let hidden = [
        "# #[cfg(feature = \"reqwest\")]".to_owned(),
        "# fn example() -> Result<(), datacontract::client::Error> {".to_owned(),
        format!("use {path}::client::Client;"),
        String::new(),
    ];
    compiled(hidden.into_iter().chain(lines).chain(["# Ok(())".to_owned(), "# }".to_owned()]))
}

/// Returns the two lines that make a client of the service at the spec's address.
pub(crate) fn client_lines(spec: &Spec, waiting: Waiting) -> [String; 2] {
    client_lines_at(spec, spec.base_url.as_ref().map_or("https://example.com", |url| url.as_str()), waiting)
}

/// Returns the two lines that make a client of the service at this address.
pub(crate) fn client_lines_at(spec: &Spec, url: &str, waiting: Waiting) -> [String; 2] {
    let url = quote!(#url).to_string();
    let (of_http, of_client) = match &spec.authentication {
        Authentication::None | Authentication::Body(_) => ("", String::new()),
        Authentication::Basic => (".basic(\"user\", \"password\")", String::new()),
        Authentication::Header(_) | Authentication::Query(_) => ("", ".api_key(\"key\")".to_owned()),
        Authentication::Cookie(_) => ("", ".cookie_session()".to_owned()),
        Authentication::Token(token) => {
            let arguments = authentication::login_arguments(token);
            let texts: Vec<String> = arguments
                .iter()
                .map(|name| quote!(#name).to_string())
                .map(|name| format!("\"{}\"", name.trim_start_matches("r#").replace('_', " ").trim()))
                .collect();
            ("", format!(".login({})", texts.join(", ")))
        }
    };
    let transport = match waiting {
        Waiting::Async => "reqwest",
        Waiting::Blocking => "ureq",
    };
    [
        format!("let http = datacontract::client::{transport}({url})?{of_http};"),
        format!("let api = Client::new(http){of_client};"),
    ]
}

/// Returns an example of a call.
pub(crate) fn of_call(operation: &Operation<'_>) -> Vec<String> {
    let model = operation.model;
    let call = Call::of(operation);
    let lines = call.lines(Waiting::Async);
    if crate_path(model).is_none() {
        return ignored(lines);
    }
    let features = if call.has_samples {
        "all(feature = \"reqwest\", feature = \"samples\")"
    } else {
        "feature = \"reqwest\""
    };
    let variables = call
        .variables
        .iter()
        .fold(String::new(), |all, (name, ty)| all + &format!(", {name}: {}", spelled(ty)));
    let path = spelled(&call.module.path);
    let mut hidden = Vec::new();
    hidden.extend(model.recursion_limit().map(|limit| format!("# #![recursion_limit = \"{limit}\"]")));
    hidden.extend(call.module.import.as_ref().map(|import| format!("# use {import};")));
    hidden.push(format!("# #[cfg({features})]"));
    if operation.has_variable_of_variant() {
        hidden.push("# #[allow(bindings_with_variant_name)]".to_owned());
    }
    hidden.push(format!(
        "# async fn example(api: {path}::client::Client<datacontract::client::Reqwest>{variables}) \
         -> Result<(), Box<dyn std::error::Error>> {{"
    ));
    hidden.extend(call.has_samples.then(|| format!("# use {path}::samples;")));
    compiled(hidden.into_iter().chain(lines).chain(["# Ok(())".to_owned(), "# }".to_owned()]))
}

/// How a call waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// By `.await`.
    Async,
    /// The thread waits.
    Blocking,
}

/// A call of an endpoint with arguments for it.
pub(crate) struct Call<'a> {
    operation: &'a Operation<'a>,
    module: Module,
    arguments: Vec<TokenStream>,
    setters: Vec<(Ident, TokenStream)>,
    /// The arguments that have no short value, with their types: the call names them.
    pub(crate) variables: Vec<(Ident, TokenStream)>,
    /// The lines that make the arguments which a person typed.
    pub(crate) made: Vec<String>,
    /// Whether the body is the page's sample.
    pub(crate) has_samples: bool,
}

/// What a person typed for a call.
#[derive(Clone, Debug, Default)]
pub struct CallValues {
    /// The address of the service, where it is not the spec's.
    pub address: Option<String>,
    /// The parameters' values by their names, with commas between the items of lists. Those that are not here are
    /// left out, or get a placeholder.
    pub parameters: Vec<(String, String)>,
    /// The body.
    pub body: Option<CallBody>,
}

/// A body that a person typed.
#[derive(Clone, Debug)]
pub struct CallBody {
    /// JSON or XML.
    pub format: Format,
    /// The document.
    pub text: String,
}

impl CallValues {
    fn of(&self, argument: &Argument<'_>) -> Option<&str> {
        let found = self.parameters.iter().find(|(name, _)| *name == argument.parameter.name.value);
        found.map(|(_, text)| text.as_str())
    }
}

impl CallBody {
    /// Returns the expression that reads it.
    fn read(&self) -> String {
        let format = if self.format == Format::Xml { "xml" } else { "json" };
        let text = self.text.replace("\r\n", "\n");
        // A raw literal cannot have every character, and lints refuse those that turn the direction of writing around.
        let is_plain = |c: char| matches!(c, '\n' | '\t' | '"' | '\'' | '\\') || c.escape_debug().len() == 1;
        let literal = if text.chars().all(is_plain) {
            let ends = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
            let hashes = "#".repeat(ends.max().map_or(0, |most| most + 1));
            format!("r{hashes}\"{text}\"{hashes}")
        } else {
            quote!(#text).to_string()
        };
        if literal.contains('\n') {
            format!("datacontract::{format}::from_str(\n    {literal},\n)?")
        } else {
            format!("datacontract::{format}::from_str({literal})?")
        }
    }
}

impl<'a> Call<'a> {
    /// Returns a call with a value for each argument that it needs, and for some that may be left out.
    pub(crate) fn of(operation: &'a Operation<'a>) -> Self {
        Self::with(operation, None)
    }

    /// Returns a call with the values that a person typed, and with placeholders for what is needed besides.
    pub(crate) fn with(operation: &'a Operation<'a>, typed: Option<&CallValues>) -> Self {
        let takes_struct = operation.takes_struct();
        let model = operation.model;
        let mut variables: Vec<(Ident, TokenStream)> = Vec::new();
        let module = Module::of(model);
        let at = Submodule::example(model, module.path.clone());
        let mut names = Scope::new(["api".to_owned()]);
        let given = |argument: &Argument<'_>| {
            typed.and_then(|typed| typed.of(argument)).and_then(|text| argument.given_of(text, &at))
        };
        let mut value = |argument: &Argument<'_>| {
            given(argument).or_else(|| argument.placeholder()).unwrap_or_else(|| {
                let name = match argument.name.to_string().as_str() {
                    "api" => "value".to_owned(),
                    name => name.to_owned(),
                };
                let name = ident(&names.take(&name, "_"));
                variables.push((name.clone(), argument.ty_of_value().tokens(&at)));
                name.to_token_stream()
            })
        };
        let mut arguments: Vec<TokenStream> = Vec::new();
        let mut has_samples = false;
        let setters: Vec<(Ident, TokenStream)> = if takes_struct {
            Vec::new()
        } else {
            arguments.extend(operation.required().map(&mut value));
            let setters = operation.optional().zip(operation.setters());
            let shown = |(argument, _): &(&Argument<'_>, Ident)| {
                typed.is_none_or(|typed| typed.of(argument).is_some())
            };
            let setters = setters.filter(shown).take(if typed.is_some() { usize::MAX } else { SHOWN });
            setters.map(|(argument, setter)| (setter, value(argument))).collect()
        };
        let mut made = Vec::new();
        let typed_body = typed.and_then(|typed| typed.body.as_ref());
        if takes_struct {
            let name = format_ident!("endpoint");
            let endpoint = &operation.name;
            let path = &module.path;
            match typed {
                None => variables.push((name.clone(), quote!(#path::endpoints::#endpoint))),
                Some(typed) => {
                    let ty = spelled(&quote!(#path::endpoints::#endpoint));
                    made.push(format!("let mut endpoint = {ty}::default();"));
                    let fields = operation.arguments.iter().filter_map(|argument| {
                        let value = argument.field_of(typed.of(argument)?, &at)?;
                        Some(format!("endpoint.{} = {};", argument.name, spelled(&value)))
                    });
                    made.extend(fields);
                    let body = operation.body.as_ref().zip(typed_body);
                    made.extend(
                        body.map(|(body, typed)| format!("endpoint.{} = {};", body.name, typed.read())),
                    );
                }
            }
            arguments.push(name.to_token_stream());
        } else if let Some(body) = &operation.body {
            if let Some(typed) = typed_body {
                let name = ident(&names.take(&body.name.to_string(), "_"));
                made.push(format!("let {name}: {} = {};", spelled(&body.ty.tokens(&at)), typed.read()));
                arguments.push(name.to_token_stream());
            } else if let Some(sample) = operation.sample("request").filter(|_| model.options.parts.samples) {
                has_samples = true;
                arguments.push(quote!(samples::#sample()));
            } else {
                let name = ident(&names.take(&body.name.to_string(), "_"));
                variables.push((name.clone(), body.ty.tokens(&at)));
                arguments.push(name.to_token_stream());
            }
        }
        Self { operation, module, arguments, setters, variables, made, has_samples }
    }

    /// Returns the lines of the call.
    pub(crate) fn lines(&self, waiting: Waiting) -> Vec<String> {
        let result = if self.operation.has_response() { "let response = " } else { "" };
        call(result, &self.operation.method, &self.arguments, &self.setters, waiting)
    }
}

/// Returns an example of a service.
pub(crate) fn of_service(operations: &[Operation<'_>]) -> Vec<String> {
    let Some(operation) = operations.first() else { return Vec::new() };
    let model = operation.model;
    let module = &Module::of(model);
    let at = Submodule::example(model, module.path.clone());
    let (function, name) = (&operation.function, &operation.name);
    let (response, value) = match operation.response_tokens(&at) {
        Some(response) => (response, "Default::default()"),
        None => (quote!(()), "()"),
    };
    let lines = [
        "struct MyService;".to_owned(),
        String::new(),
        "impl Service for MyService {".to_owned(),
        format!("    async fn {function}("),
        "        &self,".to_owned(),
        format!("        request: Request<endpoints::{name}>,"),
        format!("    ) -> Result<{}> {{", spelled(&response)),
        format!("        Ok(Response::new({value}))"),
        "    }".to_owned(),
        "}".to_owned(),
        String::new(),
        "let router = router(MyService);".to_owned(),
    ];
    let Some(path) = crate_path(model) else { return ignored(lines) };
    let limit = model.recursion_limit().map(|limit| format!("# #![recursion_limit = \"{limit}\"]"));
    let imports = [
        "use datacontract::server::{Request, Response, Result};".to_owned(),
        match &module.import {
            Some(path) => format!("use {path}::{{self, endpoints, server::{{Service, router}}}};"),
            None => format!("use {path}::{{endpoints, server::{{Service, router}}}};"),
        },
        String::new(),
    ];
    compiled(limit.into_iter().chain(imports).chain(lines))
}

/// Returns the lines of a call; a long one has a line for each part.
fn call(
    result: &str,
    function: &Ident,
    arguments: &[TokenStream],
    setters: &[(Ident, TokenStream)],
    waiting: Waiting,
) -> Vec<String> {
    let arguments: Vec<String> = arguments.iter().map(spelled).collect();
    let mut parts = vec![format!(".{function}({})", arguments.join(", "))];
    parts.extend(setters.iter().map(|(setter, value)| format!(".{setter}({})", spelled(value))));
    match waiting {
        Waiting::Async => parts.extend([".send()".to_owned(), ".await?".to_owned()]),
        Waiting::Blocking => parts.push(".send()?".to_owned()),
    }
    let line = format!("{result}api{};", parts.concat());
    if line.len() <= WIDTH {
        return vec![line];
    }
    let first = format!("{result}api");
    let last = parts.len() - 1;
    let parts = parts.iter().enumerate().map(|(at, part)| {
        let end = if at == last { ";" } else { "" };
        format!("    {part}{end}")
    });
    [first].into_iter().chain(parts).collect()
}

/// Returns the path of the API's module, where the crate is known.
fn crate_path(model: &Model<'_>) -> Option<String> {
    let name = model.options.crate_name.as_ref()?.replace('-', "_");
    Some(format!("{name}::{}", model.spec.module.value))
}

/// The name of the API's module in examples.
struct Module {
    /// What comes before the names of its items.
    path: TokenStream,
    /// What is imported for that.
    import: Option<String>,
}

impl Module {
    /// Returns the module's name alone, unless that means something else in the example.
    fn of(model: &Model<'_>) -> Self {
        let module = ident(&model.spec.module);
        let crate_name = model.options.crate_name.as_ref().map(|name| name.replace('-', "_"));
        match (crate_path(model), crate_name) {
            (Some(_), Some(name)) if is_taken(&model.spec.module) || model.spec.module.value == name => {
                let name = ident(&name);
                Self { path: quote!(::#name::#module), import: None }
            }
            (import, _) => Self { path: quote!(#module), import },
        }
    }
}

/// Returns whether a name is that of a crate that examples name, or of a type of Rust.
pub(crate) fn is_taken(module: &str) -> bool {
    const CRATES: [&str; 9] =
        ["alloc", "axum", "core", "datacontract", "std", "test", "tokio", "tracing", "tracing_subscriber"];
    const TYPES: [&str; 17] = [
        "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "str", "u128", "u16",
        "u32", "u64", "u8", "usize",
    ];
    // What examples name besides.
    const NAMES: [&str; 7] = ["apis", "app", "endpoints", "router", "samples", "service", "tests"];
    CRATES.contains(&module) || TYPES.contains(&module) || NAMES.contains(&module)
}

/// Returns tokens as people write them.
pub(crate) fn spelled(tokens: &TokenStream) -> String {
    let text = tokens.to_string();
    let mut spelled = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            // What is between the tokens of paths, types and calls is not how people write it.
            ' ' => {}
            ',' => spelled.push_str(", "),
            '"' => {
                spelled.push(c);
                while let Some(c) = chars.next() {
                    spelled.push(c);
                    match c {
                        '"' => break,
                        '\\' => spelled.extend(chars.next()),
                        _ => {}
                    }
                }
            }
            c => spelled.push(c),
        }
    }
    spelled
}

fn ignored(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    fenced("ignore", lines)
}

fn compiled(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    fenced("no_run", lines)
}

fn fenced(word: &str, lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut fenced = vec![format!("```{word}")];
    fenced.extend(lines);
    fenced.push("```".to_owned());
    fenced
}
