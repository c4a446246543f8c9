//! A limit on the retries of all calls together.

use std::sync::atomic::{AtomicU32, Ordering};

/// A budget for the retries of all calls of a client together. When a service is down, each call's retries would
/// multiply the requests that it has to refuse; with a budget, most calls then give up after their first attempt.
///
/// ```
/// use datacontract::client::RetryBudget;
///
/// // One retry for ten calls, after the first twenty.
/// let budget = RetryBudget::percent(10).reserve(20);
/// # let _ = budget;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget {
    percent: u32,
    reserve: u32,
}

impl RetryBudget {
    /// Returns a budget of this many retries for a hundred calls, with a [reserve](Self::reserve) of ten.
    #[must_use]
    pub fn percent(percent: u32) -> Self {
        RetryBudget { percent, reserve: 10 }
    }

    /// Sets how many retries there are at the start, and how many calls without trouble save up at most.
    #[must_use]
    pub fn reserve(mut self, retries: u32) -> Self {
        self.reserve = retries;
        self
    }
}

/// What is left of a budget, in hundredths of a retry.
pub(in crate::client) struct BudgetLeft {
    budget: RetryBudget,
    left: AtomicU32,
}

/// What one retry costs.
const RETRY: u32 = 100;

impl BudgetLeft {
    pub(in crate::client) fn new(budget: RetryBudget) -> Self {
        BudgetLeft { budget, left: AtomicU32::new(budget.reserve.saturating_mul(RETRY)) }
    }

    pub(in crate::client) fn budget(&self) -> RetryBudget {
        self.budget
    }

    /// Adds what a call earns.
    pub(in crate::client) fn earn(&self) {
        let most = self.budget.reserve.saturating_mul(RETRY);
        self.change(|left| Some(left.saturating_add(self.budget.percent).min(most)));
    }

    /// Spends a retry; returns whether there was one.
    pub(in crate::client) fn spend(&self) -> bool {
        self.change(|left| left.checked_sub(RETRY))
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{BudgetLeft, RetryBudget};

    #[test]
    fn calls_earn_retries() {
        let left = BudgetLeft::new(RetryBudget::percent(50).reserve(2));
        assert_eq!([left.spend(), left.spend(), left.spend()], [true, true, false]);
        left.earn();
        assert!(!left.spend());
        left.earn();
        assert!(left.spend());
        for _ in 0..100 {
            left.earn();
        }
        assert_eq!([left.spend(), left.spend(), left.spend()], [true, true, false]);
    }

    #[test]
    fn no_budget_panics() {
        let left = BudgetLeft::new(RetryBudget::percent(u32::MAX).reserve(u32::MAX));
        left.earn();
        assert!(left.spend());
        let none = BudgetLeft::new(RetryBudget::percent(0).reserve(0));
        none.earn();
        assert!(!none.spend());
    }
}
