//! What may be done about a difference, as far as it depends on the form of the document alone.

use super::format::Form;

impl Form {
    /// Returns the rule by which members stand in order.
    pub(super) fn order_rule(self) -> &'static str {
        match self {
            Self::DataContract => {
                "in XML the members of base classes come first, then those without `order`, then the others by \
                 `order`; among these by name"
            }
            Self::XmlSerializer => {
                "in the XML of XmlSerializer the members of base classes come first; in a class fields come before \
                 properties, each in the order of their declaration, unless `xmlElement` gives an `order`"
            }
            Self::Json => {
                "in JSON the members stand in the order of their declaration, those of the derived class before those \
                 of its base; those with `jsonOrder` or `order` come last"
            }
        }
    }

    /// Returns what to do about members out of order.
    pub(super) fn order_help(self) -> &'static str {
        match self {
            Self::DataContract => {
                "transcribe the sample in the page's order; else a base class or an `order` is missing"
            }
            Self::XmlSerializer => {
                "declare the members in the sample's order (the page's table may be in another one); else a base class, a \
                 `field` or an `order` of `xmlElement` is missing"
            }
            Self::Json => {
                "declare the members in the sample's order (the page's table may be in another one); else a base \
                 class or a `jsonOrder` is missing"
            }
        }
    }

    /// Returns what to do about a member that is spelled otherwise.
    pub(super) fn spelling_help(self) -> &'static str {
        match self {
            Self::Json => "set the service's `\"json\": {\"naming\": ..}`, or the member's `json`",
            Self::DataContract => "correct the name of the member, or set its `name`",
            Self::XmlSerializer => "correct the name of the member, or give it another by `xmlElement`",
        }
    }

    /// Returns what to do about a member that the sample does not have.
    pub(super) fn not_in_sample_help(self, name: &str) -> String {
        match self {
            Self::Json | Self::DataContract => format!(
                "if the service leaves out nulls and zeros here, set `\"emitDefault\": false`; if only one \
                 format has `{name}`, say so with `only`; else remove it from the type"
            ),
            Self::XmlSerializer => format!(
                "if JSON has `{name}`, say `\"xml\": {{\"xmlIgnore\": true}}`, or `only` if it is read-only; if it is an \
                 attribute of XML, `\"xmlAttribute\": true`; else remove it from the type"
            ),
        }
    }

    /// Returns what to do about an item that is called otherwise.
    pub(super) fn item_help(self) -> &'static str {
        match self {
            Self::Json | Self::DataContract => {
                "check the type; items are called as their type is, or as `itemName` says"
            }
            Self::XmlSerializer => {
                "check the type; items are called as their type is, or as `xmlArrayItem` says, and a list without an element \
                 around its items says `xmlElement`"
            }
        }
    }

    /// Returns what to do about a namespace that is another one.
    pub(super) fn namespace_help(self) -> &'static str {
        match self {
            Self::Json | Self::DataContract => {
                "check which class declares the member, and that class's CLR namespace or `namespace`"
            }
            Self::XmlSerializer => {
                "check the `namespace` of the class's `xmlType` and `xmlRoot`, and of the member's `xmlElement`"
            }
        }
    }

    /// Returns how the type of a member is told from an empty element of this name.
    pub(super) fn empty_help(self, name: &str) -> String {
        match self {
            Self::Json | Self::DataContract => format!(
                "an empty text is written as `<{name}></{name}>`, an empty object or list as `<{name} />`: check the type of \
                 `{name}`"
            ),
            Self::XmlSerializer => format!("check the type of `{name}`"),
        }
    }
}
