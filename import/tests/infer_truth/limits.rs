//! What no page shows, by name: the values of the truth that cannot convert, and why.

use std::collections::BTreeMap;

/// Type of the body, variant, and the limit.
const LIMITS: &[(&str, i64, &str)] = &[
    ("PhoneApi.Domain.ResponseAgg.v5.GenericResp", 1, NULLABILITY),
    ("Kitchen.Sink.AllNullable", 1, NULLABILITY),
    ("LoyaltyCrm.Partner.Contracts.Lead", 0, COMPUTED),
    ("LoyaltyCrm.Partner.Contracts.Lead", 1, NULLABILITY),
    ("LoyaltyCrm.Partner.Contracts.Lead", 2, COMPUTED),
    ("System.Collections.Generic.IEnumerable<LoyaltyCrm.Partner.Contracts.Lead>", 0, COMPUTED),
    ("System.Collections.Generic.IEnumerable<LoyaltyCrm.Partner.Contracts.Lead>", 2, COMPUTED),
    ("LoyaltyCrm.Partner.Contracts.LeadCreateRequest", 1, DEFAULTS),
    ("Odd.Names.JsonNames", 1, DEFAULTS),
    ("Kitchen.Sink.Drawing", 0, KNOWN_TYPES),
    ("Kitchen.Sink.Drawing", 2, KNOWN_TYPES),
];

/// Of two members that show 1, of which one was counted, nobody can say which one takes null; nor of a `bool`
/// or a date after which nothing is numbered.
const NULLABILITY: &str = "nullability that no counter shows";

/// A read-only property is in JSON alone, so XML cannot bring its value back.
const COMPUTED: &str = "values that the service computes";

/// Samples have no default values: nothing shows that one would be left out.
const DEFAULTS: &str = "`EmitDefaultValue = false`, `DefaultValueHandling`, `NullValueHandling`";

/// Samples are made of the declared class.
const KNOWN_TYPES: &str = "derived classes that no sample has";

pub(crate) fn reason(clr: &str, variant: i64) -> Option<&'static str> {
    LIMITS.iter().find(|(name, number, _)| *name == clr && *number == variant).map(|(.., reason)| *reason)
}

pub(crate) fn count<'a>(wrong: impl Iterator<Item = &'a (String, i64)>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for (clr, variant) in wrong {
        *counts.entry(reason(clr, *variant).unwrap_or("a mistake")).or_default() += 1;
    }
    counts
}
