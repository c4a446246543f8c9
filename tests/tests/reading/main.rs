//! The ways of reading XML agree: the fast path with the slow path, item by item with the whole document.

mod documents;
mod fast_path;
mod item_wise;
