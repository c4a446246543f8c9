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

/// The script that puts on the chosen theme before anything is shown.
pub(super) const THEME: &str = "theme.js";

/// The script.
pub(super) const SCRIPT: &str = "help.js";

/// The form of an endpoint's page: its script and its style.
pub(super) const TRY_SCRIPT: &str = "try.js";
pub(super) const TRY_STYLE: &str = "try.css";

/// What the form's script makes of values.
const VALUES: &str = "values.js";

/// The picture in the tab of a browser.
pub(super) const ICON: &str = "icon.svg";

/// The index of the search, which is made of the spec.
pub(super) const SEARCH: &str = "search.js";

/// What scripts are sent as.
pub(super) const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

const CSS: &str = "text/css; charset=utf-8";

/// Those that are the same for all specs.
pub(super) const ALL: &[Asset] = &[
    Asset { name: STYLE, content_type: CSS, text: include_str!("../../assets/help.css") },
    Asset { name: THEME, content_type: JAVASCRIPT, text: include_str!("../../assets/theme.js") },
    Asset { name: SCRIPT, content_type: JAVASCRIPT, text: include_str!("../../assets/help.js") },
    Asset { name: TRY_SCRIPT, content_type: JAVASCRIPT, text: include_str!("../../assets/try.js") },
    Asset { name: VALUES, content_type: JAVASCRIPT, text: include_str!("../../assets/values.js") },
    Asset { name: TRY_STYLE, content_type: CSS, text: include_str!("../../assets/try.css") },
    Asset { name: ICON, content_type: "image/svg+xml", text: include_str!("../../assets/icon.svg") },
];

/// Returns a file by its name.
pub(super) fn find(name: &str) -> Option<&'static Asset> {
    ALL.iter().find(|asset| asset.name == name)
}
