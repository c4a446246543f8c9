//! The service `main`.

use crate::main_site as site;

#[path = "actions.rs"]
mod actions;

pub use actions::Main;
