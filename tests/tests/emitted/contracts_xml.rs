//! What emitted types say of themselves to `XmlSerializer` is what the contract graph says.

use datacontract::contract::xml_serializer::{MemberXml, Node, TypeXml, XmlArray, XmlElement};

use crate::contracts::Comparison;

impl Comparison {
    pub(crate) fn type_xml(&mut self, a: &TypeXml, b: &TypeXml, at: &str) {
        assert_eq!(
            (a.root_name, a.root_namespace, a.root_is_nullable),
            (b.root_name, b.root_namespace, b.root_is_nullable),
            "{at}"
        );
        assert_eq!((a.type_name, a.type_namespace), (b.type_name, b.type_namespace), "{at}");
        assert_eq!(a.is_own_serializer, b.is_own_serializer, "{at}");
        self.lists(a.includes, b.includes, at);
        // Where `XmlSerializer` writes nothing, emitted types do not have it.
        if let Some(name) = a.clr_name {
            assert_eq!(Some(name), b.clr_name, "{at}");
        }
        if a.refused.is_some() {
            assert_eq!(a.refused, b.refused, "{at}");
        }
    }

    pub(crate) fn member_xml(
        &mut self,
        a: Option<&'static MemberXml>,
        b: Option<&'static MemberXml>,
        at: &str,
    ) {
        let nothing = MemberXml::new();
        let (a, b) = (a.unwrap_or(&nothing), b.unwrap_or(&nothing));
        assert_eq!((a.order, a.choice_identifier), (b.order, b.choice_identifier), "{at}");
        assert!(!a.is_field || b.is_field, "{at}");
        if let Some(name) = a.clr_name {
            assert_eq!(Some(name), b.clr_name, "{at}");
        }
        match (&a.node, &b.node) {
            (Node::Default, Node::Default) | (Node::Ignored, Node::Ignored) => {}
            (Node::Text(a), Node::Text(b)) => assert_eq!(a, b, "{at}"),
            (Node::Attribute(a), Node::Attribute(b)) => assert_eq!(
                (a.name, a.namespace, a.form, a.data_type),
                (b.name, b.namespace, b.form, b.data_type),
                "{at}"
            ),
            (Node::Elements(a), Node::Elements(b)) => {
                assert_eq!(a.len(), b.len(), "{at}");
                a.iter().zip(*b).for_each(|(a, b)| self.element(a, b, at));
            }
            (Node::Array(a, items), Node::Array(b, others)) => {
                let array = |array: &XmlArray| (array.name, array.namespace, array.is_nullable, array.form);
                assert_eq!(array(a), array(b), "{at}");
                assert_eq!(items.len(), others.len(), "{at}");
                for (a, b) in items.iter().zip(*others) {
                    assert_eq!(a.nesting_level, b.nesting_level, "{at}");
                    self.element(&a.element, &b.element, at);
                }
            }
            (a, b) => panic!("{at}: {a:?} is not {b:?}"),
        }
    }

    fn element(&mut self, a: &XmlElement, b: &XmlElement, at: &str) {
        assert_eq!(
            (a.name, a.namespace, a.is_nullable, a.form, a.data_type),
            (b.name, b.namespace, b.is_nullable, b.form, b.data_type),
            "{at}"
        );
        match (&a.ty, &b.ty) {
            (Some(a), Some(b)) => self.types(a, b, at),
            (a, b) => assert_eq!(a.is_some(), b.is_some(), "{at}"),
        }
    }
}
