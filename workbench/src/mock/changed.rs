//! Values that are to be other ones: nulls, long lists, unknown values of enums.

use datacontract::dynamic::{DynamicEnum, DynamicList, Value};
use datacontract::value::{Scalar as _, View};
use datacontract_codegen::payload::size;

use super::demand::Demand;

/// What an enum has for a value that no contract knows.
const UNKNOWN: &str = "ValueOfTomorrow";

/// How many values a list is made to have, whatever is demanded: no more fit the memory of every machine.
const MAX_VALUES: usize = 2_000_000;

/// Changes the value of an answer as a request demands it.
pub(super) fn change(value: &mut Value, demand: &Demand) {
    if let Some(items) = demand.items {
        lengthen(value, items);
    }
    if demand.nulls || demand.unknown_enum {
        each(value, demand);
    }
}

/// Gives the outermost lists so many items: those that are there, again and again.
fn lengthen(value: &mut Value, length: usize) {
    match value {
        Value::List(list) => repeat(list, length),
        Value::Object(object) => object.values_mut().iter_mut().for_each(|value| lengthen(value, length)),
        Value::Shared(shared) => {
            shared.pointer().with_mut(|node| lengthen(node.value_mut(), length));
        }
        _ => {}
    }
}

fn repeat(list: &mut DynamicList, length: usize) {
    if list.items.is_empty() {
        let item = Value::new(&list.item_type());
        list.items.push(item);
    }
    let largest = list.items.iter().map(size).max().unwrap_or(1).max(1);
    let length = length.min(MAX_VALUES / largest);
    list.items = list.items.iter().cycle().take(length).cloned().collect();
}

fn each(value: &mut Value, demand: &Demand) {
    match value {
        Value::Enum(of) if demand.unknown_enum => *of = unknown(of),
        Value::Object(object) => {
            let types = object.member_types();
            for (value, ty) in object.values_mut().iter_mut().zip(types) {
                if demand.nulls && ty.is_nullable() {
                    *value = Value::Null;
                } else {
                    each(value, demand);
                }
            }
        }
        Value::List(list) => list.items.iter_mut().for_each(|item| each(item, demand)),
        Value::Map(map) => map.entries.iter_mut().for_each(|(_, value)| each(value, demand)),
        Value::Shared(shared) => {
            shared.pointer().with_mut(|node| each(node.value_mut(), demand));
        }
        _ => {}
    }
}

fn unknown(of: &DynamicEnum) -> DynamicEnum {
    let mut unknown = DynamicEnum::new(of.ty());
    unknown.set(View::Str(UNKNOWN));
    unknown
}
