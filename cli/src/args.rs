//! The command line.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf};

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  cargo datacontract import https://example.com/Help --into specs/orders
  cargo datacontract init specs/orders --name 'Order service'
  cargo datacontract check
  cargo datacontract generate --check
  cargo datacontract convert --spec specs/orders --type Order --from json --to xml order.json
  cargo datacontract serve specs/orders --open
  cargo datacontract new client --spec specs/orders orders-client

Exit codes: 0 good, 1 findings, 2 wrong usage.";

/// Rust for ASP.NET Web API services, from specs transcribed from their help pages.
#[derive(Debug, Parser)]
#[command(name = "cargo-datacontract", bin_name = "cargo datacontract", version, after_help = EXAMPLES)]
#[command(arg_required_else_help = true, propagate_version = true)]
pub(crate) struct Cli {
    /// Whether to print in colours
    ///
    /// `auto`: on a terminal, unless `NO_COLOR` is set.
    #[arg(long, global = true, value_enum, default_value_t = ColorWhen::Auto, value_name = "WHEN", display_order = 100)]
    pub(crate) color: ColorWhen,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a spec of help pages
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArgs),
    /// Check specs, and prove that their contracts reproduce their samples
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArgs),
    /// Generate Rust from specs
    #[command(after_help = GENERATE_EXAMPLES)]
    Generate(GenerateArgs),
    /// Convert a payload from one format to the other
    #[command(after_help = CONVERT_EXAMPLES)]
    Convert(ConvertArgs),
    /// Serve specs: a mock of the service, and its help page
    #[command(after_help = SERVE_EXAMPLES)]
    Serve(ServeArgs),
    /// Print a sample of an endpoint or a type
    #[command(after_help = SAMPLE_EXAMPLES)]
    Sample(SampleArgs),
    /// Write a commented spec to start from
    #[command(after_help = INIT_EXAMPLES)]
    Init(InitArgs),
    /// Write a program that calls an API, or that serves it
    #[command(after_help = NEW_EXAMPLES)]
    New(NewArgs),
    /// Write the help page of a spec as files
    #[command(after_help = DOCS_EXAMPLES)]
    Docs(DocsArgs),
    /// Explain the code of a diagnostic
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Print the JSON Schema of spec files
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
}

const IMPORT_EXAMPLES: &str = "\
A page is HTML as a browser saves it, or the text that an archive or a scraper kept of it. An address is followed to all \
pages of its help area; what is fetched stays in the cache, so that a second run asks for nothing again.

Only the scheme, host and port of the address are asked, and only what can be a help page; an address that is sent on \
from http to https of its host is asked by https. A login (`https://user:password@host/`) or a key in the query is sent \
to that server, and neither written nor printed.

What the samples prove is a fact; what they merely suggest, or leave open, is marked in the spec by a comment with the \
reason. At the end each endpoint is proven like by `check`. Imported again into the same folder, the spec keeps what was \
edited by hand, and what changed on the pages is shown. What is from pages that were not given stays as it is.

Examples:
  cargo datacontract import https://example.com/Help --into specs/shop
  cargo datacontract import saved-pages/ --into specs/shop --name 'Shop API'
  cargo datacontract import --dry-run page.html
  curl -s https://example.com/Help/Api/GET-api-orders | cargo datacontract import - --into specs/shop";

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// Pages: files, folders, addresses, or `-` for standard input
    #[arg(value_name = "SOURCE", required = true)]
    pub(crate) sources: Vec<String>,

    /// The spec's folder
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    pub(crate) into: Option<PathBuf>,

    /// What people call the API
    #[arg(long)]
    pub(crate) name: Option<String>,

    /// Write nothing; print the spec
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Where fetched pages are kept
    ///
    /// By default in `.pages` in the spec's folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) offline_cache: Option<PathBuf>,

    /// Ask no server for anything: what is not in the cache is missing
    #[arg(long)]
    pub(crate) offline: bool,

    /// How many pages are fetched at a time
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) threads: usize,

    /// How long to wait between two requests, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 100)]
    pub(crate) delay: u64,

    /// The most pages that are fetched
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub(crate) max_pages: usize,

    /// How many bytes all fetched pages together can have, unpacked
    #[arg(long, value_name = "N", default_value_t = 1024 * 1024 * 1024)]
    pub(crate) max_total_bytes: u64,

    /// How long an answer may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,

    /// How long fetching all pages may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 7200, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_time: u64,

    /// How many bytes a page can have
    #[arg(long, value_name = "N", default_value_t = 16 * 1024 * 1024)]
    pub(crate) max_page_bytes: usize,

    /// How many attributes a tag of an XML sample can have; a sample with more is left out
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(crate) max_attributes: usize,

    /// How many namespaces can be declared within each other in an XML sample; a sample with more is left out
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(crate) max_namespaces: usize,

    /// How to print the report
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    pub(crate) format: ImportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// For people
    Text,
    /// For programs: one JSON object, also if the import fails
    Json,
}

const CHECK_EXAMPLES: &str = "\
Each sample is read into a value and written again, in its own format and in the other one. What comes out has to be \
the samples, byte for byte but for the white space between tags and tokens.

A line is printed for each endpoint:
  proven    all samples of all formats are there and are reproduced
  partly    the samples that are there are reproduced
  unproven  there are no samples
  failed    a sample is not reproduced
  empty     the endpoint has neither a body nor a response

With `--format json` each line is an object: one with `code` is a diagnostic, one with `verdict` an endpoint.

Examples:
  cargo datacontract check
  cargo datacontract check specs/orders specs/leads/api.json
  cargo datacontract check --format github 'specs/*'";

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    /// Specs: their files, their folders, folders of these, or patterns such as 'specs/*'
    ///
    /// Without any, the specs that `datacontract.json` names, else those in `specs`.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// How to print
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people: diagnostics go to standard error
    Text,
    /// For programs: one JSON object a line
    Json,
    /// For GitHub's workflows: annotations
    Github,
}

const GENERATE_EXAMPLES: &str = "\
`datacontract.json` says which specs become which files; the record beside it, `datacontract.json.lock`, says what is in \
those that were generated. Check in both. Only files whose content changes are written, and those that are no longer \
generated are removed; but a file that is not in the record, or that was changed since, is an error, and then nothing is \
written.

Examples:
  cargo datacontract generate
  cargo datacontract generate --check     # in CI: fails with a diff if anything is stale
  cargo datacontract generate --diff      # what would change, line by line
  cargo datacontract generate --force     # takes over what is in the way
  cargo datacontract generate --config services/datacontract.json";

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct GenerateArgs {
    /// Write nothing; fail with a diff if any file is stale
    #[arg(long, group = "mode")]
    pub(crate) check: bool,

    /// Write nothing; list what would be written and removed
    #[arg(long, group = "mode")]
    pub(crate) dry_run: bool,

    /// Write nothing; show what would change
    #[arg(long, group = "mode")]
    pub(crate) diff: bool,

    /// Overwrite and remove files even if they were written or changed by hand
    ///
    /// With `--dry-run` or `--diff` it is shown what would be lost.
    #[arg(long, conflicts_with = "check")]
    pub(crate) force: bool,

    /// The project's configuration
    #[arg(long, value_name = "FILE", default_value = datacontract_codegen::CONFIG_FILE)]
    pub(crate) config: PathBuf,
}

const CONVERT_EXAMPLES: &str = "\
The output is what the service would write: without white space, and without a line break at the end unless it goes \
to a terminal. With --indent it is what a help page shows, with a line break at the end.

Examples:
  cargo datacontract convert --spec specs/orders --type Order --from json --to xml order.json
  cargo datacontract convert --spec specs/orders --endpoint 'POST api/orders' --body request \\
      --from xml --to json --indent < order.xml
  cargo datacontract convert --spec specs/orders --type Order \\
      --from xml --to xml --xml xmlSerializer order.xml";

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("payload").required(true))]
pub(crate) struct ConvertArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The type of the payload: a type of the spec, or any type made of these, such as `List<Order>`
    #[arg(long = "type", value_name = "NAME", group = "payload")]
    pub(crate) ty: Option<String>,

    /// The endpoint by method and path, as in the page's heading; the query may be left out
    #[arg(long, value_name = "HEADING", group = "payload", requires = "body")]
    pub(crate) endpoint: Option<String>,

    /// Which payload of the endpoint
    #[arg(long, value_enum, value_name = "WHICH", requires = "endpoint")]
    pub(crate) body: Option<Body>,

    /// The format of the input
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) from: Wire,

    /// The format of the output
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Wire,

    /// The form of XML, where it is not the one that the spec says: what .NET serializer it is of
    ///
    /// Where input and output are XML, it is the form of the output, and the input is in the other one.
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) xml: Option<XmlForm>,

    /// Indent the output as help pages do
    #[arg(long)]
    pub(crate) indent: bool,

    /// Read as .NET does
    ///
    /// XML members out of order are lost, and it is said which; JSON values are not converted from one type
    /// to another.
    #[arg(long)]
    pub(crate) strict: bool,

    /// How large the payload may be, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_size: u32,

    /// The payload; standard input without it, or if it is `-`
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Body {
    Request,
    Response,
}

impl Body {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Wire {
    Json,
    Xml,
}

/// A form of XML, by the serializer that writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum XmlForm {
    /// That of `DataContractSerializer`, which Web API uses by default
    #[value(name = "dataContract")]
    DataContract,
    /// That of `XmlSerializer` (`UseXmlSerializer`)
    #[value(name = "xmlSerializer")]
    XmlSerializer,
}

const SERVE_EXAMPLES: &str = "\
A mock server answers each endpoint as the service would: with the sample of its help page, in the format that the request \
asks for. What the page has no sample of is made as help pages make samples. Nothing is compiled. When a spec changes, it \
is served anew.

One spec is served at the root, several each below the name of its module, and at that name as a host: `shop` at `/shop/` \
and at `http://shop.localhost:8080/`.

A request can ask for other answers, by the header `Mock` or by `$mock` in the query, with commas between them: \
`status=404`, `delay=1500`, `nulls`, `large=10000`, `unknown-enum`, `malformed`, `cut`.

Examples:
  cargo datacontract serve specs/orders --open
  cargo datacontract serve --stateful           # all specs of the project
  curl -H 'Mock: status=404' http://127.0.0.1:8080/api/orders/1";

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct ServeArgs {
    /// Specs: files, folders of specs, folders of these, patterns; by default all of the project
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) addr: SocketAddr,

    /// Open the page in a browser
    #[arg(long)]
    pub(crate) open: bool,

    /// Keep what is sent to a resource, and give it back
    ///
    /// What `POST api/orders` is sent is what `GET api/orders/{id}` answers, until
    /// `DELETE api/orders/{id}`. Which endpoints belong together follows from their paths and types; the others
    /// answer with their samples.
    #[arg(long)]
    pub(crate) stateful: bool,

    /// Answer requests for this host too, besides those of this machine
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,

    /// Do not look for changes of the specs
    #[arg(long)]
    pub(crate) no_watch: bool,

    /// Serve one state of the specs, for the process that has started this one
    #[arg(long, hide = true)]
    pub(crate) worker: bool,
}

impl ServeArgs {
    /// Returns the command line of a worker for these specs.
    pub(crate) fn of_worker(&self, addr: SocketAddr, specs: &[PathBuf]) -> Vec<OsString> {
        let mut args: Vec<OsString> = vec!["serve".into(), "--worker".into(), "--addr".into()];
        args.push(addr.to_string().into());
        args.extend(self.stateful.then(|| "--stateful".into()));
        for host in &self.hosts {
            args.extend(["--host".into(), host.into()]);
        }
        args.push("--".into());
        args.extend(specs.iter().map(|path| path.as_os_str().to_owned()));
        args
    }
}

const SAMPLE_EXAMPLES: &str = "\
The sample of an endpoint is its help page's, where the page has one. Other samples are made by the rules by which help \
pages make theirs: members are counted, lists have two items, enums their lowest member. Dates and identifiers, which a \
page makes anew each time, are always the same.

Examples:
  cargo datacontract sample --spec specs/orders --endpoint 'GET api/orders/{id}'
  cargo datacontract sample --spec specs/orders --endpoint 'POST api/orders' --body request --format xml
  cargo datacontract sample --spec specs/orders --type 'List<Order>'";

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("payload").required(true))]
pub(crate) struct SampleArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The type: a type of the spec, or any type made of these, such as `List<Order>`
    #[arg(long = "type", value_name = "NAME", group = "payload")]
    pub(crate) ty: Option<String>,

    /// The endpoint by method and path, as in the page's heading; the query may be left out
    #[arg(long, value_name = "HEADING", group = "payload")]
    pub(crate) endpoint: Option<String>,

    /// Which payload of the endpoint; by default the response
    #[arg(long, value_enum, value_name = "WHICH", requires = "endpoint")]
    pub(crate) body: Option<Body>,

    /// The format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Wire::Json)]
    pub(crate) format: Wire,
}

const INIT_EXAMPLES: &str = "\
Nothing is overwritten. The spec that is written can be checked at once, and edited from there.

Examples:
  cargo datacontract init                       # specs/example
  cargo datacontract init --name 'Order service'  # specs/order_service
  cargo datacontract init specs/orders";

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// The folder of the spec; by default one in `specs`, called as the API is
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,

    /// What people call the API; by default the folder's name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

const NEW_EXAMPLES: &str = "\
The program is a small crate that compiles and runs at once. A client calls one endpoint with the sample of its help \
page; a server answers each endpoint with its sample. Types, client and server are made by its build.rs from the spec, \
which stays where it is: what changes there changes the program. Nothing is overwritten.

Examples:
  cargo datacontract new client --spec specs/orders orders-client
  cargo datacontract new server --spec specs/orders orders-server";

#[derive(Args, Debug)]
pub(crate) struct NewArgs {
    /// What the program does
    #[arg(value_enum, value_name = "KIND")]
    pub(crate) kind: NewKind,

    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The folder of the program, whose name becomes the crate's
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// The folder `runtime` of datacontract's repository, instead of the published crate
    ///
    /// Within that repository it is found without being named.
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime: Option<PathBuf>,
}

const DOCS_EXAMPLES: &str = "\
The pages are those that `serve` shows below `/Help`, with links from file to file: they can be opened as they are, or put \
on any web server. They load nothing from another host.

Only files whose content changes are written, and pages that are no longer there are removed; the record `help.lock` beside \
them says which files are pages. A file that is not in it, or that was changed since, is an error, and then nothing is \
written.

Examples:
  cargo datacontract docs --spec specs/orders --out target/orders-help";

#[derive(Args, Debug)]
pub(crate) struct DocsArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The folder of the pages
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewKind {
    /// It calls the API
    Client,
    /// It serves the API
    Server,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo datacontract explain DC502
  cargo datacontract explain            # lists all codes";

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The code, such as DC502; without it all codes are listed
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

const SCHEMA_EXAMPLES: &str = "\
Editors complete and check a spec whose `$schema` names the schema's file.

Example:
  cargo datacontract schema > specs/schema.json";

/// Returns the arguments without the `datacontract` that cargo passes when it is called as `cargo
/// datacontract`.
pub(crate) fn without_subcommand_name(
    args: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    let mut args = args.into_iter().peekable();
    let program = args.next();
    args.next_if(|first| first == "datacontract");
    program.into_iter().chain(args)
}

/// Returns whether arguments that make no command ask for an import as JSON: then the mistake is to be JSON
/// as well.
pub(crate) fn wants_import_as_json(args: &[OsString]) -> bool {
    let is_json = args.iter().any(|arg| arg == "--format=json")
        || args.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json");
    is_json
        && args
            .iter()
            .skip(1)
            .find(|arg| !arg.to_string_lossy().starts_with('-'))
            .is_some_and(|arg| arg == "import")
}
