//! Values of any type, the same that `server/Canned.cs` makes: in three variants, and by no other means than
//! the types' own descriptions.

mod maker;

use datacontract::Field;
use datacontract::contract::{Contract, Kind, Member};
use datacontract::http::{Arguments, Format, Operation};
use datacontract::value::Slot;
use maker::Maker;

/// The kind of values that are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Nothing is null or empty.
    Filled,
    /// Much is null, empty or zero.
    Sparse,
    /// The greatest, the smallest, and what has to be escaped.
    Edges,
}

impl Variant {
    /// All of them, in the order of `Canned.cs`.
    pub const ALL: [Variant; 3] = [Variant::Filled, Variant::Sparse, Variant::Edges];
}

/// Returns a value of a type.
#[must_use]
pub fn value<T: Field + Default>(variant: Variant) -> T {
    made(Maker::new(variant, None, None))
}

/// Returns a value of a type that is known from a help page alone, whose `integer` is an `int`.
#[must_use]
pub fn of_page<T: Field + Default>(variant: Variant) -> T {
    made(Maker::new(variant, None, Some([i32::MIN.into(), i32::MAX.into()])))
}

fn made<T: Field + Default>(mut maker: Maker) -> T {
    let mut value = T::default();
    maker.make(&T::TYPE, value.slot(), 0);
    value
}

/// Fills the arguments of an endpoint for a call in a format.
///
/// The sparse ones leave out what may be left out. `is_of_page` says that the types are known from a help
/// page alone: its `integer` may be a `short`.
///
/// # Panics
/// If the endpoint hands out no slots.
pub fn fill(
    operation: &Operation,
    arguments: &mut dyn Arguments,
    variant: Variant,
    format: Format,
    is_of_page: bool,
) {
    let integers = is_of_page.then_some([i16::MIN.into(), i16::MAX.into()]);
    let handed = arguments.slots(&mut |slots| {
        let mut maker = Maker::new(variant, Some(format), integers);
        for (parameter, slot) in operation.parameters.iter().zip(slots.iter_mut()) {
            if variant != Variant::Sparse || parameter.is_required {
                maker.parameter(parameter.place, &parameter.ty, slot.reborrow());
            }
        }
        if let (Some(body), Some(slot)) = (&operation.body, slots.get_mut(operation.parameters.len())) {
            if let (Slot::Value(value), "echo_jobject") = (slot.reborrow(), operation.name) {
                // A `JObject` is an `object` to the spec, and is never anything else here.
                let json = format!(r#"{{"a":[1,null,"x"],"b":{{"c":{}}}}}"#, variant as u8);
                *value = datacontract::json::from_str(&json)?;
                return Ok(());
            }
            let mut maker = Maker::new(variant, Some(format), integers);
            maker.make(&body.ty, slot.reborrow(), 0);
        }
        Ok(())
    });
    handed.expect("slots are handed out");
}

/// Returns the members of a class, base classes first, each with the place of its first one.
pub(crate) fn classes(contract: &'static Contract) -> Vec<(&'static [Member], usize)> {
    let mut classes = match contract.base_contract() {
        Some(base) => classes(base),
        None => Vec::new(),
    };
    let start = classes.last().map_or(0, |(members, start)| start + members.len());
    if let Kind::Class(class) = contract.kind() {
        classes.push((class.members, start));
    }
    classes
}
