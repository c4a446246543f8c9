//! Limits that a client sets itself, so that the service does not have to: on requests, and on retries.

mod budget;
mod rate;

pub(super) use budget::BudgetLeft;
pub use budget::RetryBudget;
pub use rate::RateLimit;
pub(super) use rate::RateLimiter;
