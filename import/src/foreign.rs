//! What a document is that is no help page: named by what it is made of, with what to do next.

use crate::outline::LOOKED_FOR;
use crate::source::NotAHelpPage;

/// How much of a document is looked at.
const HEAD: usize = 256 * 1024;

/// A kind of document that people take for a help page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foreign {
    AspNetError,
    Swagger,
    OpenApi,
    ServiceStack,
    WcfHelp,
    WcfService,
    AsmxService,
    Wsdl,
    Wadl,
    ODataMetadata,
    XmlSchema,
    Postman,
    HttpArchive,
    ErrorAnswer,
    Json,
    Login,
    BotCheck,
    JavaScript,
    Directory,
    ErrorPage,
    ServerDefault,
    Other,
}

/// Says what HTML is that is no help page.
pub(crate) fn html(html: &str, title: &str, first: &str, password: bool) -> NotAHelpPage {
    let markup = head(html);
    let name = if title.is_empty() { first } else { title };
    let kind = kind_of_html(&markup, title, first, password);
    if kind == Foreign::Other && name.is_empty() {
        return error("HTML without any text".to_owned(), None);
    }
    named(kind, "a page of another kind", name)
}

/// Says what HTML is that can be read as the page of a type, but is made by something else.
pub(crate) fn other_system(html: &str, title: &str, first: &str) -> Option<NotAHelpPage> {
    let markup = head(html);
    // The stock pages name themselves; others can link to anything.
    if markup.contains("help-page") {
        return None;
    }
    let kind = kind_of_html(&markup, title, first, false);
    let sure = matches!(
        kind,
        Foreign::AspNetError
            | Foreign::Swagger
            | Foreign::ServiceStack
            | Foreign::WcfHelp
            | Foreign::WcfService
            | Foreign::AsmxService
            | Foreign::Directory
    );
    sure.then(|| named(kind, "", if title.is_empty() { first } else { title }))
}

/// Says what text is that can be read as the page of a type, but is a copy of what something else makes.
pub(crate) fn text_of_other_system(text: &str, first: &str) -> Option<NotAHelpPage> {
    other_system_in_text(&head(text)).map(|kind| named(kind, "", first))
}

/// Says what text is that is no help page.
pub(crate) fn text(text: &str, first: &str) -> NotAHelpPage {
    if text.trim().is_empty() {
        return error("nothing but white space".to_owned(), None);
    }
    named(kind_of_text(&head(text)), "text of another kind", first)
}

fn named(kind: Foreign, other: &str, name: &str) -> NotAHelpPage {
    let (what, advice) = words(kind).unwrap_or((other, ""));
    let found = if name.is_empty() { what.to_owned() } else { format!("{what}, `{}`", shorten(name)) };
    error(found, (!advice.is_empty()).then_some(advice))
}

fn error(found: String, advice: Option<&'static str>) -> NotAHelpPage {
    NotAHelpPage { looked_for: LOOKED_FOR.to_owned(), found, advice }
}

fn head(text: &str) -> String {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text).to_lowercase()
}

fn kind_of_html(markup: &str, title: &str, first: &str, password: bool) -> Foreign {
    let has = |words: &[&str]| words.iter().any(|word| markup.contains(word));
    let (title, first) = (title.to_lowercase(), first.to_lowercase());
    let named = |words: &[&str]| words.iter().any(|word| title.contains(word) || first.contains(word));
    if has(&["server error in '", "server error in &#39;"]) {
        Foreign::AspNetError
    } else if has(&[
        "swagger-ui",
        "swaggerui",
        "<redoc",
        "redoc.standalone",
        "rapidoc",
        "scalar/api-reference",
    ]) {
        Foreign::Swagger
    } else if has(&["servicestack"]) && has(&["metadata", "operations"]) {
        Foreign::ServiceStack
    } else if has(&["service operations at this endpoint"]) || title.starts_with("reference for http") {
        Foreign::WcfHelp
    } else if has(&["svcutil.exe", "?singlewsdl"]) {
        Foreign::WcfService
    } else if has(&[".asmx?op=", ".asmx?wsdl"]) {
        Foreign::AsmxService
    } else if has(&["just a moment...", "checking your browser", "cf-challenge", "captcha"]) {
        Foreign::BotCheck
    } else if password
        || named(&["sign in", "log in", "login", "log on", "logon"])
        || has(&["login.microsoftonline.com"])
    {
        Foreign::Login
    } else if has(&["[to parent directory]"])
        || title.starts_with("index of /")
        || first.starts_with("index of /")
    {
        Foreign::Directory
    } else if named(&ERRORS) {
        Foreign::ErrorPage
    } else if named(&["iis windows server", "welcome to nginx", "apache2"])
        || has(&["iisstart", "iis-85.png"])
    {
        Foreign::ServerDefault
    } else if has(&[
        "enable javascript",
        "javascript is required",
        "javascript is disabled",
        "javascript is not enabled",
        "requires javascript",
        "javascript enabled",
        "turn on javascript",
    ]) || (first.is_empty() && markup.contains("<script"))
    {
        Foreign::JavaScript
    } else {
        Foreign::Other
    }
}

/// Words of the pages by which servers say that something went wrong.
const ERRORS: [&str; 12] = [
    "error",
    "not found",
    "404",
    "500",
    "503",
    "403",
    "401",
    "exception",
    "unavailable",
    "denied",
    "forbidden",
    "unauthorized",
];

fn kind_of_text(text: &str) -> Foreign {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let start = text.trim_start();
    let line =
        |words: &[&str]| text.lines().take(50).any(|line| words.iter().any(|word| line.starts_with(word)));
    if start.starts_with(['{', '[']) {
        if has(&["\"openapi\"", "\"swagger\""]) {
            Foreign::OpenApi
        } else if has(&["getpostman.com", "_postman_"]) {
            Foreign::Postman
        } else if has(&["\"entries\""]) && has(&["\"creator\""]) {
            Foreign::HttpArchive
        } else if start.starts_with("{\"message\"") && text.len() < 4096 {
            Foreign::ErrorAnswer
        } else {
            Foreign::Json
        }
    } else if start.starts_with('<') {
        if has(&["schemas.xmlsoap.org/wsdl", "www.w3.org/ns/wsdl"]) {
            Foreign::Wsdl
        } else if has(&["wadl.dev.java.net"]) {
            Foreign::Wadl
        } else if has(&["<edmx:edmx"]) {
            Foreign::ODataMetadata
        } else if start.starts_with("<error>") || start.starts_with("<error ") {
            Foreign::ErrorAnswer
        } else if has(&["<xs:schema", "<xsd:schema", "<schema "]) {
            Foreign::XmlSchema
        } else {
            Foreign::Other
        }
    } else if line(&["openapi:", "swagger:"]) {
        Foreign::OpenApi
    } else if let Some(kind) = other_system_in_text(text) {
        kind
    } else if has(&["server error in '"]) {
        Foreign::AspNetError
    } else if has(&["[to parent directory]"]) || start.starts_with("index of /") {
        Foreign::Directory
    } else {
        Foreign::Other
    }
}

/// Finds which other system has made the page of which a text is a copy, by the words that it writes around its operations.
/// A text is in small letters.
fn other_system_in_text(text: &str) -> Option<Foreign> {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["the following routes are available for this service"])
        || (has(&["to override the content-type in your clients"]) && has(&["append the ."]))
    {
        Some(Foreign::ServiceStack)
    } else if has(&["service operations at this endpoint"])
        || (has(&["reference for http"]) && has(&["message direction"]))
    {
        Some(Foreign::WcfHelp)
    } else if has(&["svcutil.exe"]) {
        Some(Foreign::WcfService)
    } else if has(&[".asmx"])
        && has(&["for a complete list of operations", "following operations are supported"])
    {
        Some(Foreign::AsmxService)
    } else {
        None
    }
}

/// What a kind is, and what to do next.
fn words(kind: Foreign) -> Option<(&'static str, &'static str)> {
    const AT_HELP: &str =
        "if the service is ASP.NET Web API, its help page is usually at `/Help`: give that address";
    const BROWSER: &str = "open the help page in a browser, save it from there, and import the file";
    Some(match kind {
        Foreign::AspNetError => (
            "an error page of ASP.NET (`Server Error in ..`)",
            "the service failed to make the page: open its address in a browser, and save it when it works",
        ),
        Foreign::Swagger => ("a page that shows an OpenAPI document (Swagger UI or the like)", AT_HELP),
        Foreign::OpenApi => ("an OpenAPI (Swagger) document", AT_HELP),
        Foreign::ServiceStack => (
            "a metadata page of ServiceStack",
            "ServiceStack is another framework, whose pages are not read: transcribe the spec by hand (`init`)",
        ),
        Foreign::WcfHelp => (
            "a help page of WCF",
            "WCF is another framework, whose pages are not read: transcribe the spec by hand (`init`)",
        ),
        Foreign::WcfService => (
            "the page of a WCF service (`.svc`)",
            "SOAP is not spoken; see whether the service has a Web API",
        ),
        Foreign::AsmxService => (
            "the page of an ASP.NET web service (`.asmx`)",
            "SOAP is not spoken; see whether the service has a Web API",
        ),
        Foreign::Wsdl => ("a WSDL document", "SOAP is not spoken; see whether the service has a Web API"),
        Foreign::Wadl => ("a WADL document", AT_HELP),
        Foreign::ODataMetadata => ("the metadata of an OData service", AT_HELP),
        Foreign::XmlSchema => ("an XML schema", AT_HELP),
        Foreign::Postman => ("a Postman collection or environment", AT_HELP),
        Foreign::HttpArchive => ("an HTTP archive (HAR)", BROWSER),
        Foreign::ErrorAnswer => (
            "an error as a Web API answers it",
            "this is the API, or an address that it does not have: give the address of its help page, usually `/Help`",
        ),
        Foreign::Json => ("JSON", "this is what an API answers: give its help page, usually at `/Help`"),
        Foreign::Login => {
            ("a login page", "log in with a browser, save the help pages from there, and import the folder")
        }
        Foreign::BotCheck => ("a page that keeps programs out", BROWSER),
        Foreign::JavaScript => (
            "a page that shows nothing without JavaScript",
            "open it in a browser, wait until it is there, save it as a complete page, and import the file",
        ),
        Foreign::Directory => {
            ("the listing of a folder on a server", "give the address of the help page, usually `/Help`")
        }
        Foreign::ErrorPage => {
            ("an error page", "open its address in a browser, and save the page when it works")
        }
        Foreign::ServerDefault => {
            ("the start page of a web server", "give the address of the help page, usually `/Help`")
        }
        Foreign::Other => return None,
    })
}

/// Returns the beginning of a text, for messages.
pub(crate) fn shorten(text: &str) -> String {
    let mut out: String = text.chars().take(80).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
