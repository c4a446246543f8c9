//! What `build.rs` makes of specs.

use datacontract::{
    DataContract, Field,
    contract::Type,
    value::{Slot, View},
};

/// The partner API of `LCManager`, as it comes.
pub mod lcmanager {
    datacontract::include_api!("lcmanager");
}

/// The widget API of `TrackerRMS`, with types of this crate in it.
pub mod trackerrms {
    datacontract::include_api!("trackerrms");
}

/// A text with a meaning, in the place of a plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ZipCode(pub String);

impl Field for ZipCode {
    const TYPE: Type = String::TYPE;
    const IS_VALUE_TYPE: bool = String::IS_VALUE_TYPE;

    fn initial() -> Self {
        Self::default()
    }

    fn view(&self) -> View<'_> {
        self.0.view()
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
}

/// A contract written by hand, in the place of the spec's.
#[derive(DataContract, Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Instructions {
    /// Notifies the department.
    #[contract(name = "notifydepartment", nullable = false)]
    pub notify: Option<bool>,
}
