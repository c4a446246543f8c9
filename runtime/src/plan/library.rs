//! Collections, dictionaries and pairs of .NET's library, which have no contract of their own.

use super::class::JsonRules;
use super::collection::{CollectionType, DictionaryType};
use super::member::{PlainMember, declared_namespace};
use super::{Body, ClassPlan, CollectionPlan, DictionaryPlan, MemberPlan, ObjectPlan};
use crate::contract::{ARRAYS, JsonNames, QName, Serializer, Type, item_name, names, type_name};
use crate::xml::FastRoot;

impl ObjectPlan {
    /// Returns the plan of a library type.
    pub(super) fn of_library(ty: &Type, naming: JsonNames) -> ObjectPlan {
        let name = type_name(ty);
        let body = match *ty {
            Type::Dictionary(&(key, value)) => {
                Body::Dictionary(Box::new(DictionaryPlan::new(DictionaryType {
                    key: &key,
                    value: &value,
                    entry_name: names::entry_name(&key, &value),
                    key_name: "Key",
                    value_name: "Value",
                    namespace: ARRAYS,
                    naming,
                })))
            }
            Type::Pair(&(key, value)) => {
                let member = |index, member_name: &str, ty| {
                    let owner = &name.namespace;
                    MemberPlan::plain(PlainMember {
                        index,
                        name: member_name.to_owned(),
                        namespace: owner,
                        ty,
                        naming,
                        declares: declared_namespace(ty, owner),
                        previous: if index == 0 { "" } else { "key" },
                    })
                };
                let mut members = [member(0, "key", &key), member(1, "value", &value)];
                // Json.NET writes the properties, DataContractSerializer the fields behind them.
                members[0].rename_in_json(naming.members.apply("Key"));
                members[1].rename_in_json(naming.members.apply("Value"));
                let root = FastRoot::new(&name.name, &name.namespace, Serializer::DataContractSerializer);
                // Json.NET's converter for pairs knows no such settings.
                let rules = JsonRules::Never;
                Body::Class(ClassPlan::of_members(Box::new(members), 2, Box::new([0, 1]), rules, root))
            }
            Type::ReadOnlyCollection(_) | Type::ReadOnlyDictionary(_) => read_only(ty, &name, naming),
            Type::List(item) | Type::Array(item) => {
                Body::Collection(Box::new(CollectionPlan::new(CollectionType {
                    item,
                    item_name: item_name(item),
                    namespace: &name.namespace,
                    naming,
                    is_array: matches!(ty, Type::Array(_)),
                })))
            }
            Type::Primitive(_) | Type::Object | Type::Contract(_) | Type::Nullable(_) => {
                unreachable!("only library types are handed in")
            }
        };
        let is_struct = matches!(ty, Type::Pair(_));
        ObjectPlan { is_struct, ..ObjectPlan::named(name, body) }
    }
}

/// Returns the body of a read-only list or dictionary: a serializable class with a field for what it wraps.
fn read_only(ty: &Type, name: &QName, naming: JsonNames) -> Body {
    let owner = &name.namespace;
    let wrapped = ty.wrapped().unwrap_or(Type::Object);
    let field = if matches!(ty, Type::ReadOnlyDictionary(_)) { "m_dictionary" } else { "list" };
    let declares = declared_namespace(&wrapped, owner);
    let member = MemberPlan::plain(PlainMember {
        index: 0,
        name: field.to_owned(),
        namespace: owner,
        ty: &wrapped,
        naming,
        declares,
        previous: "",
    });
    // Fields of classes that are merely serializable are required.
    let member = MemberPlan { is_required: true, ..member };
    let root = FastRoot::new(&name.name, owner, Serializer::DataContractSerializer);
    // In JSON it is a list or an object, which leaves nothing out.
    let rules = JsonRules::Never;
    Body::Class(ClassPlan::of_members(Box::new([member]), 1, Box::new([0]), rules, root))
}
