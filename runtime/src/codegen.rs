//! Functions that generated code calls.
//!
//! Code that `cargo datacontract generate` or a build script has written calls what is public in this crate,
//! and these functions. All of it keeps its names and meaning within a major version, so that code which is
//! checked in goes on compiling with later versions of this crate.

use crate::error::Result;
use crate::value::Field;

/// Reads the JSON sample of a help page as a value.
///
/// `cargo datacontract check` has read the sample before, so it fits unless the code and the sample are not
/// of one spec.
///
/// # Panics
/// If the text is no JSON of this type.
///
/// ```
/// let ids: Vec<i32> = datacontract::codegen::json_sample("[1, 2]");
/// assert_eq!(ids, [1, 2]);
/// ```
#[cfg(feature = "json")]
#[must_use]
#[track_caller]
pub fn json_sample<T: Field>(text: &str) -> T {
    fitting(crate::json::from_str(text))
}

/// Reads the XML sample of a help page as a value.
///
/// # Panics
/// If the text is no XML of this type.
///
/// ```
/// let text = r#"<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">Ada</string>"#;
/// let name: String = datacontract::codegen::xml_sample(text);
/// assert_eq!(name, "Ada");
/// ```
#[must_use]
#[track_caller]
pub fn xml_sample<T: Field>(text: &str) -> T {
    fitting(crate::xml::from_str(text))
}

/// Reads the default of a URI parameter, as it stands in an address.
///
/// `cargo datacontract check` has read the text before, so it fits unless the code was changed by hand.
///
/// # Panics
/// If the text is no value of this type.
///
/// ```
/// let count: i32 = datacontract::codegen::parameter_default("20");
/// assert_eq!(count, 20);
/// ```
#[cfg(feature = "http")]
#[must_use]
#[track_caller]
pub fn parameter_default<T: Field>(text: &str) -> T {
    let mut value = T::initial();
    assert!(
        crate::http::reads_text(value.slot(), &T::TYPE, text),
        "`{text}` is no value of its type; run `cargo datacontract check`"
    );
    value
}

/// Returns the value that a member has in .NET until it is set: that of types whose own default is another
/// one, such as dates, or that have none.
///
/// ```
/// let date: datacontract::clr::DateTime = datacontract::codegen::initial();
/// assert_eq!(date.to_string(), "0001-01-01T00:00:00");
/// ```
#[must_use]
pub fn initial<T: Field>() -> T {
    T::initial()
}

/// Returns the value of a sample.
#[track_caller]
fn fitting<T>(read: Result<T>) -> T {
    match read {
        Ok(value) => value,
        Err(error) => panic!("the sample does not fit its type: {error}; run `cargo datacontract check`"),
    }
}
