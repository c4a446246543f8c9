//! `serde_json` with serde's derive, on the same values.

use crate::mirror::{Model, buffer, error};
use crate::values;

macro_rules! model {
    ($root:ident) => {
        impl Model for values::$root {
            type Plain = values::$root;

            fn read(text: &str) -> Result<Self, String> {
                serde_json::from_str(text).map_err(error)
            }

            fn write(&self) -> Result<String, String> {
                serde_json::to_string(self).map_err(error)
            }

            buffer!(Vec<u8>, |value: &Self, out: &mut Vec<u8>| serde_json::to_writer(out, value)
                .map_err(error));
        }
    };
}

model!(Update);
model!(Response);
