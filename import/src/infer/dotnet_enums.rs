//! Enums of .NET itself that services have as members.

/// Their names, with their namespaces.
const ENUMS: &[(&str, &str)] =
    &[("DayOfWeek", "System"), ("HttpStatusCode", "System.Net"), ("WebExceptionStatus", "System.Net")];

/// Returns the namespace of the enum of .NET of this name, if there is one.
pub(super) fn namespace(name: &str) -> Option<&'static str> {
    ENUMS.iter().find(|(other, _)| *other == name).map(|(_, namespace)| *namespace)
}
