//! The attributes of `XmlSerializer`: `xml` of a type, a member or an endpoint, and those of enum members.

use datacontract::contract::Serializer;
use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Fields, Reader, span_of},
    settings::SERIALIZERS,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{
            EnumMemberXml, Form, MemberXml, TypeXml, XmlAnyElement, XmlArray, XmlArrayItem, XmlAttribute,
            XmlElement, XmlRoot, XmlText, XmlType,
        },
        span::{Span, Spanned},
    },
};

/// What stands for an attribute: `true` if it sets nothing, its name alone, or all that it sets.
enum Written<'v, 't> {
    Bare(Span),
    Name(Spanned<String>),
    Fields(Fields<'v, 't>),
}

impl<'v, 't> Written<'v, 't> {
    fn span(&self) -> Span {
        match self {
            Self::Bare(span) => *span,
            Self::Name(name) => name.span,
            Self::Fields(fields) => fields.span,
        }
    }

    fn get(&self, key: &'static str) -> Option<&'v Value<'t>> {
        match self {
            Self::Fields(fields) => fields.get(key),
            Self::Bare(_) | Self::Name(_) => None,
        }
    }
}

/// The shorter forms that an attribute has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shorter {
    /// `true`, or a name.
    TrueOrName,
    /// A name: without one the attribute would say nothing.
    Name,
    /// `true`: it has no name.
    True,
}

impl Reader<'_> {
    /// Returns what an endpoint's `xml` says: its serializer.
    pub(super) fn endpoint_serializer(&mut self, value: Option<&Value<'_>>) -> Option<Spanned<Serializer>> {
        let fields = self.fields(value?, "`xml`", keys::ENDPOINT_XML)?;
        self.choice(fields.get("serializer"), "`serializer`", &SERIALIZERS)
    }

    /// Returns a type's `xml`.
    pub(super) fn type_xml(&mut self, of_type: &Fields<'_, '_>) -> TypeXml {
        let xml = of_type.get("xml").and_then(|value| self.fields(value, "`xml`", keys::TYPE_XML));
        let Some(fields) = xml else { return TypeXml::default() };
        TypeXml {
            span: of_type.key_span("xml"),
            own_serializer: self.own_serializer(&fields),
            root: fields.get("xmlRoot").and_then(|value| self.xml_root(value)),
            ty: fields.get("xmlType").and_then(|value| self.xml_type(value)),
            includes: self.type_exprs(fields.get("xmlInclude"), "`xmlInclude`"),
            refused: self.string(fields.get("refused"), "`refused`"),
        }
    }

    /// Web API can set a serializer for single types; `DataContractSerializer` is what it uses otherwise, or
    /// what an API that uses the other one says of its endpoints.
    fn own_serializer(&mut self, fields: &Fields<'_, '_>) -> Option<Span> {
        let serializer = self.choice(fields.get("serializer"), "`serializer`", &SERIALIZERS)?;
        if serializer.value == Serializer::XmlSerializer {
            return Some(serializer.span);
        }
        let message = "a type's own `serializer` is `xmlSerializer`, or not given";
        let diagnostic = Diagnostic::error(Code::BadValue, self.file, serializer.span, message);
        self.report(diagnostic.help(
            "leave it out; where the API has `xmlSerializer`, write `\"xml\": {\"serializer\": \
             \"dataContractSerializer\"}` at the endpoints that send or answer the type",
        ));
        None
    }

    fn xml_root(&mut self, value: &Value<'_>) -> Option<XmlRoot> {
        let written = self.written(value, "`xmlRoot`", Shorter::Name, keys::XML_ROOT)?;
        Some(XmlRoot {
            name: self.name_of(&written, "elementName"),
            namespace: self.string(written.get("namespace"), "`namespace`"),
            is_nullable: self.optional_flag(written.get("isNullable"), "`isNullable`"),
        })
    }

    fn xml_type(&mut self, value: &Value<'_>) -> Option<XmlType> {
        let written = self.written(value, "`xmlType`", Shorter::Name, keys::XML_TYPE)?;
        Some(XmlType {
            name: self.name_of(&written, "typeName"),
            namespace: self.string(written.get("namespace"), "`namespace`"),
        })
    }

    /// Returns a member's `xml`.
    pub(super) fn member_xml(&mut self, of_member: &Fields<'_, '_>) -> MemberXml {
        let xml = of_member.get("xml").and_then(|value| self.fields(value, "`xml`", keys::MEMBER_XML));
        let Some(fields) = xml else { return MemberXml::default() };
        let ignore = self.optional_flag(fields.get("xmlIgnore"), "`xmlIgnore`").filter(|ignore| ignore.value);
        MemberXml {
            span: of_member.key_span("xml"),
            ignore: ignore.map(|ignore| ignore.span),
            elements: one_or_several(fields.get("xmlElement"))
                .into_iter()
                .filter_map(|value| self.xml_element(value))
                .collect(),
            attribute: fields.get("xmlAttribute").and_then(|value| self.xml_attribute(value)),
            text: fields.get("xmlText").and_then(|value| self.xml_text(value)),
            array: fields.get("xmlArray").and_then(|value| self.xml_array(value)),
            items: one_or_several(fields.get("xmlArrayItem"))
                .into_iter()
                .filter_map(|value| self.xml_array_item(value))
                .collect(),
            choice_identifier: self.filled_string(fields.get("xmlChoiceIdentifier"), "`xmlChoiceIdentifier`"),
            any_elements: one_or_several(fields.get("xmlAnyElement"))
                .into_iter()
                .filter_map(|value| self.xml_any_element(value))
                .collect(),
            any_attribute: self.xml_flag(&fields, "xmlAnyAttribute"),
            namespaces: self.xml_flag(&fields, "xmlNamespaceDeclarations"),
        }
    }

    fn xml_element(&mut self, value: &Value<'_>) -> Option<XmlElement> {
        let written = self.written(value, "`xmlElement`", Shorter::TrueOrName, keys::XML_ELEMENT)?;
        let order = self.xml_order(&written);
        Some(XmlElement { order, ..self.element_of(&written) })
    }

    fn xml_any_element(&mut self, value: &Value<'_>) -> Option<XmlAnyElement> {
        let written = self.written(value, "`xmlAnyElement`", Shorter::TrueOrName, keys::XML_ANY_ELEMENT)?;
        Some(XmlAnyElement {
            span: written.span(),
            name: self.name_of(&written, "name"),
            namespace: self.string(written.get("namespace"), "`namespace`"),
            order: self.xml_order(&written),
        })
    }

    fn xml_flag(&mut self, fields: &Fields<'_, '_>, key: &'static str) -> Option<Span> {
        let flag = self.optional_flag(fields.get(key), &format!("`{key}`"));
        flag.filter(|flag| flag.value).map(|flag| flag.span)
    }

    fn xml_array_item(&mut self, value: &Value<'_>) -> Option<XmlArrayItem> {
        let written = self.written(value, "`xmlArrayItem`", Shorter::TrueOrName, keys::XML_ARRAY_ITEM)?;
        let level = self.integer(written.get("nestingLevel"), "`nestingLevel`");
        let nesting_level = level.map_or(0, |level| level.value);
        Some(XmlArrayItem { element: self.element_of(&written), nesting_level })
    }

    /// Returns what `XmlElement` and `XmlArrayItem` both say.
    fn element_of(&mut self, written: &Written<'_, '_>) -> XmlElement {
        XmlElement {
            span: written.span(),
            name: self.name_of(written, "elementName"),
            namespace: self.string(written.get("namespace"), "`namespace`"),
            is_nullable: self.optional_flag(written.get("isNullable"), "`isNullable`"),
            form: self.form(written),
            data_type: self.filled_string(written.get("dataType"), "`dataType`"),
            ty: self.type_expr(written.get("type"), "`type`"),
            order: None,
        }
    }

    fn xml_attribute(&mut self, value: &Value<'_>) -> Option<XmlAttribute> {
        let written = self.written(value, "`xmlAttribute`", Shorter::TrueOrName, keys::XML_ATTRIBUTE)?;
        Some(XmlAttribute {
            span: written.span(),
            name: self.name_of(&written, "attributeName"),
            namespace: self.string(written.get("namespace"), "`namespace`"),
            form: self.form(&written),
            data_type: self.filled_string(written.get("dataType"), "`dataType`"),
        })
    }

    fn xml_text(&mut self, value: &Value<'_>) -> Option<XmlText> {
        let written = self.written(value, "`xmlText`", Shorter::True, keys::XML_TEXT)?;
        let data_type = self.filled_string(written.get("dataType"), "`dataType`");
        Some(XmlText { span: written.span(), data_type })
    }

    fn xml_array(&mut self, value: &Value<'_>) -> Option<XmlArray> {
        let written = self.written(value, "`xmlArray`", Shorter::TrueOrName, keys::XML_ARRAY)?;
        Some(XmlArray {
            span: written.span(),
            name: self.name_of(&written, "elementName"),
            namespace: self.string(written.get("namespace"), "`namespace`"),
            is_nullable: self.optional_flag(written.get("isNullable"), "`isNullable`"),
            form: self.form(&written),
            order: self.xml_order(&written),
        })
    }

    /// Returns what an enum member's `xmlEnum` and `xmlIgnore` say.
    pub(super) fn enum_member_xml(&mut self, fields: &Fields<'_, '_>) -> EnumMemberXml {
        // An empty name is one too.
        let name = self.string(fields.get("xmlEnum"), "`xmlEnum`");
        let ignore = self.optional_flag(fields.get("xmlIgnore"), "`xmlIgnore`").filter(|ignore| ignore.value);
        if let (Some(name), Some(ignore)) = (&name, &ignore) {
            let message = "an enum's member that XmlSerializer ignores has no name for it";
            let diagnostic = Diagnostic::error(Code::XmlAttributeClash, self.file, name.span, message);
            self.report(
                diagnostic
                    .related(ignore.span, "ignored here")
                    .help("take one of `xmlEnum` and `xmlIgnore` out"),
            );
        }
        let span = name.as_ref().map(|name| name.span).or(ignore.as_ref().map(|ignore| ignore.span));
        EnumMemberXml { span, name, ignored: ignore.is_some() }
    }

    /// Reads what stands for an attribute; `None` for `false`, which stands for none.
    fn written<'v, 't>(
        &mut self,
        value: &'v Value<'t>,
        what: &str,
        shorter: Shorter,
        keys: &'static [&'static str],
    ) -> Option<Written<'v, 't>> {
        match value {
            Value::BooleanLit(literal) if shorter != Shorter::Name => {
                literal.value.then(|| Written::Bare(span_of(literal)))
            }
            Value::StringLit(_) if shorter != Shorter::True => {
                self.filled_string(Some(value), what).map(Written::Name)
            }
            _ => {
                let shorter = match shorter {
                    Shorter::TrueOrName => "true, a name or ",
                    Shorter::Name => "a name or ",
                    Shorter::True => "true or ",
                };
                self.fields_or(value, what, shorter, keys).map(Written::Fields)
            }
        }
    }

    fn name_of(&mut self, written: &Written<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
        match written {
            Written::Bare(_) => None,
            Written::Name(name) => Some(name.clone()),
            Written::Fields(fields) => self.filled_string(fields.get(key), &format!("`{key}`")),
        }
    }

    fn form(&mut self, written: &Written<'_, '_>) -> Spanned<Form> {
        let forms = [("qualified", Form::Qualified), ("unqualified", Form::Unqualified)];
        self.choice(written.get("form"), "`form`", &forms)
            .unwrap_or(Spanned::new(Form::OfPlace, written.span()))
    }

    fn xml_order(&mut self, written: &Written<'_, '_>) -> Option<Spanned<i32>> {
        let order = self.integer::<i32>(written.get("order"), "`order`")?;
        if order.value < 0 {
            let message = format!("`order` cannot be {}", order.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, order.span, message);
            self.report(diagnostic.label("the attribute throws").help("write 0 or more"));
        }
        Some(order)
    }
}

/// Returns the items of a list, or what stands there in place of a list of one.
fn one_or_several<'v, 't>(value: Option<&'v Value<'t>>) -> Vec<&'v Value<'t>> {
    match value {
        Some(Value::Array(array)) => array.elements.iter().collect(),
        other => other.into_iter().collect(),
    }
}
