//! Where the list is that is read item by item, as its contract says.

use crate::contract::{Type, type_name};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, RootPlan, TypePlan};

/// How a format orders and names the members of a class.
pub(crate) struct FormatMembers {
    /// Returns a member by its index in the format's order.
    pub(crate) at: for<'p> fn(&'p ClassPlan, usize) -> Option<&'p MemberPlan>,
    pub(crate) name: fn(&MemberPlan) -> &str,
    /// Returns why a member cannot lead to a list, if it cannot.
    pub(crate) refused: fn(&MemberPlan) -> Option<&'static str>,
    /// Returns what stands for the values of a type.
    pub(crate) unwrapped: fn(&TypePlan) -> &TypePlan,
}

/// Which members lead from the root to a list.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PathToList<'p> {
    /// By their names in the format, with `/` between them.
    Names(&'p str),
    /// By their indexes among the views of their objects, which all formats share.
    Views(&'p [usize]),
}

/// A list, and the members that lead to it from the root.
pub(crate) struct ListPlace {
    root: RootPlan,
    format: &'static FormatMembers,
    /// Each member by its index in the format's order.
    members: Vec<usize>,
    /// Each member by its index among the views of its object.
    view_path: Vec<usize>,
}

impl ListPlace {
    /// Finds the members of a path.
    ///
    /// # Errors
    /// If the contract has no such member, or none that can lead to a list.
    pub(crate) fn new(root: RootPlan, path: PathToList<'_>, format: &'static FormatMembers) -> Result<Self> {
        let (mut members, mut view_path) = (Vec::new(), Vec::new());
        let mut ty: &TypePlan = &root;
        let mut step = |wanted| {
            let (index, member) = find_member(ty, wanted, format)?;
            members.push(index);
            view_path.push(member.index);
            ty = &member.ty;
            Ok(())
        };
        match path {
            PathToList::Names(names) => {
                names.split('/').filter(|name| !name.is_empty()).try_for_each(|name| step(Wanted::Name(name)))
            }
            PathToList::Views(views) => views.iter().try_for_each(|view| step(Wanted::View(*view))),
        }?;
        Ok(ListPlace { root, format, members, view_path })
    }

    pub(crate) fn root(&self) -> &RootPlan {
        &self.root
    }

    /// Returns the indexes of the members in the format's order.
    pub(crate) fn members(&self) -> &[usize] {
        &self.members
    }

    /// Returns the indexes of the members among the views of their objects.
    pub(crate) fn view_path(&self) -> &[usize] {
        &self.view_path
    }

    /// Returns the plan of the list's type as the contract has it.
    fn declared_type(&self) -> Option<&TypePlan> {
        let at = self.format.at;
        self.members.iter().try_fold(&*self.root, |ty, &member| Some(&at(class_of(ty)?, member)?.ty))
    }

    /// Returns the plan of the list's type.
    fn list_type(&self) -> Option<&TypePlan> {
        self.declared_type().map(self.format.unwrapped)
    }

    /// Returns whether what has the list as its only member stands for it.
    #[cfg(feature = "json")]
    pub(crate) fn is_wrapped(&self) -> bool {
        self.declared_type().is_some_and(|ty| !std::ptr::eq((self.format.unwrapped)(ty), ty))
    }

    /// Returns the plan of the list.
    pub(crate) fn collection(&self) -> Option<&CollectionPlan> {
        match &self.list_type()?.object()?.body {
            Body::Collection(collection) => Some(collection),
            _ => None,
        }
    }

    /// Checks that it is a list of such items.
    ///
    /// # Errors
    /// If it is no list, or one of other items.
    pub(crate) fn check_items(&self, item: &Type) -> Result<()> {
        let collection = self.collection().ok_or_else(|| self.error("it is no list"))?;
        let (declared, given) = (type_name(&collection.item.ty.ty).name, type_name(item).name);
        if declared == given {
            return Ok(());
        }
        Err(self.error(&format!("they are of the type {declared}, not {given}")))
    }

    /// Returns the type of the list, for the tests that read it without Rust types.
    ///
    /// # Errors
    /// If it is no list.
    pub(super) fn type_of_list(&self) -> Result<Type> {
        let list = self.list_type().filter(|_| self.collection().is_some());
        list.map(|list| list.ty).ok_or_else(|| self.error("it is no list"))
    }

    /// Returns the type of an item, for the tests that write it without Rust types.
    ///
    /// # Errors
    /// If it is no list.
    pub(crate) fn item_type(&self) -> Result<Type> {
        let collection = self.collection().ok_or_else(|| self.error("it is no list"))?;
        Ok(collection.item.ty.ty)
    }

    #[cold]
    fn error(&self, why: &str) -> Error {
        no_list(&self.list_type().map(|ty| type_name(&ty.ty).name).unwrap_or_default(), why)
    }
}

/// Returns the plan of a class.
pub(crate) fn class_of(ty: &TypePlan) -> Option<&ClassPlan> {
    match &ty.object()?.body {
        Body::Class(class) => Some(class),
        _ => None,
    }
}

/// A member that is looked for.
#[derive(Clone, Copy)]
enum Wanted<'n> {
    Name(&'n str),
    View(usize),
}

/// Returns a member with its index, both as the format has them.
fn find_member<'p>(
    ty: &'p TypePlan,
    wanted: Wanted<'_>,
    format: &FormatMembers,
) -> Result<(usize, &'p MemberPlan)> {
    let type_name = type_name(&ty.ty).name;
    let shown = match wanted {
        Wanted::Name(name) => name,
        Wanted::View(_) => &type_name,
    };
    let Some(class) = class_of(ty) else {
        return Err(no_list(shown, &format!("{type_name} is no class, so it has no such member")));
    };
    let members = || (0..).map_while(|index| (format.at)(class, index));
    let is_wanted = |member: &MemberPlan| match wanted {
        Wanted::Name(name) => (format.name)(member) == name,
        Wanted::View(view) => member.index == view,
    };
    let Some((index, member)) = members().enumerate().find(|(_, member)| is_wanted(member)) else {
        let names: Vec<&str> = members().map(format.name).collect();
        return Err(no_list(shown, &format!("{type_name} has no such member, only {}", names.join(", "))));
    };
    match (format.refused)(member) {
        Some(why) => Err(no_list((format.name)(member), why)),
        None => Ok((index, member)),
    }
}

/// Returns the error for a list whose items cannot be read one by one.
#[cold]
fn no_list(name: &str, why: &str) -> Error {
    Error::new(ErrorKind::Value, format!("the items of `{name}` cannot be read one by one: {why}"))
}
