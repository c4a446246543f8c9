//! From Rust types to dynamic values and back, as if one were written and the other read.

use crate::contract::{Contract, ContractRef, Type, type_name};
use crate::error::{Error, ErrorKind, Result, no_null};
use crate::plan::{Body, MemberPlan, Shape, TypePlan};
use crate::value::dynamic::{DynamicList, DynamicMap, DynamicNode, DynamicObject, DynamicShared, Value};
use crate::value::{
    ConvertError, Field, KeyIndex, Object, Scalar as _, Shared, SharedSlot, SharedTarget, SharedView, Slot,
    View,
};
use std::collections::HashMap;

/// Returns the dynamic value of a typed one.
///
/// ```
/// use datacontract::dynamic::{Value, from_value, to_value};
///
/// let value = to_value(&5_i32)?;
/// assert_eq!(value, Value::Int32(5));
/// assert_eq!(from_value::<i32>(&value)?, 5);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn to_value<T: Field>(value: &T) -> Result<Value> {
    let ty = TypePlan::new(&T::TYPE);
    ToValue::default().value(value.view(), &ty).map_err(|error| error_of_root::<T>(error))
}

/// Returns the typed value of a dynamic one, as if one were written and the other read.
pub fn from_value<T: Field>(value: &Value) -> Result<T> {
    let mut made = T::initial();
    let ty = TypePlan::new(&T::TYPE);
    FromValue::default().value(value, made.slot(), &ty).map_err(|error| error_of_root::<T>(error))?;
    Ok(made)
}

/// Says of an error that it is in the root.
#[cold]
fn error_of_root<T: Field>(error: Error) -> Error {
    error.inside(type_name(&T::TYPE).name).of_secret_if(T::IS_SECRET)
}

fn mismatch(ty: &Type) -> Error {
    let name = type_name(ty).name;
    Error::new(ErrorKind::Value, format!("the value is not of the type {name}"))
}

/// Says of an error that it is in the value of a member.
#[cold]
fn error_in(member: &MemberPlan, error: Error) -> Error {
    member.error_of_value(error.inside(&member.name))
}

#[derive(Default)]
struct ToValue {
    /// The objects met so far by their identity, and whether they are still being converted.
    shared: HashMap<usize, (DynamicShared, bool)>,
}

impl ToValue {
    fn value(&mut self, view: View<'_>, ty: &TypePlan) -> Result<Value> {
        let wire_type = inner(&ty.ty);
        let mut value = match view {
            View::Absent | View::Null => return Ok(Value::Null),
            View::Any(value) => return Ok(value.clone()),
            View::Shared(shared) => return self.shared(shared, ty),
            View::Converted(value) => {
                return value
                    .with(|view| self.value(view, ty))
                    .map_err(|error| error.when_written(&ty.ty))?;
            }
            View::Object(object) => return self.object(object, ty),
            View::List(list) => {
                let Some(Body::Collection(plan)) = ty.object().map(|plan| &plan.body) else {
                    return Err(mismatch(&ty.ty));
                };
                let mut made = DynamicList::new(wire_type);
                for index in 0..list.len() {
                    let item = self.value(list.item(index), &plan.item.ty);
                    made.items.push(item.map_err(|error| error.inside(index.to_string()))?);
                }
                return Ok(Value::List(Box::new(made)));
            }
            View::Map(map) => {
                let Some(Body::Dictionary(plan)) = ty.object().map(|plan| &plan.body) else {
                    return Err(mismatch(&ty.ty));
                };
                let mut made = DynamicMap::new(wire_type);
                map.entries(&mut |key, value| {
                    let key = self.value(key, &plan.key.ty);
                    let entry = key.and_then(|key| Ok((key, self.value(value, &plan.value.ty)?)));
                    let index = made.entries.len();
                    made.entries.push(entry.map_err(|error| error.inside(index.to_string()))?);
                    Ok(())
                })?;
                return Ok(Value::Map(Box::new(made)));
            }
            _ => Value::new(&wire_type),
        };
        let is_set = match &mut value {
            Value::Enum(made) => made.set(view),
            value => value.fill(&wire_type).is_some_and(|mut slot| slot.set(view)),
        };
        if is_set { Ok(value) } else { Err(mismatch(&ty.ty)) }
    }

    fn object(&mut self, object: &dyn Object, ty: &TypePlan) -> Result<Value> {
        let (actual, class) = match (object.actual_contract(), ty.object()) {
            (Some(contract), _) => (type_of(contract, &ty.ty), &contract.plan().body),
            (None, Some(plan)) => (inner(&ty.ty), &plan.body),
            (None, None) => return Err(mismatch(&ty.ty)),
        };
        let Body::Class(class) = class else { return Err(mismatch(&ty.ty)) };
        let mut made = DynamicObject::new(actual);
        let mut result = Ok(());
        object.views(&mut |views| {
            result = class.members.iter().try_for_each(|member| {
                let view = views.get(member.index).copied().unwrap_or(View::Absent);
                match (view, made.values_mut().get_mut(member.index)) {
                    (View::Absent, _) => {}
                    (view, Some(place)) => {
                        *place = self.value(view, &member.ty).map_err(|error| error_in(member, error))?;
                    }
                    (_, None) => return Err(mismatch(&ty.ty)),
                }
                Ok(())
            });
        });
        result?;
        Ok(Value::Object(Box::new(made)))
    }

    fn shared(&mut self, shared: &dyn SharedView, ty: &TypePlan) -> Result<Value> {
        let is_reference = ty.object().is_some_and(|plan| plan.is_reference);
        if is_reference && let Some((known, is_open)) = self.shared.get(&shared.identity()) {
            return Ok(Value::Shared(if *is_open { known.downgrade() } else { known.clone() }));
        }
        let pointer = Shared::new(DynamicNode::default());
        let mut made = DynamicShared::of(inner(&ty.ty), pointer.clone());
        if is_reference {
            self.shared.insert(shared.identity(), (made.clone(), true));
        }
        let mut content = Ok(Value::Null);
        shared.view(&mut |view| content = self.value(view, ty));
        let content = content?;
        if !is_reference {
            return Ok(content);
        }
        if let Some(actual) = content.ty() {
            made = DynamicShared::of(actual, pointer.clone());
        }
        pointer.with_mut(|node| *node.value_mut() = content);
        self.shared.insert(shared.identity(), (made.clone(), false));
        Ok(Value::Shared(made))
    }
}

/// Returns the type of an object's actual contract: the declared one where that is the same.
fn type_of(contract: &'static Contract, declared: &Type) -> Type {
    match inner(declared) {
        Type::Contract(declared) if std::ptr::eq(declared.get(), contract) => Type::Contract(declared),
        _ => Type::Contract(ContractRef::Known(contract)),
    }
}

fn inner(ty: &Type) -> Type {
    match ty {
        Type::Nullable(inner) => **inner,
        ty => *ty,
    }
}

#[derive(Default)]
struct FromValue {
    /// The objects met so far by their identity, and whether they are still being converted.
    shared: HashMap<usize, (SharedTarget, bool)>,
}

impl FromValue {
    fn value(&mut self, value: &Value, slot: Slot<'_>, ty: &TypePlan) -> Result<()> {
        match (slot, value) {
            (Slot::Converted(slot), value) => {
                slot.fill(|slot| self.value(value, slot, ty))?.map_err(ConvertError::when_read)
            }
            (Slot::Value(slot), value) => {
                *slot = value.clone();
                Ok(())
            }
            (Slot::Nullable(slot), Value::Null) => {
                slot.set_null();
                Ok(())
            }
            (Slot::Str(_) | Slot::List(_) | Slot::Map(_) | Slot::Scalar(_), Value::Null)
                if ty.is_nullable =>
            {
                Ok(())
            }
            (_, Value::Null) => Err(Error::new(ErrorKind::Nil, no_null("null", ty.is_nullable))),
            (Slot::Nullable(slot), value) => self.value(value, slot.fill(), ty),
            (Slot::Shared(slot), Value::Shared(value)) => self.shared(value, slot, ty),
            (slot, Value::Shared(value)) => {
                let content = value.pointer().with(|node| node.value().clone());
                self.value(&content.ok_or_else(|| mismatch(&ty.ty))?, slot, ty)
            }
            (Slot::Shared(slot), value) => {
                slot.fresh();
                slot.fill(&mut |slot| self.value(value, slot, ty))
            }
            (Slot::Polymorphic(slot), Value::Object(object)) => {
                let contract = object.contract().ok_or_else(|| mismatch(&ty.ty))?;
                let slot = slot.choose(contract).ok_or_else(|| mismatch(&ty.ty))?;
                self.value(value, slot, ty)
            }
            (Slot::Object(slot), Value::Object(object)) => self.object(object, slot, ty),
            (Slot::List(slot), Value::List(list)) => {
                let Some(Body::Collection(plan)) = ty.object().map(|plan| &plan.body) else {
                    return Err(mismatch(&ty.ty));
                };
                slot.clear();
                list.items.iter().enumerate().try_for_each(|(index, value)| {
                    self.value(value, slot.push(), &plan.item.ty)
                        .map_err(|error| error.inside(index.to_string()))
                })
            }
            (Slot::Map(slot), Value::Map(map)) => {
                let Some(Body::Dictionary(plan)) = ty.object().map(|plan| &plan.body) else {
                    return Err(mismatch(&ty.ty));
                };
                slot.clear();
                let mut index = KeyIndex::default();
                map.entries.iter().enumerate().try_for_each(|(place, (key, value))| {
                    slot.insert(&mut index, &mut |key_slot, value_slot| {
                        self.value(key, key_slot, &plan.key.ty)?;
                        self.value(value, value_slot, &plan.value.ty)
                    })
                    .map_err(|error| error.inside(place.to_string()))
                    .map(|_| ())
                })
            }
            (mut slot, value) => {
                let is_set = match value {
                    Value::Enum(value) => slot.set(value.view()),
                    value => slot.set(value.content()),
                };
                if is_set { Ok(()) } else { Err(mismatch(&ty.ty)) }
            }
        }
    }

    fn object(&mut self, object: &DynamicObject, slot: &mut dyn Object, ty: &TypePlan) -> Result<()> {
        let plan = match (slot.actual_contract(), ty.object()) {
            (Some(contract), _) => contract.plan(),
            (None, Some(plan)) => plan,
            (None, None) => return Err(mismatch(&ty.ty)),
        };
        let Body::Class(class) = &plan.body else { return Err(mismatch(&ty.ty)) };
        slot.slots(&mut |slots| {
            class.members.iter().try_for_each(|member| {
                match (object.values().get(member.index), slots.get_mut(member.index)) {
                    // A member that is absent stays so.
                    (Some(Value::Empty), Some(Slot::Nullable(_)))
                        if !matches!(member.ty.shape, Shape::Object) =>
                    {
                        Ok(())
                    }
                    (Some(value), Some(slot)) => self
                        .value(value, slot.reborrow(), &member.ty)
                        .map_err(|error| error_in(member, error)),
                    _ => Err(mismatch(&ty.ty)),
                }
            })
        })
    }

    fn shared(&mut self, value: &DynamicShared, slot: &mut dyn SharedSlot, ty: &TypePlan) -> Result<()> {
        let identity = value.pointer().identity();
        if let Some((target, is_open)) = self.shared.get(&identity) {
            return if slot.link(target, *is_open) { Ok(()) } else { Err(mismatch(&ty.ty)) };
        }
        let target = slot.fresh();
        self.shared.insert(identity, (SharedTarget::clone(&target), true));
        let content = value.pointer().with(|node| node.value().clone()).ok_or_else(|| mismatch(&ty.ty))?;
        slot.fill(&mut |slot| self.value(&content, slot, ty))?;
        self.shared.insert(identity, (target, false));
        Ok(())
    }
}
