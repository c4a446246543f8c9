//! Types that hold a list whose items can be read one by one.

use crate::value::Field;

/// A value that is a list, or an object in which one member leads to a list, so that it is known where the items are which
/// are read [one by one](crate::items): by clients, and by [`xml::items_of`](crate::xml::items_of).
///
/// A `Vec` is one. In a class, the word `items` marks the member:
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use datacontract::items::HasItems;
/// use datacontract::{DataContract, xml};
///
/// #[derive(DataContract, Default)]
/// #[contract(namespace = "urn:shop", rename_all = "PascalCase")]
/// struct Answer {
///     total: i32,
///     #[contract(items)]
///     names: Vec<String>,
/// }
///
/// let answer = Answer { total: 2, names: vec!["Ada".to_owned(), "Grace".to_owned()] };
/// let document = xml::to_vec(&answer)?;
/// assert_eq!(xml::items_of::<Answer>(&document[..]).collect::<Result<Vec<_>, _>>()?, ["Ada", "Grace"]);
/// assert_eq!(answer.into_items(), ["Ada", "Grace"]);
/// # }
/// # Ok::<_, datacontract::Error>(())
/// ```
///
/// The member may be an object again whose type has such a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no list whose items could be read one by one",
    label = "neither a list, nor a class with a member that is marked",
    note = "`#[contract(items)]` marks the member of a class that is the list, or leads to it"
)]
pub trait HasItems: Field {
    /// An item of the list.
    type Item: Field + Send + 'static;

    /// Returns the members that lead to the list: each by its index among the views of its object, those of its base
    /// class included.
    fn path_to_items() -> Vec<usize>;

    /// Returns the items of the list. There are none where it is null, or an object that leads to it.
    fn into_items(self) -> Vec<Self::Item>;
}

impl<T: Field + Send + 'static> HasItems for Vec<T> {
    type Item = T;

    fn path_to_items() -> Vec<usize> {
        Vec::new()
    }

    fn into_items(self) -> Vec<T> {
        self
    }
}

impl<L: HasItems> HasItems for Option<L> {
    type Item = L::Item;

    fn path_to_items() -> Vec<usize> {
        L::path_to_items()
    }

    fn into_items(self) -> Vec<L::Item> {
        self.map(L::into_items).unwrap_or_default()
    }
}

impl<L: HasItems> HasItems for Box<L> {
    type Item = L::Item;

    fn path_to_items() -> Vec<usize> {
        L::path_to_items()
    }

    fn into_items(self) -> Vec<L::Item> {
        (*self).into_items()
    }
}
