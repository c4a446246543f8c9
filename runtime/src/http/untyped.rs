//! Arguments without a Rust type.

use super::{Arguments, Operation};
use crate::contract::Type;
use crate::error::Result;
use crate::value::dynamic::Value;
use crate::value::{Slot, View};

/// The arguments of an operation that has no Rust type: it was made of a spec at run time.
///
/// They go through the same binding and the same writers as those of a derived endpoint.
///
/// ```
/// use datacontract::contract::{Primitive, Type};
/// use datacontract::dynamic::Value;
/// use datacontract::http::{Api, Method, Operation, Parameter, UntypedArguments};
///
/// static SHOP: Api = Api::new("Shop");
/// static ID: Parameter = Parameter::path("id", Type::Primitive(Primitive::Int32));
/// static ORDER: Operation =
///     Operation::new(&SHOP, "order", Method::GET, "api/orders/{id}").parameters(std::slice::from_ref(&ID));
///
/// let mut arguments = UntypedArguments::new(&ORDER);
/// assert_eq!(arguments.get("id"), Some(&Value::Int32(0)));
/// arguments.set("id", Value::Int32(7));
/// assert_eq!(arguments.get("ID"), Some(&Value::Int32(7)));
/// assert!(arguments.set_text("id", "8") && !arguments.set_text("id", "eight"));
/// assert_eq!(arguments.get("id"), Some(&Value::Int32(8)));
/// assert_eq!(arguments.body(), None);
/// ```
#[derive(Clone)]
pub struct UntypedArguments {
    operation: &'static Operation,
    /// The values of the parameters, in their order, then the body's.
    values: Vec<Value>,
}

impl UntypedArguments {
    /// Returns the arguments of an operation, each the default of its type: null where it has one.
    #[must_use]
    pub fn new(operation: &'static Operation) -> Self {
        let types = operation.parameters.iter().map(|parameter| &parameter.ty);
        let types = types.chain(operation.body.iter().map(|body| &body.ty));
        UntypedArguments { operation, values: types.map(Value::default_of).collect() }
    }

    /// Returns the operation.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    fn place(&self, name: &str) -> Option<usize> {
        let mut parameters = self.operation.parameters.iter();
        parameters.position(|parameter| crate::any_case::eq_ignore_case(parameter.name, name))
    }

    /// Returns the value of a parameter by its name, in any case as in a query.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.get(self.place(name)?)
    }

    /// Sets the value of a parameter. One that the operation does not have is passed over.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Some(place) = self.place(name)
            && let Some(argument) = self.values.get_mut(place)
        {
            *argument = value;
        }
    }

    /// Sets the value of a parameter from the text that stands for it in a path or a query, and returns whether
    /// it is one of the parameter's type. Otherwise the value stays as it was.
    pub fn set_text(&mut self, name: &str, text: &str) -> bool {
        let Some(place) = self.place(name) else { return false };
        let (Some(parameter), Some(value)) =
            (self.operation.parameters.get(place), self.values.get_mut(place))
        else {
            return false;
        };
        let mut read = Value::Null;
        let is_value = super::reads_text(Slot::Value(&mut read), &parameter.ty, text);
        if is_value {
            *value = read;
        }
        is_value
    }

    /// Returns the body, if the operation has one.
    #[must_use]
    pub fn body(&self) -> Option<&Value> {
        self.values.get(self.operation.parameters.len())
    }

    /// Sets the body. Without one in the operation nothing happens.
    pub fn set_body(&mut self, value: Value) {
        if let Some(body) = self.values.get_mut(self.operation.parameters.len()) {
            *body = value;
        }
    }

    fn types(&self) -> impl Iterator<Item = &Type> {
        let parameters = self.operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters.chain(self.operation.body.iter().map(|body| &body.ty))
    }
}

impl Arguments for UntypedArguments {
    fn views(&self, f: &mut dyn FnMut(&[View<'_>])) {
        let views: Vec<View<'_>> =
            self.values.iter().zip(self.types()).map(|(value, ty)| value.view_as(ty)).collect();
        f(&views);
    }

    fn slots(&mut self, f: &mut dyn FnMut(&mut [Slot<'_>]) -> Result<()>) -> Result<()> {
        let mut slots: Vec<Slot<'_>> = self.values.iter_mut().map(Slot::Value).collect();
        f(&mut slots)
    }
}

/// Prints no value that is a secret.
impl std::fmt::Debug for UntypedArguments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut debug = f.debug_struct(self.operation.name);
        let shown = |is_secret: bool, value| -> Box<dyn std::fmt::Debug> {
            if is_secret { Box::new("[secret]") } else { Box::new(value) }
        };
        let mut values = self.values.iter();
        for (parameter, value) in self.operation.parameters.iter().zip(&mut values) {
            debug.field(parameter.name, &shown(parameter.is_secret, value));
        }
        for (body, value) in self.operation.body.iter().zip(&mut values) {
            debug.field(body.name, &shown(body.is_secret, value));
        }
        debug.finish()
    }
}
