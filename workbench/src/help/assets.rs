//! The files that pages load: they are a part of the program.

/// A file that pages load.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asset {
    pub(super) name: &'static str,
    pub(super) content_type: &'static str,
    pub(super) text: &'static str,
}

/// The style sheet.
pub(super) const STYLE: &str = "help.css";

/// All of them.
pub(super) const ALL: &[Asset] = &[Asset {
    name: STYLE,
    content_type: "text/css; charset=utf-8",
    text: include_str!("../../assets/help.css"),
}];

/// Returns a file by its name.
pub(super) fn find(name: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.name == name)
}
