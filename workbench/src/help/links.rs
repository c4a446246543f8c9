//! Addresses of pages: on a server, or as files.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::site::Place;

/// What stays as it is in a segment of an address.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A page of the help area, or a file that pages need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target<'a> {
    /// The list of all endpoints.
    Index,
    /// The page of the endpoint with this friendly id.
    Endpoint(&'a str),
    /// The page of the type that pages call so.
    Model(&'a str),
    /// A file that pages load.
    Asset(&'a str),
}

/// How pages lead to each other.
#[derive(Clone, Debug)]
pub(super) enum Links {
    /// ASP.NET's addresses, below a place of a server.
    Served(Place),
    /// Files, seen from a page that is so many folders below the index.
    Files { depth: usize },
}

impl Links {
    /// Returns the address of a page, for an attribute of HTML.
    pub(super) fn to(&self, target: Target<'_>) -> String {
        match self {
            Links::Served(place) => place.address(&match target {
                Target::Index => "Help".to_owned(),
                Target::Endpoint(id) => format!("Help/Api/{}", encoded(id)),
                Target::Model(name) => format!("Help/ResourceModel?modelName={}", encoded(name)),
                Target::Asset(name) => format!("Help/-/{name}"),
            }),
            Links::Files { depth } => {
                let path = file_of(target);
                // The name of a file may have a percent sign of its own.
                let path: Vec<String> = path.split('/').map(encoded).collect();
                format!("{}{}", "../".repeat(*depth), path.join("/"))
            }
        }
    }
}

/// Returns the file of a page, relative to the folder of all of them.
pub(super) fn file_of(target: Target<'_>) -> String {
    match target {
        Target::Index => "index.html".to_owned(),
        Target::Endpoint(id) => format!("Api/{}.html", file_name(id)),
        Target::Model(name) => format!("ResourceModel/{}.html", file_name(name)),
        Target::Asset(name) => format!("-/{name}"),
    }
}

/// Returns how many folders below the index the file of a page is.
pub(super) fn depth_of(target: Target<'_>) -> usize {
    file_of(target).matches('/').count()
}

/// Returns the name that a file can have on every system: what some of them refuse is percent-encoded.
fn file_name(id: &str) -> String {
    const FILE: &AsciiSet = &percent_encoding::CONTROLS
        .add(b'<')
        .add(b'>')
        .add(b':')
        .add(b'"')
        .add(b'/')
        .add(b'\\')
        .add(b'|')
        .add(b'?')
        .add(b'*')
        .add(b'%');
    let name = utf8_percent_encode(id, FILE).to_string();
    if name.len() <= LONGEST_NAME {
        return name;
    }
    // The end of a long name gives way to a number that tells it from others with the same start.
    let mut end = LONGEST_NAME - 17;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{:016x}", &name[..end], fnv1a(name.as_bytes()))
}

/// Most file systems take 255 bytes, `.html` included.
const LONGEST_NAME: usize = 240;

/// Returns the FNV-1a hash of some bytes, which is the same in every run.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn encoded(segment: &str) -> String {
    utf8_percent_encode(segment, SEGMENT).to_string()
}
