//! Pages from addresses, as servers of all kinds give them.

mod bounds;
mod limits;
mod scripted;
mod secrets;
mod site;
