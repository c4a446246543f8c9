//! Values as forms.

use crate::contract::{Contract, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::http::uri::{encode, uri_text};
use crate::plan::{Body, TypePlan};
use crate::value::{List, Map, Object, View};
use std::fmt::Write as _;

/// How deep objects may nest.
const MAX_DEPTH: usize = 32;

/// Writes a value as Web API's model binding reads it: `Name=x&Lines[0].Sku=y`, a simple value alone as `=x`.
///
/// Null and empty collections are left out. Members are named by C#, which is by the contract unless an
/// attribute says otherwise.
///
/// # Errors
/// If it cannot be said in a form: an object of a derived class, one that holds itself.
pub(in crate::http) fn write_form(ty: &Type, view: View<'_>) -> Result<String> {
    let mut form = Form { out: String::new(), key: String::new(), depth: 0 };
    form.value(ty, view).map_err(|error| {
        let names: Vec<&str> = form.key.split('.').filter(|name| !name.is_empty()).collect();
        error.in_path(names)
    })?;
    Ok(form.out)
}

struct Form {
    out: String,
    /// The key of the value at hand: `Lines[0].Sku`. After an error it says where.
    key: String,
    depth: usize,
}

impl Form {
    fn value(&mut self, ty: &Type, view: View<'_>) -> Result<()> {
        match view {
            View::Object(object) => self.nested(|form| form.object(ty, object)),
            View::List(list) => self.nested(|form| form.list(ty, list)),
            View::Map(map) => self.nested(|form| form.map(ty, map)),
            View::Shared(shared) => {
                let mut result = Ok(());
                shared.view(&mut |view| result = self.value(ty, view));
                result
            }
            View::Any(value) => match value.ty() {
                Some(actual @ Type::Primitive(_)) => self.value(&actual, value.content()),
                _ => Err(unrepresentable("an `object` may only be a simple value in a form")),
            },
            View::Converted(value) => {
                value.with(|view| self.value(ty, view)).map_err(|error| error.when_written(ty))?
            }
            View::Bytes(bytes) => {
                bytes.iter().try_for_each(|&byte| self.value(ty, View::UInt(u64::from(byte))))
            }
            view => {
                if let Some(text) = uri_text(ty, &view)? {
                    self.pair(&text);
                }
                Ok(())
            }
        }
    }

    fn pair(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        encode(&mut self.out, &self.key);
        self.out.push('=');
        encode(&mut self.out, text);
    }

    /// Goes a level deeper.
    fn nested(&mut self, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        if self.depth == MAX_DEPTH {
            let message = format!("the value nests more than {MAX_DEPTH} levels deep");
            return Err(Error::new(ErrorKind::Limit, message));
        }
        self.depth += 1;
        write(self)?;
        self.depth -= 1;
        Ok(())
    }

    /// Writes something whose key is the one at hand and a bit more.
    fn below(&mut self, ty: &Type, view: View<'_>, more: impl FnOnce(&mut String)) -> Result<()> {
        let length = self.key.len();
        more(&mut self.key);
        self.value(ty, view)?;
        self.key.truncate(length);
        Ok(())
    }

    /// Writes a member of an object, or a part of a pair.
    fn named(&mut self, name: &str, ty: &Type, view: View<'_>) -> Result<()> {
        self.below(ty, view, |key| {
            if !key.is_empty() {
                key.push('.');
            }
            key.push_str(name);
        })
    }

    fn object(&mut self, ty: &Type, object: &dyn Object) -> Result<()> {
        if let Some(wrapped) = ty.wrapped() {
            let mut result = Ok(());
            object.views(&mut |views| {
                result = views.iter().try_for_each(|view| self.value(&wrapped, *view));
            });
            return result;
        }
        let mut result = Ok(());
        if let Type::Pair((key, value)) = ty {
            let parts = [("Key", key), ("Value", value)];
            object.views(&mut |views| {
                result =
                    parts.iter().zip(views).try_for_each(|((name, ty), view)| self.named(name, ty, *view));
            });
            return result;
        }
        let Some(declared) = contract_of(ty) else { return Err(mismatch()) };
        if object.actual_contract().is_some_and(|actual| !std::ptr::eq(actual, declared)) {
            return Err(unrepresentable(
                "a form cannot say that an object is of a derived class: use JSON or XML",
            ));
        }
        object.views(&mut |views| {
            result = declared.all_members().zip(views).try_for_each(|(member, view)| {
                self.named(member.name, &member.ty, *view)
                    .map_err(|error| error.of_secret_if(member.is_secret))
            });
        });
        result
    }

    /// Simple items are the key again and again, so that one may be null; others have their number in it.
    fn list(&mut self, ty: &Type, list: &dyn List) -> Result<()> {
        let plan = TypePlan::new(ty);
        let Some(Body::Collection(collection)) = plan.object().map(|plan| &plan.body) else {
            return Err(mismatch());
        };
        let item = &collection.item.ty.ty;
        for place in 0..list.len() {
            match list.item(place) {
                View::Null => self.pair(""),
                view if is_simple(view) => self.value(item, view)?,
                view => self.below(item, view, |key| {
                    let _ = write!(key, "[{place}]");
                })?,
            }
        }
        Ok(())
    }

    fn map(&mut self, ty: &Type, map: &dyn Map) -> Result<()> {
        let plan = TypePlan::new(ty);
        let Some(Body::Dictionary(dictionary)) = plan.object().map(|plan| &plan.body) else {
            return Err(mismatch());
        };
        let mut place = 0;
        map.entries(&mut |key, value| {
            let entry = |part: &'static str| {
                move |key: &mut String| {
                    let _ = write!(key, "[{place}].{part}");
                }
            };
            self.below(&dictionary.key.ty.ty, key, entry("Key"))?;
            self.below(&dictionary.value.ty.ty, value, entry("Value"))?;
            place += 1;
            Ok(())
        })
    }
}

fn is_simple(view: View<'_>) -> bool {
    if let View::Converted(value) = view {
        return value.with(is_simple).unwrap_or(true);
    }
    !matches!(
        view,
        View::Object(_) | View::List(_) | View::Map(_) | View::Shared(_) | View::Bytes(_) | View::Any(_)
    )
}

fn contract_of(ty: &Type) -> Option<&'static Contract> {
    match ty {
        Type::Contract(contract) => Some(contract.get()),
        Type::Nullable(inner) => contract_of(inner),
        _ => None,
    }
}

fn unrepresentable(message: &str) -> Error {
    Error::new(ErrorKind::Unrepresentable, message)
}

#[cold]
fn mismatch() -> Error {
    unrepresentable("the value is not of the contract's type")
}
