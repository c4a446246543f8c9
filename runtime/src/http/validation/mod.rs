//! Model validation: what the attributes of `System.ComponentModel.DataAnnotations` refuse, as Web API finds it.
//!
//! The rules are those of `DefaultBodyModelValidator` (which values are looked at, in which order, under which
//! keys) and of the attributes themselves (what they refuse, and their messages), found on a real server.

mod data_types;
mod length;
mod pattern;
mod range;
mod rules;
mod value_text;

pub use pattern::pattern_error;

use super::{ModelState, Payload};
#[cfg(feature = "server")]
use crate::contract::Annotations;
use crate::contract::reachable::find_reachable;
use crate::contract::{Contract, Kind, Member, Type};
use crate::value::dynamic::Value;
use crate::value::{List, Map, Object, View};
use rules::{RuleContext, Siblings};

/// How many messages a model state gets from validation: a body may break as many rules as it has values.
const MAX_MESSAGES: usize = 200;

/// How deep values are looked at, as deep as the readers read them unless they are told otherwise.
const MAX_DEPTH: usize = 256;

/// Checks a value as Web API checks an argument of this name before it calls an action.
///
/// Keys and messages are those that the caller of a service would get: `lead.Lines[0].Sku`. An empty name
/// gives keys without a beginning: `Lines[0].Sku`. At most 200 messages are given.
///
/// ```
/// use datacontract::DataContract;
/// use datacontract::http::validate;
///
/// #[derive(DataContract, Default)]
/// #[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
/// struct Order {
///     #[contract(annotations(required, string_length(max = 5)))]
///     customer: Option<String>,
/// }
///
/// let mut order = Order::default();
/// assert_eq!(validate(&order, "order").to_string(), "order.Customer: The Customer field is required.");
/// order.customer = Some("Ada Lovelace".to_owned());
/// assert_eq!(
///     validate(&order, "").get("Customer"),
///     ["The field Customer must be a string with a maximum length of 5."],
/// );
/// ```
///
/// # Differences to Web API
///
/// - A value whose Rust type has no null is never null. Servers know better: what a request leaves out is null
///   there, whatever the Rust type is.
/// - Numbers and dates in messages are those of the invariant culture.
/// - A pattern that the crate `regex` does not take is passed over, and so is one of a date, whose text is that of the
///   server's culture: [`pattern_error`] says which. A number with a fraction may have a point or a comma.
/// - `IValidatableObject` and attributes of one's own are the service's to check.
#[must_use]
pub fn validate<P: Payload>(value: &P, name: &str) -> ModelState {
    let mut state = ModelState::default();
    if let Some(ty) = P::TYPE.filter(has_annotations) {
        Validator::new(&mut state, name).value(&ty, value.view());
    }
    state
}

/// Values that can be checked before they are sent: all that can be arguments.
///
/// ```
/// use datacontract::DataContract;
/// use datacontract::http::Validate;
///
/// #[derive(DataContract, Default)]
/// #[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
/// struct Line {
///     #[contract(annotations(range(min = "1", max = "9")))]
///     quantity: i32,
/// }
///
/// assert!(Line { quantity: 9 }.validate().is_ok());
/// assert_eq!(
///     Line { quantity: 10 }.validate().unwrap_err().to_string(),
///     "Quantity: The field Quantity must be between 1 and 9.",
/// );
/// ```
pub trait Validate: Payload {
    /// Checks the value by its attributes, as [`validate`] does.
    ///
    /// # Errors
    /// If it breaks rules: all of them, under keys that begin with the name of a member.
    fn validate(&self) -> Result<(), ModelState>
    where
        Self: Sized,
    {
        let state = validate(self, "");
        if state.is_valid() { Ok(()) } else { Err(state) }
    }
}

impl<P: Payload> Validate for P {}

/// Returns whether a value of a type may break a rule.
pub(crate) fn has_annotations(ty: &Type) -> bool {
    let annotated = find_reachable(ty, |ty| match ty {
        Type::Contract(contract) => match contract.get().kind() {
            Kind::Class(class) => class.members.iter().any(|member| member.annotations.is_some()),
            _ => false,
        },
        _ => false,
    });
    annotated.is_some()
}

/// Whether a Rust value tells all that a rule needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Certainty {
    /// It does.
    Certain,
    /// A value that is required may have been null in the request: its Rust type does not tell.
    NullsAreLost,
}

/// Whether a node and all that it holds keep the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Validity {
    Valid,
    Invalid,
}

/// Walks through a value, and adds to a model state what it finds.
pub(crate) struct Validator<'s> {
    state: &'s mut ModelState,
    /// The key of the node that is looked at.
    key: String,
    messages: usize,
    depth: usize,
    /// The shared objects that the node stands in.
    open: Vec<usize>,
    certainty: Certainty,
}

impl<'s> Validator<'s> {
    /// Returns a validator of the argument with this name.
    pub(crate) fn new(state: &'s mut ModelState, name: &str) -> Self {
        Validator {
            state,
            key: name.to_owned(),
            messages: 0,
            depth: 0,
            open: Vec::new(),
            certainty: Certainty::Certain,
        }
    }

    /// Looks at a whole argument.
    pub(crate) fn value(&mut self, ty: &Type, view: View<'_>) -> Certainty {
        self.node(ty, view, None);
        self.certainty
    }

    /// Looks at a parameter in the URI, whose key is the validator's.
    #[cfg(feature = "server")]
    pub(crate) fn parameter(&mut self, name: &str, ty: &Type, annotations: &Annotations, view: View<'_>) {
        let context = RuleContext { name, ty, annotations, siblings: None };
        self.own_rules(view, &context);
    }

    /// Looks at what a value holds, and if that keeps the rules, at the value itself.
    fn node(&mut self, ty: &Type, view: View<'_>, context: Option<&RuleContext<'_>>) -> Validity {
        if self.depth >= MAX_DEPTH || self.messages >= MAX_MESSAGES {
            return Validity::Valid;
        }
        let rules = context.map_or(&[][..], |context| context.annotations.rules);
        if rules.iter().any(|annotation| rules::may_hide_null(annotation.rule, view)) {
            self.certainty = Certainty::NullsAreLost;
        }
        self.depth += 1;
        let mut validity = self.children(ty, view);
        if validity == Validity::Valid
            && let Some(context) = context
        {
            validity = self.own_rules(view, context);
        }
        self.depth -= 1;
        validity
    }

    fn own_rules(&mut self, view: View<'_>, context: &RuleContext<'_>) -> Validity {
        let mut validity = Validity::Valid;
        for annotation in context.annotations.rules {
            if self.messages < MAX_MESSAGES && rules::is_broken(annotation.rule, view, context) {
                self.messages += 1;
                self.state.add(self.key.as_str(), rules::message(annotation, context));
                validity = Validity::Invalid;
            }
        }
        validity
    }

    fn children(&mut self, ty: &Type, view: View<'_>) -> Validity {
        match view {
            View::Converted(value) => value.with(|view| self.children(ty, view)).unwrap_or(Validity::Valid),
            View::Any(value) => self.any(value),
            View::Shared(shared) => {
                let identity = shared.identity();
                if self.open.contains(&identity) {
                    return Validity::Valid;
                }
                self.open.push(identity);
                let mut validity = Validity::Valid;
                shared.view(&mut |view| validity = self.children(ty, view));
                self.open.pop();
                validity
            }
            View::Object(object) => self.object(ty, object),
            View::List(list) => self.list(ty, list),
            View::Map(map) => self.map(ty, map),
            _ => Validity::Valid,
        }
    }

    /// Looks at a value that names its type itself.
    fn any(&mut self, value: &Value) -> Validity {
        match value.ty() {
            Some(ty) => self.children(&ty, value.content()),
            None => Validity::Valid,
        }
    }

    fn object(&mut self, ty: &Type, object: &dyn Object) -> Validity {
        let contract = match (object.actual_contract(), ty) {
            // The properties of a `Nullable<T>` are not those of the `T`.
            (_, Type::Nullable(inner)) if inner.is_value_type() => return Validity::Valid,
            (Some(actual), _) => actual,
            (None, Type::Contract(contract)) => contract.get(),
            (None, Type::Nullable(inner)) => return self.object(inner, object),
            (None, Type::Pair((key, value))) => return self.pair(object, key, value),
            (None, ty) => return ty.wrapped().map_or(Validity::Valid, |ty| self.wrapped(&ty, object)),
        };
        let mut validity = Validity::Valid;
        object.views(&mut |views| validity = self.members(contract, views));
        validity
    }

    /// Looks at the properties of an object: those of the class itself before those of its base.
    fn members(&mut self, contract: &'static Contract, views: &[View<'_>]) -> Validity {
        let siblings = Siblings { contract, views };
        let mut validity = Validity::Valid;
        let mut rest = views;
        for class in contract.with_bases() {
            let Kind::Class(class) = class.kind() else { continue };
            let (of_bases, own) = rest.split_at(rest.len().saturating_sub(class.members.len()));
            rest = of_bases;
            for (member, view) in class.members.iter().zip(own) {
                if self.member(member, *view, siblings) == Validity::Invalid {
                    validity = Validity::Invalid;
                }
            }
        }
        validity
    }

    fn member(&mut self, member: &'static Member, view: View<'_>, siblings: Siblings<'_>) -> Validity {
        let Member { ref ty, annotations, .. } = *member;
        if annotations.is_none() && is_simple(ty) {
            return Validity::Valid;
        }
        let name = member.clr_name();
        let context =
            annotations.map(|annotations| RuleContext { name, ty, annotations, siblings: Some(siblings) });
        self.at_name(name, |validator| validator.node(ty, view, context.as_ref()))
    }

    /// `KeyValuePair`: a struct with two properties.
    fn pair(&mut self, object: &dyn Object, key: &Type, value: &Type) -> Validity {
        let mut validity = Validity::Valid;
        object.views(&mut |views| {
            for ((name, ty), view) in [("Key", key), ("Value", value)].into_iter().zip(views) {
                if self.at_name(name, |validator| validator.node(ty, *view, None)) == Validity::Invalid {
                    validity = Validity::Invalid;
                }
            }
        });
        validity
    }

    /// Looks at a read-only wrapper, which is a collection to a validator.
    fn wrapped(&mut self, ty: &Type, object: &dyn Object) -> Validity {
        let mut validity = Validity::Valid;
        object.views(&mut |views| {
            if let [view] = views {
                validity = self.children(ty, *view);
            }
        });
        validity
    }

    fn list(&mut self, ty: &Type, list: &dyn List) -> Validity {
        let item = match ty {
            Type::Nullable(inner) => return self.list(inner, list),
            Type::List(item) | Type::Array(item) | Type::ReadOnlyCollection(item) => **item,
            Type::Contract(contract) => match contract.get().kind() {
                Kind::Collection { item, .. } => *item,
                _ => return Validity::Valid,
            },
            _ => return Validity::Valid,
        };
        let mut validity = Validity::Valid;
        if is_simple(&item) {
            return validity;
        }
        for index in 0..list.len() {
            if self.at_index(index, |validator| validator.node(&item, list.item(index), None))
                == Validity::Invalid
            {
                validity = Validity::Invalid;
            }
            if self.messages >= MAX_MESSAGES {
                break;
            }
        }
        validity
    }

    /// Looks at a dictionary, whose entries are `KeyValuePair`s under their numbers.
    fn map(&mut self, ty: &Type, map: &dyn Map) -> Validity {
        let (key, value) = match ty {
            Type::Nullable(inner) => return self.map(inner, map),
            Type::Dictionary(entry) | Type::ReadOnlyDictionary(entry) => (entry.0, entry.1),
            Type::Contract(contract) => match contract.get().kind() {
                Kind::Dictionary { key, value, .. } => (*key, *value),
                _ => return Validity::Valid,
            },
            _ => return Validity::Valid,
        };
        let mut validity = Validity::Valid;
        if is_simple(&key) && is_simple(&value) {
            return validity;
        }
        let mut index = 0;
        let entries = map.entries(&mut |key_view, value_view| {
            for (name, ty, view) in [("Key", &key, key_view), ("Value", &value, value_view)] {
                let is_valid = self.at_index(index, |validator| {
                    validator.at_name(name, |validator| validator.node(ty, view, None))
                });
                if is_valid == Validity::Invalid {
                    validity = Validity::Invalid;
                }
            }
            index += 1;
            Ok(())
        });
        // Only the function above could fail.
        entries.map_or(Validity::Valid, |()| validity)
    }

    /// Does something with a name at the end of the key.
    fn at_name<R>(&mut self, name: &str, f: impl FnOnce(&mut Self) -> R) -> R {
        let end = self.key.len();
        if end > 0 {
            self.key.push('.');
        }
        self.key.push_str(name);
        let result = f(self);
        self.key.truncate(end);
        result
    }

    fn at_index<R>(&mut self, index: usize, f: impl FnOnce(&mut Self) -> R) -> R {
        let end = self.key.len();
        self.key.push('[');
        self.key.push_str(itoa::Buffer::new().format(index));
        self.key.push(']');
        let result = f(self);
        self.key.truncate(end);
        result
    }
}

/// Returns whether a type has nothing inside that a validator looks at.
fn is_simple(ty: &Type) -> bool {
    match ty {
        Type::Primitive(_) => true,
        Type::Nullable(inner) => is_simple(inner),
        Type::Contract(contract) => matches!(contract.get().kind(), Kind::Enum(_)),
        _ => false,
    }
}
