//! The XML of services that use `XmlSerializer` in place of `DataContractSerializer`.

pub(crate) mod attributes;
pub(crate) mod evidence;
pub(crate) mod nodes;
pub(crate) mod order;
pub(crate) mod refused;
