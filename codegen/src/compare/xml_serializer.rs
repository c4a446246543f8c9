//! What the attributes of `XmlSerializer` say.

use datacontract::contract::Serializer;

use super::{
    context::{Comparer, TypePair},
    effect::{Effect, Flow, Reading},
    pairs::word_before,
    rules::Rule,
    verdict::Verdict::{Breaks, Risky},
    words::is_and_was,
};
use crate::spec::{
    Member, MemberXml, Span, Spanned, Spec, TypeExpr, TypeExprKind, TypeKind, TypeXml, XmlAnyElement,
    XmlArray, XmlArrayItem, XmlAttribute, XmlElement, XmlRoot, XmlType,
};

/// Compares what is said of a type.
pub(super) fn compare_type(cx: &mut Comparer<'_>, pair: TypePair<'_>, subject: &str) {
    // Every part is named here, so that one that is new cannot be forgotten.
    let TypeXml { span: _, own_serializer, root, ty, includes, refused } = &pair.before.xml;
    let after = &pair.after.xml;
    let at = pair.spans();
    let breaks = cx.xml_serializer(Effect::both(Reading::xml(Breaks)));
    if own_serializer.is_some() != after.own_serializer.is_some() {
        let message = "documents with this root are of another serializer";
        let change = cx.changed(Rule::XmlSerializerOfTypeChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(Effect::both(Reading::xml(Breaks)), pair.flow));
    }
    let said = |root: &Option<XmlRoot>| {
        root.as_ref().map(|XmlRoot { name, namespace, is_nullable }| {
            (text(name.as_ref()), text(namespace.as_ref()), is_nullable.as_ref().map(|it| it.value))
        })
    };
    if said(root) != said(&after.root) {
        let name = |root: &Option<XmlRoot>| root.as_ref().and_then(|root| text(root.name.as_ref()));
        let message = is_and_was("`XmlRoot`", name(root), name(&after.root));
        let change = cx.changed(Rule::XmlRootChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(breaks, pair.flow));
    }
    let said = |ty: &Option<XmlType>| {
        ty.as_ref().map(|XmlType { name, namespace }| (text(name.as_ref()), text(namespace.as_ref())))
    };
    if said(ty) != said(&after.ty) {
        let namespace = |ty: &Option<XmlType>| ty.as_ref().and_then(|ty| text(ty.namespace.as_ref()));
        let message = is_and_was("the namespace of `XmlType`", namespace(ty), namespace(&after.ty));
        let change = cx.changed(Rule::XmlTypeChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(breaks, pair.flow));
    }
    let old: Vec<String> = includes.iter().map(|ty| word_before(cx.before, ty)).collect();
    let new: Vec<String> = after.includes.iter().map(|ty| cx.pairs.word_after(cx.after, ty)).collect();
    if old != new {
        let message = "the classes that may stand for it are others";
        let loses = |from: &[String], to: &[String]| {
            if from.iter().all(|ty| to.contains(ty)) { Reading::default() } else { Reading::xml(Breaks) }
        };
        let effect = Effect { old_to_new: loses(&old, &new), new_to_old: loses(&new, &old) };
        let change = cx.changed(Rule::XmlIncludeChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(cx.xml_serializer(effect), pair.flow).items(pair.items(cx)));
    }
    if refused.is_some() != after.refused.is_some() {
        let message = if after.refused.is_some() {
            "`XmlSerializer` refuses it: the service has no XML of it"
        } else {
            "`XmlSerializer` no longer refuses it"
        };
        let change = cx.changed(Rule::XmlRefusalChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(breaks, pair.flow));
    } else if refused != &after.refused {
        cx.report(cx.changed(
            Rule::Documentation,
            subject,
            "why it has no XML is said otherwise",
            at[0],
            at[1],
        ));
    }
}

/// Compares what is said of a member.
pub(super) fn compare_member(
    cx: &mut Comparer<'_>,
    flow: Flow,
    subject: &str,
    at: [Span; 2],
    [before, after]: [&Member; 2],
) {
    let shapes = [Shape::of(cx.before, before), Shape::of(cx.after, after)];
    // Without a name in an attribute it is C#'s.
    let name = |member: &Member, shape: &Shape| {
        shape.names.first().cloned().flatten().unwrap_or_else(|| member.name.value.clone())
    };
    let names = [name(before, &shapes[0]), name(after, &shapes[1])];
    let [old, new] = shapes;
    let breaks = cx.xml_serializer(Effect::both(Reading::xml(Breaks)));
    let risky = cx.xml_serializer(Effect::both(Reading::xml(Risky)));
    if old.is_ignored != new.is_ignored {
        let (message, effect) = if new.is_ignored {
            ("it is no longer in XML", Effect::new_to_old(Reading::xml(Breaks)))
        } else {
            ("it is in XML", Effect::old_to_new(Reading::xml(Risky)))
        };
        let change = cx.changed(Rule::XmlIgnoreChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(cx.xml_serializer(effect), flow));
    }
    if old.nodes != new.nodes {
        let message = format!("in XML it is {}; it was {}", nodes(&new), nodes(&old));
        let change = cx.changed(Rule::XmlMemberShapeChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(breaks, flow));
    } else if old.names != new.names || (names[0] != names[1] && cx.uses(Serializer::XmlSerializer)) {
        let message = is_and_was("its element or attribute", Some(&names[0]), Some(&names[1]));
        let effect = if names[0] == names[1] && old.names.len() == new.names.len() && old.names.len() < 2 {
            Effect::NONE
        } else {
            breaks
        };
        let change = cx.changed(Rule::XmlMemberNameChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(effect, flow));
    } else if old.details != new.details {
        let message = "how its XML is written changed";
        let change = cx.changed(Rule::XmlMemberDetailChanged, subject, message, at[0], at[1]);
        cx.report(change.wire(risky, flow));
    }
}

/// What a member is in the XML.
#[derive(PartialEq, Eq)]
struct Shape {
    is_ignored: bool,
    /// Which attributes of C# it has.
    nodes: Vec<&'static str>,
    names: Vec<Option<String>>,
    details: Vec<String>,
}

impl Shape {
    fn of(spec: &Spec, member: &Member) -> Self {
        // Every part is named here, so that one that is new cannot be forgotten.
        let MemberXml {
            span: _,
            ignore,
            elements,
            attribute,
            text: of_text,
            array,
            items,
            choice_identifier,
            any_elements,
            any_attribute,
            namespaces,
        } = &member.xml;
        let mut shape =
            Shape { is_ignored: ignore.is_some(), nodes: Vec::new(), names: Vec::new(), details: Vec::new() };
        for element in elements {
            shape.add("XmlElement", element);
        }
        if let Some(XmlAttribute { span: _, name, namespace, form, data_type }) = attribute {
            shape.nodes.push("XmlAttribute");
            shape.names.push(text(name.as_ref()));
            shape.details.push(format!(
                "{:?} {:?} {:?}",
                text(namespace.as_ref()),
                form.value,
                text(data_type.as_ref())
            ));
        }
        if let Some(of_text) = of_text {
            shape.nodes.push("XmlText");
            shape.details.push(format!("{:?}", text(of_text.data_type.as_ref())));
        }
        if let Some(XmlArray { span: _, name, namespace, is_nullable, form, order }) = array {
            shape.names.push(text(name.as_ref()));
            let is_nullable = is_nullable.as_ref().map(|it| it.value);
            let order = order.as_ref().map(|it| it.value);
            shape.details.push(format!(
                "{:?} {is_nullable:?} {:?} {order:?}",
                text(namespace.as_ref()),
                form.value
            ));
        }
        for XmlArrayItem { element, nesting_level } in items {
            shape.add("XmlArrayItem", element);
            shape.details.push(nesting_level.to_string());
        }
        shape.details.push(format!("{:?}", text(choice_identifier.as_ref())));
        for XmlAnyElement { span: _, name, namespace, order } in any_elements {
            shape.nodes.push("XmlAnyElement");
            shape.names.push(text(name.as_ref()));
            let order = order.as_ref().map(|it| it.value);
            shape.details.push(format!("{:?} {order:?}", text(namespace.as_ref())));
        }
        if any_attribute.is_some() {
            shape.nodes.push("XmlAnyAttribute");
        }
        if namespaces.is_some() {
            shape.nodes.push("XmlNamespaceDeclarations");
        }
        // It names the items, and leaves them within their element.
        shape.nodes.retain(|node| *node != "XmlArrayItem");
        // Of a list it takes the element around the items away. Of anything else it says how the element is called.
        if shape.nodes == ["XmlElement"] && !is_list(spec, &member.ty) {
            shape.nodes.clear();
        }
        shape
    }

    fn add(&mut self, node: &'static str, element: &XmlElement) {
        let XmlElement { span: _, name, namespace, is_nullable, form, data_type, ty, order } = element;
        self.nodes.push(node);
        self.names.push(text(name.as_ref()));
        let is_nullable = is_nullable.as_ref().map(|it| it.value);
        let order = order.as_ref().map(|it| it.value);
        let ty = ty.as_ref().map(ToString::to_string);
        self.details.push(format!(
            "{:?} {is_nullable:?} {:?} {:?} {ty:?} {order:?}",
            text(namespace.as_ref()),
            form.value,
            text(data_type.as_ref())
        ));
    }
}

fn is_list(spec: &Spec, ty: &TypeExpr) -> bool {
    let ty = ty.without_nullable();
    let is_named = || {
        let named = spec.named(ty).and_then(|index| spec.types.get(index));
        named.is_some_and(|ty| matches!(ty.kind, TypeKind::Collection(_)))
    };
    matches!(ty.kind, TypeExprKind::List(_) | TypeExprKind::Array(_)) || is_named()
}

fn nodes(shape: &Shape) -> String {
    if shape.nodes.is_empty() { "an element".to_owned() } else { format!("`{}`", shape.nodes.join("`, `")) }
}

fn text(name: Option<&Spanned<String>>) -> Option<String> {
    name.map(|name| name.value.clone())
}
