//! Enums of .NET itself that services have as members.

use crate::infer::samples::form::{JsonForm, XmlForm, shown_name, shown_number};

/// An enum of .NET.
pub(crate) struct DotnetEnum {
    pub(crate) name: &'static str,
    pub(crate) namespace: &'static str,
    /// As .NET Framework 4.8 has them: of two with one number the first alone, which is the one that is written.
    pub(crate) members: &'static [(&'static str, i128)],
}

const ENUMS: &[DotnetEnum] = &[
    DotnetEnum { name: "DayOfWeek", namespace: "System", members: DAYS },
    DotnetEnum { name: "HttpStatusCode", namespace: "System.Net", members: STATUS_CODES },
    DotnetEnum { name: "WebExceptionStatus", namespace: "System.Net", members: EXCEPTION_STATUSES },
];

const DAYS: &[(&str, i128)] = &[
    ("Sunday", 0),
    ("Monday", 1),
    ("Tuesday", 2),
    ("Wednesday", 3),
    ("Thursday", 4),
    ("Friday", 5),
    ("Saturday", 6),
];

const STATUS_CODES: &[(&str, i128)] = &[
    ("Continue", 100),
    ("SwitchingProtocols", 101),
    ("OK", 200),
    ("Created", 201),
    ("Accepted", 202),
    ("NonAuthoritativeInformation", 203),
    ("NoContent", 204),
    ("ResetContent", 205),
    ("PartialContent", 206),
    ("MultipleChoices", 300),
    ("MovedPermanently", 301),
    ("Found", 302),
    ("SeeOther", 303),
    ("NotModified", 304),
    ("UseProxy", 305),
    ("Unused", 306),
    ("TemporaryRedirect", 307),
    ("BadRequest", 400),
    ("Unauthorized", 401),
    ("PaymentRequired", 402),
    ("Forbidden", 403),
    ("NotFound", 404),
    ("MethodNotAllowed", 405),
    ("NotAcceptable", 406),
    ("ProxyAuthenticationRequired", 407),
    ("RequestTimeout", 408),
    ("Conflict", 409),
    ("Gone", 410),
    ("LengthRequired", 411),
    ("PreconditionFailed", 412),
    ("RequestEntityTooLarge", 413),
    ("RequestUriTooLong", 414),
    ("UnsupportedMediaType", 415),
    ("RequestedRangeNotSatisfiable", 416),
    ("ExpectationFailed", 417),
    ("UpgradeRequired", 426),
    ("InternalServerError", 500),
    ("NotImplemented", 501),
    ("BadGateway", 502),
    ("ServiceUnavailable", 503),
    ("GatewayTimeout", 504),
    ("HttpVersionNotSupported", 505),
];

const EXCEPTION_STATUSES: &[(&str, i128)] = &[
    ("Success", 0),
    ("NameResolutionFailure", 1),
    ("ConnectFailure", 2),
    ("ReceiveFailure", 3),
    ("SendFailure", 4),
    ("PipelineFailure", 5),
    ("RequestCanceled", 6),
    ("ProtocolError", 7),
    ("ConnectionClosed", 8),
    ("TrustFailure", 9),
    ("SecureChannelFailure", 10),
    ("ServerProtocolViolation", 11),
    ("KeepAliveFailure", 12),
    ("Pending", 13),
    ("Timeout", 14),
    ("ProxyNameResolutionFailure", 15),
    ("UnknownError", 16),
    ("MessageLengthLimitExceeded", 17),
    ("CacheEntryNotFound", 18),
    ("RequestProhibitedByCachePolicy", 19),
    ("RequestProhibitedByProxy", 20),
];

/// Returns the enum of .NET that a member is of which no page has the type, if its name and value are those
/// of one: it is called as the enum, or holds some status and has the lowest code of HTTP.
pub(crate) fn of_member(name: &str, shown: &[(JsonForm, XmlForm)]) -> Option<&'static DotnetEnum> {
    let is_lowest_code = |(json, xml): &(JsonForm, XmlForm)| shown_name(json, xml) == Some("Continue");
    let is_status = name.to_ascii_lowercase().contains("status") && shown.iter().all(is_lowest_code);
    let called = if is_status { "HttpStatusCode" } else { name };
    of(called, shown).filter(|_| !shown.is_empty())
}

/// Returns the enum of .NET of this name, if there is one and samples show no value but its own.
pub(crate) fn of(name: &str, shown: &[(JsonForm, XmlForm)]) -> Option<&'static DotnetEnum> {
    let known = ENUMS.iter().find(|known| known.name == name)?;
    let is_known = |(json, xml): &(JsonForm, XmlForm)| {
        let (name, number) = (shown_name(json, xml), shown_number(json));
        known.members.iter().any(|(own, value)| {
            name.is_none_or(|name| name == *own) && number.is_none_or(|number| number == *value)
        })
    };
    shown.iter().all(is_known).then_some(known)
}
