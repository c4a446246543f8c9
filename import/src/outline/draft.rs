//! A page while it is put together, and when it is.

use std::collections::HashSet;

use super::lacking::Lacking;
use super::words::{self, Meaning};
use super::{Table, samples};
use crate::page::{ApiPage, Content, Payload, Row, Sample};

/// A page without its provenance.
pub(crate) struct Assembled {
    pub(crate) content: Content,
    pub(crate) notes: Vec<String>,
    /// What a page of an operation does not say.
    pub(crate) lacking: Lacking,
}

/// A page in the making.
#[derive(Default)]
pub(crate) struct Draft {
    pub(crate) page: ApiPage,
    pub(crate) notes: Vec<String>,
    pub(crate) request: Side,
    pub(crate) response: Side,
    /// The headings that were met.
    pub(crate) met: Vec<Meaning>,
    /// All headings of the page.
    pub(crate) announced: Vec<Meaning>,
    /// The heading of the page's last section, if it is known.
    pub(crate) ends_in: Option<Meaning>,
    /// The cells of the last row of the page's last section, if that ends with a table and the row lacks annotations.
    pub(crate) last_row: Option<Vec<String>>,
    /// The section that is being read is the page's last one.
    pub(crate) is_last: bool,
    /// Tables like those of members in sections that the site added, with the heading above them.
    pub(crate) own_tables: Vec<(String, Table)>,
    /// The texts of the site's own that are kept already.
    pub(super) own_seen: HashSet<(String, String)>,
    /// Tables that stand where none belongs.
    pub(crate) loose_tables: Vec<Table>,
    /// The rows of a table of parameters that stand in the body, if there are several: an action takes one argument
    /// from there, so that they may as well be its members.
    pub(crate) body_rows: Vec<BodyRow>,
    /// Samples without media types, with what shows their side.
    pub(crate) loose_samples: Vec<(Stands, Sample)>,
}

/// A row of a table of parameters that stands in the body.
pub(crate) struct BodyRow {
    pub(crate) row: Row,
    /// What the page says of where it stands.
    pub(crate) said: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    Request,
    Response,
}

/// Where a sample without media types stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// Below the heading of a side's samples, on a page that has it for both sides, in order.
    Below(Which),
    /// Among the words about a side's payload, and its members.
    WithMembers(Which),
    /// Somewhere else on a side: code examples in between have no heading.
    On(Which),
    /// Nothing shows it.
    Anywhere,
}

impl Stands {
    /// Returns the side on which the sample stands.
    pub(crate) fn side(self) -> Option<Which> {
        match self {
            Self::Below(which) | Self::WithMembers(which) | Self::On(which) => Some(which),
            Self::Anywhere => None,
        }
    }
}

/// Body or response.
#[derive(Default)]
pub(crate) struct Side {
    pub(crate) payload: Payload,
    /// The page says that there is something, even if it does not say what.
    pub(crate) present: bool,
    /// The heading below which the page says that there is nothing.
    pub(crate) says_none: Option<String>,
}

impl Draft {
    /// Returns whether headings of a side were met.
    pub(super) fn has_headings(&self, side: Which) -> bool {
        self.met.iter().any(|met| which(*met) == Some(side))
    }

    /// Returns whether the page ends with the section that is being read, before any of the response.
    pub(super) fn is_cut_in_request(&self) -> bool {
        self.is_last && !self.has_headings(Which::Response)
    }

    pub(crate) fn side(&mut self, which: Which) -> &mut Side {
        match which {
            Which::Request => &mut self.request,
            Which::Response => &mut self.response,
        }
    }

    pub(crate) fn method(&self) -> &str {
        self.page.heading.split(' ').next().unwrap_or_default()
    }

    /// Returns whether requests with the operation's method have no body.
    pub(crate) fn is_bodiless(&self) -> bool {
        !words::takes_body(self.method())
    }

    /// A name is one of the braces in the path or query.
    pub(crate) fn in_heading(&self, name: &str) -> bool {
        let name = samples::folded(name);
        self.page.heading.split('{').skip(1).any(|part| {
            let inner = part.split('}').next().unwrap_or_default();
            // `codes[0]` in the heading is `codes` in the table, `a.A` is `A`.
            let plain = inner.split('[').next().unwrap_or_default();
            samples::folded(plain) == name
                || plain.rsplit('.').next().is_some_and(|last| samples::folded(last) == name)
        })
    }
}

/// Returns the side that a heading's section is about, if it is about one.
pub(super) fn which(meaning: Meaning) -> Option<Which> {
    match meaning {
        Meaning::RequestInfo
        | Meaning::UriParameters
        | Meaning::Parameters
        | Meaning::BodyParameters
        | Meaning::RequestFormats => Some(Which::Request),
        Meaning::ResponseInfo | Meaning::ResourceDescription | Meaning::ResponseFormats => {
            Some(Which::Response)
        }
        Meaning::Status | Meaning::EnumValues | Meaning::Summary | Meaning::Own => None,
    }
}
