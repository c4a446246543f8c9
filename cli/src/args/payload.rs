//! The words of the commands that write payloads: `convert`, `sample`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};

pub(super) const CONVERT_EXAMPLES: &str = "\
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

#[cfg(feature = "serve")]
pub(super) const SAMPLE_EXAMPLES: &str = "\
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
