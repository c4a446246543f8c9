//! The names of what has no variant of its own: flags, and further members with the number of a variant.

use super::{Item, Value, XmlOfVariant};
use crate::ctxt::Ctxt;
use crate::symbol::XML;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, Lit, LitStr, Token};

/// `"read"`, `"Read" as "read"`, `"Read" xml(name = "r")`
pub(crate) struct WireName {
    /// The name on the wire.
    pub(crate) name: LitStr,
    /// C#'s name, where it is another one.
    pub(crate) clr_name: Option<LitStr>,
    /// What `xml(..)` says, if it is there.
    pub(crate) xml: Option<XmlOfVariant>,
}

/// A name as it stands there.
pub(super) struct ParsedName {
    name: LitStr,
    clr_name: Option<LitStr>,
    xml: Option<Item>,
}

impl Parse for ParsedName {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let no_text = |error: syn::Error| syn::Error::new(error.span(), "a name is a text: `\"Read\"`");
        let mut name = input.parse::<LitStr>().map_err(no_text)?;
        let mut clr_name = None;
        if input.peek(Token![as]) {
            input.parse::<Token![as]>()?;
            clr_name = Some(name);
            name = input.parse::<LitStr>().map_err(no_text)?;
        }
        let has_xml = input.fork().parse::<Ident>().is_ok_and(|word| word == XML);
        let xml = if has_xml { Some(input.parse::<Item>()?) } else { None };
        Ok(ParsedName { name, clr_name, xml })
    }
}

impl ParsedName {
    pub(super) fn read(self, cx: &Ctxt) -> WireName {
        let xml = self.xml.map(|item| {
            let mut xml = XmlOfVariant::default();
            xml.read(cx, &item);
            xml
        });
        WireName { name: self.name, clr_name: self.clr_name, xml }
    }
}

impl Item {
    /// `alias = "started"`, `alias("Started" as "started")`
    pub(super) fn aliases(&self, cx: &Ctxt) -> Option<Vec<WireName>> {
        if let (Value::Expr(_), Some(Lit::Str(name))) = (&self.value, self.literal()) {
            self.name(cx)?;
            return Some(vec![WireName { name: name.clone(), clr_name: None, xml: None }]);
        }
        let names: Vec<ParsedName> =
            self.list(cx, "a name: `alias = \"started\"`, or with C#'s `alias(\"Started\" as \"started\")`")?;
        let names: Vec<WireName> = names.into_iter().map(|name| name.read(cx)).collect();
        for WireName { name, .. } in names.iter().filter(|name| name.name.value().is_empty()) {
            cx.error(name, "an alias wants a name: the empty text is none");
        }
        Some(names)
    }
}
