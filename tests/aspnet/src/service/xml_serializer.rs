//! The service `main` with `UseXmlSerializer`.

use crate::xml_site as site;

#[path = "actions.rs"]
#[expect(clippy::duplicate_mod, reason = "the same methods over the types of another spec")]
mod actions;

pub use actions::Main as XmlSerializerMain;
