//! Which page comes next.

use crate::error::{Error, ErrorKind};
use crate::http::{PageInfo, Paged, Paging};

/// How far a list has been read.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk {
    /// The items of the list before the first page that was read.
    offset: u64,
    /// The items that were read.
    seen: u64,
    /// The pages that were read.
    pages: u32,
    /// The address of the next page, where links lead to it.
    pub(super) link: Option<String>,
}

/// What comes after a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NextPage {
    /// Another page, which the endpoint's arguments or the link lead to.
    There,
    /// Nothing: the list is at its end.
    End,
}

impl Walk {
    /// Returns whether a page was read.
    pub(super) fn is_begun(&self) -> bool {
        self.pages > 0
    }

    /// Takes in a page with so many items, and lets the endpoint's arguments or the link lead to the next one.
    ///
    /// # Errors
    /// If there is a next one that cannot be asked for.
    pub(super) fn took<E: Paged>(
        &mut self,
        endpoint: &mut E,
        items: usize,
        info: PageInfo,
        max_pages: u32,
    ) -> Result<NextPage, Error> {
        let items = u64::try_from(items).unwrap_or(u64::MAX);
        let size = endpoint.size().filter(|size| *size > 0).unwrap_or(items);
        let position = endpoint.position().and_then(|position| position.get());
        let begins_at = match E::PAGING {
            Paging::Page { first } => position.unwrap_or(first).saturating_sub(first).saturating_mul(size),
            Paging::Skip => position.unwrap_or_default(),
            Paging::Link => 0,
        };
        if self.pages == 0 {
            self.offset = begins_at;
        }
        self.pages = self.pages.saturating_add(1);
        self.seen = self.seen.saturating_add(items);
        let next = match E::PAGING {
            _ if info.more == Some(false) => return Ok(NextPage::End),
            Paging::Link => {
                let Some(link) = info.next else { return Ok(NextPage::End) };
                if self.link.as_ref() == Some(&link) {
                    return Err(refused("the link to the next page leads to the page that has it"));
                }
                self.link = Some(link);
                None
            }
            // A service may give fewer items than it was asked for, so that a short page is not the last one.
            _ if items == 0 => return Ok(NextPage::End),
            _ if info.total.is_some_and(|total| self.offset.saturating_add(self.seen) >= total) => {
                return Ok(NextPage::End);
            }
            Paging::Page { first } => {
                let page = position.unwrap_or(first);
                if info.pages.is_some_and(|pages| page.saturating_sub(first).saturating_add(1) >= pages) {
                    return Ok(NextPage::End);
                }
                Some(page.saturating_add(1))
            }
            Paging::Skip => Some(position.unwrap_or_default().saturating_add(items)),
        };
        if self.pages >= max_pages {
            let message =
                format!("{max_pages} pages were read and there are more: allow them by `max_pages`");
            return Err(refused(message));
        }
        let is_set = match (next, endpoint.position()) {
            (Some(next), Some(position)) => position.set(next),
            (next, _) => next.is_none(),
        };
        if is_set {
            Ok(NextPage::There)
        } else {
            Err(refused("the number of the next page is too large for its argument"))
        }
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Unrepresentable, message.into())
}
