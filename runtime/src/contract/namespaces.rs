//! The namespaces that .NET gives contracts and members of its own.

/// The start of the namespace that a contract without one of its own takes: its CLR namespace follows.
pub const DC: &str = "http://schemas.datacontract.org/2004/07/";
/// The namespace of `char`, `guid`, `duration`, of `z:Id` and `z:Ref`, and of roots that are primitives.
pub const SER: &str = "http://schemas.microsoft.com/2003/10/Serialization/";
/// The namespace of library collections whose items are primitives, and of the entries of dictionaries.
pub const ARRAYS: &str = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
/// The namespace of the other primitives.
pub const XSD: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace of `i:nil` and `i:type`.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace of contracts of the CLR namespace `System`.
pub(crate) const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";
/// The namespace of contracts of the CLR namespace `System.Collections.Generic`.
pub(crate) const GENERIC: &str = "http://schemas.datacontract.org/2004/07/System.Collections.Generic";
/// The namespace of contracts of the CLR namespace `System.Collections.ObjectModel`.
pub(crate) const OBJECT_MODEL: &str =
    "http://schemas.datacontract.org/2004/07/System.Collections.ObjectModel";
/// The namespace of the prefix `xml`.
pub(crate) const XML: &str = "http://www.w3.org/XML/1998/namespace";
/// The namespace of the types that XML Schema does not have, in `XmlSerializer`'s form.
pub(crate) const WSDL: &str = "http://microsoft.com/wsdl/types/";
