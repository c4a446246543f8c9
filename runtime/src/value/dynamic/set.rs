//! Contracts made at run time.

use crate::contract::{Contract, ContractRef, Type};
use std::sync::OnceLock;

/// A set of contracts that are made at run time and may refer to each other.
///
/// Contracts live as long as the program, like the derived ones: the engines keep what they compute in them.
/// Make a set once, from a spec, not for every payload.
///
/// ```
/// use datacontract::contract::{Contract, Member, Primitive, Type};
/// use datacontract::dynamic::{ContractSet, Value};
///
/// // class Node { string Name; Node Next; }
/// let mut set = ContractSet::new();
/// let node = set.declare();
/// let members = ContractSet::keep(vec![
///     Member::new("Name", Type::Primitive(Primitive::String)),
///     Member::new("Next", Type::Contract(node)),
/// ]);
/// set.define(node, Contract::class("Node", "urn:example").members(members));
///
/// let value = datacontract::xml::read_value(
///     "<Node xmlns='urn:example'><Name>a</Name><Next><Name>b</Name></Next></Node>",
///     &Type::Contract(node),
/// )?;
/// let Value::Object(object) = &value else { panic!("a class is read as an object") };
/// assert_eq!(object.get("Name"), Some(&Value::String("a".to_owned())));
/// # Ok::<_, datacontract::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct ContractSet {
    cells: Vec<&'static OnceLock<Contract>>,
}

impl ContractSet {
    /// Returns an empty set.
    #[must_use]
    pub fn new() -> Self {
        ContractSet::default()
    }

    /// Returns a contract that is to be defined later, so that others can refer to it.
    pub fn declare(&mut self) -> ContractRef {
        let cell: &'static OnceLock<Contract> = Box::leak(Box::default());
        self.cells.push(cell);
        ContractRef::Cell(cell)
    }

    /// Defines what was declared. A contract that is defined already stays as it is.
    pub fn define(&mut self, declared: ContractRef, contract: Contract) {
        if let ContractRef::Cell(cell) = declared {
            let _ = cell.set(contract);
        }
    }

    /// Keeps a list for the rest of the program, as descriptions need it.
    #[must_use]
    pub fn keep<T>(items: Vec<T>) -> &'static [T] {
        Vec::leak(items)
    }

    /// Keeps a text for the rest of the program, as descriptions need it.
    #[must_use]
    pub fn keep_text(text: impl Into<String>) -> &'static str {
        String::leak(text.into())
    }

    /// Keeps a type for the rest of the program: the item of a list, the inside of a nullable.
    #[must_use]
    pub fn keep_type(ty: Type) -> &'static Type {
        Box::leak(Box::new(ty))
    }
}
