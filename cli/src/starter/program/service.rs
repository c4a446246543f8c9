//! The endpoints of {name}: each answers with the sample of its help page, until it is written.

use crate::{module}::{imports};
use datacontract::server::{Request, Result};

/// The service. Put in here what its methods share, such as connections to a database.
pub struct Api;

impl Service for Api {
{methods}}
