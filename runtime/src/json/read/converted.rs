//! Values that become those of another Rust type once they were read.

use super::ValueContext;
use crate::value::{ConvertedSlot, Slot};

impl ValueContext<'_, '_> {
    /// Lets `read` fill the value that then is converted.
    pub(super) fn converted<E: serde_core::de::Error>(
        &self,
        converted: &mut dyn ConvertedSlot,
        read: impl FnOnce(&mut Slot<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (mut read, mut result) = (Some(read), Ok(()));
        let outcome = converted.read(&mut |mut slot| {
            if let Some(read) = read.take() {
                result = read(&mut slot);
            }
            result.is_ok() && !self.reading.is_wrong()
        });
        result?;
        match outcome {
            Ok(()) => Ok(()),
            Err(error) => {
                let error = error.when_read().of_secret_if(self.path.is_secret());
                self.recover(error, &mut Slot::Absent)
            }
        }
    }
}
