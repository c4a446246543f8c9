//! `uuid`.

use super::{converted, fits};
use crate::clr::Guid;
use ::uuid::Uuid;

converted!(Uuid => Guid, initial: Uuid::nil(), |uuid| fits(Guid::from(*uuid)), |guid| fits(guid.into()));
