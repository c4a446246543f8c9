//! Enums of .NET itself that services have as members.

use super::types::Type;

/// Their names, with their namespaces.
const ENUMS: &[(&str, &str)] =
    &[("DayOfWeek", "System"), ("HttpStatusCode", "System.Net"), ("WebExceptionStatus", "System.Net")];

/// Returns the namespace of the enum of .NET that a type is, if it is one: a page of its own would show that it
/// is the service's.
pub(super) fn namespace(ty: &Type) -> Option<&'static str> {
    let name =
        ty.page.as_deref().filter(|_| ty.rows.is_none() && ty.values.is_none() && ty.seen.is_empty())?;
    ENUMS.iter().find(|(other, _)| *other == name).map(|(_, namespace)| *namespace)
}
