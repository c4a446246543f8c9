//! The services.

use datacontract::Endpoint;
use datacontract::http::Format;
use datacontract::server::{Invalid, Router};
use datacontract_aspnet::endpoints::{self, Visitor};
use datacontract_aspnet::service::{
    Camel, LcManager, LeadBank, Lifetrons, Main, TrackerRms, Vitec, XmlSerializerMain,
};
use datacontract_aspnet::{
    camel_site, lcmanager, leadbank, lifetrons, main_site, trackerrms, vitec, xml_site,
};

/// A service, in C# and in Rust.
pub(crate) struct Site {
    /// Its name in C#, and in the table.
    pub(crate) name: &'static str,
    /// Its spec.
    pub(crate) spec: &'static str,
    /// The formats that it has besides forms.
    pub(crate) formats: &'static [Format],
    /// Whether its types are known from a help page alone.
    pub(crate) is_of_page: bool,
    /// Its endpoints: `POST api/leads`.
    pub(crate) headings: fn() -> Vec<String>,
    /// The site of this service with `UseXmlSerializer`, if there is one.
    pub(crate) with_xml_serializer: Option<&'static Site>,
    /// It in Rust.
    pub(crate) router: fn() -> Router,
}

const BOTH: &[Format] = &[Format::Json, Format::Xml];
const JSON: &[Format] = &[Format::Json];
const XML: &[Format] = &[Format::Xml];

/// All of them, those in C# first.
pub(crate) static SITES: &[Site] = &[
    Site {
        name: "main",
        spec: "specs/main",
        formats: BOTH,
        is_of_page: false,
        headings: || headings(endpoints::main),
        with_xml_serializer: Some(&WITH_XML_SERIALIZER),
        router: || main_site::server::router(Main::default()).invalid(Invalid::PassOn),
    },
    Site {
        name: "camel",
        spec: "specs/camel",
        formats: BOTH,
        is_of_page: false,
        headings: || headings(endpoints::camel),
        with_xml_serializer: None,
        router: || camel_site::server::router(Camel::default()).invalid(Invalid::PassOn),
    },
    Site {
        name: "lcmanager",
        spec: "../../specs/lcmanager",
        formats: BOTH,
        is_of_page: true,
        headings: || headings(endpoints::lcmanager),
        with_xml_serializer: None,
        router: || lcmanager::server::router(LcManager),
    },
    Site {
        name: "leadbank",
        spec: "../../specs/leadbank",
        formats: JSON,
        is_of_page: true,
        headings: || headings(endpoints::leadbank),
        with_xml_serializer: None,
        router: || leadbank::server::router(LeadBank),
    },
    Site {
        name: "lifetrons",
        spec: "../../specs/lifetrons",
        formats: BOTH,
        is_of_page: true,
        headings: || headings(endpoints::lifetrons),
        with_xml_serializer: None,
        router: || lifetrons::server::router(Lifetrons),
    },
    Site {
        name: "vitec",
        spec: "../../specs/vitec",
        formats: BOTH,
        is_of_page: true,
        headings: || headings(endpoints::vitec),
        with_xml_serializer: None,
        router: || vitec::server::router(Vitec),
    },
    Site {
        name: "trackerrms",
        spec: "../../specs/trackerrms",
        formats: JSON,
        is_of_page: true,
        headings: || headings(endpoints::trackerrms),
        with_xml_serializer: None,
        router: || trackerrms::server::router(TrackerRms),
    },
];

static WITH_XML_SERIALIZER: Site = Site {
    name: "xmlserializer",
    spec: "specs/main",
    formats: XML,
    is_of_page: false,
    headings: || headings(endpoints::xml_serializer),
    with_xml_serializer: None,
    router: || {
        xml_site::server::router(XmlSerializerMain::default()).invalid(Invalid::PassOn).strict_xml(true)
    },
};

impl Site {
    /// Lets a visitor see all endpoints.
    pub(crate) fn visit(&self, visitor: &mut impl Visitor) {
        match self.name {
            "main" => endpoints::main(visitor),
            "camel" => endpoints::camel(visitor),
            "xmlserializer" => endpoints::xml_serializer(visitor),
            "lcmanager" => endpoints::lcmanager(visitor),
            "leadbank" => endpoints::leadbank(visitor),
            "lifetrons" => endpoints::lifetrons(visitor),
            "trackerrms" => endpoints::trackerrms(visitor),
            _ => endpoints::vitec(visitor),
        }
    }
}

/// `POST api/leads`
pub(crate) fn heading<E: Endpoint>() -> String {
    format!("{} {}", E::operation().method, E::operation().path)
}

struct Headings(Vec<String>);

impl Visitor for Headings {
    fn visit<E: Endpoint>(&mut self) {
        self.0.push(heading::<E>());
    }
}

fn headings(visit: impl Fn(&mut Headings)) -> Vec<String> {
    let mut headings = Headings(Vec::new());
    visit(&mut headings);
    headings.0
}
