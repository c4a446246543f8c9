//! The services of `server/` and `seeds/` in Rust, over the generated traits: they do what the actions in C#
//! do.

mod camel;
mod main;
mod moving;
mod seeds;
mod validation;
mod xml_serializer;

pub use camel::Camel;
pub use main::Main;
pub use moving::{main_in_front_of, ported};
pub use seeds::{LcManager, LeadBank, Lifetrons, TrackerRms, Vitec};
pub use validation::Validation;
pub use xml_serializer::XmlSerializerMain;

use crate::arguments::arguments;
use crate::plain::Plain;
use datacontract::Endpoint;
use datacontract::http::{ModelState, Operation};
use datacontract::server::Request;
use std::sync::{Arc, Mutex, PoisonError};

/// What a method was called with.
#[derive(Clone, Debug)]
pub struct Heard {
    /// Which one.
    pub operation: &'static Operation,
    /// The arguments in their order, by their names on the wire, the body last.
    pub arguments: Vec<(&'static str, Plain)>,
    /// What is wrong with them.
    pub state: ModelState,
}

/// Keeps what the last method was called with, as `X-Arguments` of the server in C# tells it.
#[derive(Clone, Debug, Default)]
pub struct Ears(Arc<Mutex<Option<Heard>>>);

impl Ears {
    fn hear<E: Endpoint>(&self, request: &Request<E>) {
        let (arguments, state) = (arguments(request.arguments()), request.model_state().clone());
        let heard = Heard { operation: E::operation(), arguments, state };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(heard);
    }

    /// What it heard since the last time.
    #[must_use]
    pub fn take(&self) -> Option<Heard> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Methods that answer what they were given.
macro_rules! echo {
    ($($method:ident: $endpoint:ident -> $response:ty;)*) => {
        $(
            async fn $method(&self, request: Request<$endpoint>) -> Result<$response> {
                self.ears.hear(&request);
                Ok(request.into_arguments().body.into())
            }
        )*
    };
}
use echo;
