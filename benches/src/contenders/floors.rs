//! What no reader or writer can be faster than, and parsers that build nothing of their own.

use quick_xml::events::Event;
use quick_xml::{NsReader, Reader};
use std::hint::black_box;

/// All events of quick-xml's reader.
pub fn events(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut count = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return count,
            Ok(event) => {
                black_box(&event);
                count += 1;
            }
        }
    }
}

/// All events of its reader that resolves namespaces.
pub fn resolved_events(text: &str) -> usize {
    let mut reader = NsReader::from_str(text);
    let mut count = 0;
    loop {
        match reader.read_resolved_event() {
            Ok((_, Event::Eof)) | Err(_) => return count,
            Ok(event) => {
                black_box(&event);
                count += 1;
            }
        }
    }
}
