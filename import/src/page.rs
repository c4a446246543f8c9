//! What a help page says, whatever its layout was.
//!
//! Texts are as on the page, decoded and trimmed; nothing is interpreted here.

use datacontract_codegen::{recorded::RecordedOperation, spec::Bundle};

/// Where a page came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The address without its secrets, or the path of the file from the spec's folder, or `-` for standard
    /// input.
    pub location: String,
    /// The day it was read, as `2024-10-15`, where that is known.
    pub retrieved: Option<String>,
}

/// A help page.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Where it came from.
    pub provenance: Provenance,
    /// What it is about.
    pub content: Content,
    /// What is damaged or missing, for the report: in words, with what was looked for.
    pub notes: Vec<String>,
}

impl Page {
    /// Returns what a page without tables would say of an operation that was recorded.
    ///
    /// ```
    /// use datacontract_codegen::recorded::RecordedOperation;
    /// use datacontract_import::{Options, import, page::Page};
    ///
    /// let answer = r#"<Order xmlns="http://schemas.datacontract.org/2004/07/Shop"><Id>5</Id></Order>"#;
    /// let operation = RecordedOperation {
    ///     heading: "GET api/orders/{id}".to_owned(),
    ///     parameters: vec![("id".to_owned(), "integer".to_owned())],
    ///     responses: vec![("application/xml".to_owned(), answer.to_owned())],
    ///     ..RecordedOperation::default()
    /// };
    /// let imported = import([Page::recorded(operation)].into_iter(), &Options::default());
    /// assert!(imported.api_json.contains("\"Shop.Order\""), "{}", imported.api_json);
    /// ```
    #[must_use]
    pub fn recorded(operation: RecordedOperation) -> Self {
        let payload = |documents: Vec<(String, String)>| {
            let sample = |(media_type, text)| Sample {
                media_types: vec![media_type],
                content: SampleContent::Text(text),
            };
            let samples: Vec<Sample> = documents.into_iter().map(sample).collect();
            (!samples.is_empty()).then(|| Payload { samples, ..Payload::default() })
        };
        let row = |(name, ty)| Row { name, ty, unannotated: true, ..Row::default() };
        let content = ApiPage {
            heading: operation.heading,
            uri_parameters: operation.parameters.into_iter().map(row).collect(),
            request: payload(operation.requests),
            response: payload(operation.responses),
            ending: Ending::Whole,
            ..ApiPage::default()
        };
        let provenance = Provenance { location: "recorded".to_owned(), retrieved: None };
        Page { provenance, content: Content::Api(Box::new(content)), notes: Vec::new() }
    }
}

/// What a page is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// One operation.
    Api(Box<ApiPage>),
    /// One type.
    Model(ModelPage),
    /// The list of all operations.
    Index(IndexPage),
    /// The spec that the other pages were made from.
    Spec(Bundle),
}

/// The page of one operation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ApiPage {
    /// `POST api/lead/{id}?from={from}`; empty if the page has lost it.
    pub heading: String,
    /// What it does.
    pub summary: String,
    /// The parameters in the URI; none if the page has no such table or lost it.
    pub uri_parameters: Vec<Row>,
    /// What is sent.
    pub request: Option<Payload>,
    /// What comes back.
    pub response: Option<Payload>,
    /// Status codes with their meaning, where the page has any.
    pub status: Vec<(u16, String)>,
    /// Tables of codes that belong to members: title or member, then code and meaning (pages of other
    /// systems).
    pub codes: Vec<CodeTable>,
    /// The address of the service, where the page has a complete one.
    pub base_url: Option<String>,
    /// What on the page has that address.
    pub base_url_from: BaseUrlFrom,
    /// What the page says about authentication.
    pub authentication: Option<Authentication>,
    /// What the page says in its own words, for which specs have no place.
    pub texts: Vec<OwnText>,
    /// How far the page can be trusted to be whole.
    pub ending: Ending,
    /// The last line, if the page ends within it.
    pub half_line: Option<String>,
    /// The heading of the response stands below the formats of the request, so that the page has all of these.
    pub lists_request_formats: bool,
    /// Something of the site's own stands below the formats of the response, so that the page has all of these.
    pub lists_response_formats: bool,
    /// Whether the table of its last members may go on where the page ends.
    pub members_end: MembersEnd,
    /// What shows whether the page's types are sent or come back.
    pub sides: Sides,
    /// Why there is nothing about what is sent, if the page does not show that nothing is.
    pub no_request: Missing,
    /// Why there is nothing about what comes back, if the page does not show that nothing does.
    pub no_response: Missing,
}

/// Why a page has nothing about a body or a response.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// Nothing is missing: the page has it, or shows that there is none.
    #[default]
    Nothing,
    /// The page ends before it.
    BehindEnd,
    /// Pages of this form, those of Web API 1.x, leave it out if there is nothing to show. This one has no end that
    /// would show that it is whole.
    LeftOutOrBehindEnd,
    /// Pages of this form leave it out if there is nothing to show, and this one is whole.
    LeftOut,
}

/// What shows where the table of the last members of a page ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MembersEnd {
    /// Nothing: where the page ends early, more rows may have stood there.
    #[default]
    Open,
    /// Another section stands behind it: it is whole, wherever the page ends.
    Shown,
}

/// What shows whether the types of a page are sent or come back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sides {
    /// Headings, or the order of samples.
    #[default]
    Shown,
    /// Nothing: no heading is known, and there is one type. It is taken for what is sent, as the method has a body.
    TakenForSent,
}

/// What on a page has the address of the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseUrlFrom {
    /// The heading, before the operation's path.
    #[default]
    Heading,
    /// An example of a call.
    Example,
    /// A line that calls it so: `Base URL: https://api.example.com`.
    Line,
}

/// How far a page can be trusted to be whole: what a page lacks may stand behind a cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// Its end is there.
    Whole,
    /// Nothing is missing that must be there, but more may have stood behind its last line.
    #[default]
    Open,
    /// Something is missing that every such page has.
    CutOff,
}

/// What a page says about authentication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// An example of a call has `Authorization: Basic ..`.
    Basic,
    /// An example of a call has this header.
    Header(String),
    /// The page says that there is some, but no example of a call shows which.
    Unspecified {
        /// The page's words.
        said: String,
        /// The header that its words name.
        header: Option<String>,
    },
}

/// A text of the site's own: remarks, examples, notes about rights.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnText {
    /// The heading above it; empty if there is none.
    pub title: String,
    /// The text, with its line ends.
    pub text: String,
}

/// A table of codes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeTable {
    /// What stands above it.
    pub title: String,
    /// Code and meaning.
    pub rows: Vec<(String, String)>,
}

/// A body or a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Payload {
    /// C#'s name of the body's argument, where the page shows it (Web API 1.x); else empty.
    pub name: String,
    /// The comment of the body parameter, or of `returns`.
    pub doc: String,
    /// The type as on the page: `LeadRequest`, `Collection of Lead`, `integer`; empty if the page does not
    /// say.
    pub ty: String,
    /// The table of its members; none if the type is not a complex one, or the layout has no such table.
    pub members: Option<Vec<Row>>,
    /// The samples in the order of the page.
    pub samples: Vec<Sample>,
}

/// A sample.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// The media types it is for: `application/json`, `text/json`.
    pub media_types: Vec<String>,
    /// The sample itself.
    pub content: SampleContent,
}

/// The text of a sample.
#[derive(Clone, Debug, PartialEq)]
pub enum SampleContent {
    /// The payload. White space between XML tags or JSON tokens may be lost or added by the layout.
    Text(String),
    /// "Sample not available.", or nothing at all.
    NotAvailable,
    /// The engine's words why it could not make one.
    Failed(String),
}

/// A row of a table of parameters or members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The name; empty if the layout has lost it.
    pub name: String,
    /// The description.
    pub description: String,
    /// The type as on the page; empty if the layout has none or lost it.
    pub ty: String,
    /// The annotations, one each: `Required`, `Max length: 50`; empty for `None.`.
    pub annotations: Vec<String>,
    /// The page says nothing about annotations here, not even `None.`.
    pub unannotated: bool,
    /// How far the name goes.
    pub name_end: NameEnd,
}

impl Row {
    /// Returns what the page says of it, on one line: `Id (integer; Required): Its number`.
    pub(crate) fn in_words(&self) -> String {
        let said = std::iter::once(&self.ty).chain(&self.annotations);
        let said: Vec<&str> = said.map(String::as_str).filter(|said| !said.is_empty()).collect();
        let mut text = self.name.clone();
        if !said.is_empty() {
            text = format!("{text} ({})", said.join("; "));
        }
        if self.description.is_empty() { text } else { format!("{text}: {}", self.description) }
    }
}

/// How far a name on a page goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NameEnd {
    /// Its end is there.
    #[default]
    Shown,
    /// The page ends behind it: it may be longer.
    Open,
}

/// The page of a type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelPage {
    /// The name; empty if the page has lost it.
    pub name: String,
    /// What it is.
    pub summary: String,
    /// Its members, or an enum's.
    pub kind: ModelKind,
}

/// What a type has.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelKind {
    /// A class or struct.
    Members(Vec<Row>),
    /// An enum.
    Enum(Vec<EnumRow>),
}

impl Default for ModelKind {
    fn default() -> Self {
        ModelKind::Members(Vec::new())
    }
}

/// A member of an enum.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EnumRow {
    /// The name.
    pub name: String,
    /// The number as on the page; empty if the page has none.
    pub value: String,
    /// What the page has in place of the number, mostly the text on the wire.
    pub text: String,
    /// The description.
    pub description: String,
}

/// The index of a help area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexPage {
    /// What it is called; empty if the page does not say.
    pub title: String,
    /// Its entries.
    pub entries: Vec<IndexEntry>,
    /// The links to the pages of types, as they are on the page.
    pub model_links: Vec<String>,
}

/// An entry of the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IndexEntry {
    /// The controller.
    pub group: String,
    /// `GET api/leads/{id}`
    pub heading: String,
    /// The description.
    pub description: String,
    /// The link to its page, as it is on the page.
    pub link: Option<String>,
}
