//! Copies and comparisons that are quicker than those of the standard library: the only `unsafe` code of this
//! crate.
//!
//! Tags and texts are short, so what costs is not the bytes but the calls and checks around them. Here room
//! is made once for a tag and its text, and bytes are copied, compared and searched in blocks of a fixed
//! size.
//!
//! # Invariants
//!
//! - [`copy`] writes only into the spare capacity that it has reserved: [`BLOCK`] bytes more than it appends.
//!   Its length is set when all is done.
//! - A literal's blocks are read as a whole (they are padded); of a text no byte beyond its end is read.
//! - What is appended is a whole text, so a `Vec<u8>` of texts stays UTF-8.
//!
//! Miri checks the first two on the tests of this module (`cargo miri test -p datacontract --lib raw::`); the
//! vector code has a scalar twin, which other machines than x86-64 use, and which has to agree with it on
//! every byte at every place.
#![allow(unsafe_code)]
#![expect(clippy::inline_always, reason = "a call would cost more than what these functions do")]

mod batch;
mod block;
mod copy;
mod escape;
mod integer;
mod scan;
mod unescape;

pub(crate) use batch::Batch;
#[cfg(feature = "json")]
pub(crate) use copy::push_literal_and_str;
pub(crate) use copy::push_literal_and_text;
pub(crate) use copy::{into_string, push_literal};
pub(crate) use escape::push_escaped;
pub(crate) use integer::{push_literal_and_integer, push_literal_and_unsigned};
pub(crate) use scan::{plain_len, plain_len_in, plain_text, starts_with, white_space_len};
pub(crate) use unescape::push_unescaped;

/// How many bytes are copied at once.
pub(super) const BLOCK: usize = 32;

/// A text that is written again and again, such as a tag.
#[derive(Debug)]
pub(crate) struct Literal {
    len: usize,
    /// A bit for each of its bytes in the head.
    mask: u32,
    head: [u8; BLOCK],
    /// What follows the head, in whole blocks.
    rest: Vec<[u8; BLOCK]>,
}

impl Literal {
    pub(super) fn empty() -> &'static Self {
        const { &Literal::short("") }
    }

    /// A literal of one block at most.
    pub(super) const fn short(text: &str) -> Self {
        let mut head = [0; BLOCK];
        head.split_at_mut(text.len()).0.copy_from_slice(text.as_bytes());
        Literal { len: text.len(), mask: first_bits(text.len()), head, rest: Vec::new() }
    }

    pub(crate) fn new(text: &str) -> Self {
        let mut blocks = text.as_bytes().chunks(BLOCK).map(|chunk| {
            let mut block = [0; BLOCK];
            block[..chunk.len()].copy_from_slice(chunk);
            block
        });
        Literal {
            len: text.len(),
            mask: first_bits(text.len()),
            head: blocks.next().unwrap_or([0; BLOCK]),
            rest: blocks.collect(),
        }
    }

    /// Returns how many bytes it has.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// Returns a bit for each of the first bytes of a block.
#[inline(always)]
const fn first_bits(len: usize) -> u32 {
    if len < BLOCK { (1 << len) - 1 } else { u32::MAX }
}
