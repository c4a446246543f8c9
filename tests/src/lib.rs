//! What the tests of the workspace share.

pub mod arbitrary;
pub mod conformance;
pub mod log;
pub mod neutral;
pub mod random_specs;
pub mod xml_settings;

/// The code in the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// The code in the readme of the runtime.
#[cfg(doctest)]
#[doc = include_str!("../../runtime/README.md")]
struct RuntimeReadme;

/// The code in the readme of the generator.
#[cfg(doctest)]
#[doc = include_str!("../../codegen/README.md")]
struct CodegenReadme;

/// Compiles the code in the chapters of the guide, a type for each chapter.
macro_rules! guide {
    ($($chapter:ident $file:literal,)*) => {$(
        #[cfg(doctest)]
        #[doc = include_str!(concat!("../../docs/guide/", $file))]
        struct $chapter;
    )*};
}

guide! {
    FromPageToCall "from-page-to-call.md",
    Clients "clients.md",
    Errors "errors.md",
    Testing "testing.md",
    FiveServices "five-services.md",
    Serving "serving.md",
    Porting "porting.md",
    SpecsByHand "specs-by-hand.md",
    Derive "derive.md",
    XmlSerializer "xml-serializer.md",
    YourModels "your-models.md",
    BuildRs "build-rs.md",
    CheckedIn "checked-in.md",
    GeneratedFiles "generated-files.md",
    TypesAndNulls "types-and-nulls.md",
    Dynamic "dynamic.md",
    LargeDocuments "large-documents.md",
    Troubleshooting "troubleshooting.md",
}
