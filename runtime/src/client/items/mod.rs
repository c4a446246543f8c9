//! Lists that are read item by item while the response comes.

mod blocking;
mod reading;
mod stream;

pub use blocking::ListItems;
pub use reading::ItemReading;
pub use stream::ListStream;
