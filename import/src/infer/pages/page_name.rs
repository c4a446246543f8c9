//! The name of a type by the place of its page: stock pages of types have it in their address.

/// What files are called that no type is, in small letters.
const OF_NO_TYPE: &[&str] = &[
    "page",
    "index",
    "help",
    "model",
    "resourcemodel",
    "type",
    "download",
    "document",
    "untitled",
    "untitledpage",
    "api",
];

/// How the names of saved pages end.
const ENDINGS: &[&str] = &[".html", ".htm", ".mhtml", ".mht", ".txt", ".md"];

/// Returns the name of the type that a page is about: `?modelName=Lead` of an address, which files that are
/// saved from it have in their names too, or `Lead.html` of a file, which may have the full name.
pub(crate) fn of_type(location: &str) -> Option<String> {
    const KEY: &str = "modelname=";
    if let Some(at) = location.to_ascii_lowercase().find(KEY) {
        let named = location.get(at + KEY.len()..)?.split(['&', '#', '?']).next()?;
        let mut name = named;
        while let Some(stem) = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending)) {
            name = stem;
        }
        return name.split('.').all(is_name).then(|| name.to_owned());
    }
    let (path, _) = location.split_once(['?', '#']).unwrap_or((location, ""));
    let file = path.rsplit(['/', '\\']).next()?;
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    // The parts of a full name all begin so.
    let is_class = stem.split('.').all(|part| part.starts_with(char::is_uppercase) && is_name(part));
    let name = stem.rsplit('.').next()?.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    (is_class && !OF_NO_TYPE.contains(&name.as_str())).then(|| stem.to_owned())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_name_types() {
        for (location, name) in [
            ("https://host/Help/ResourceModel?modelName=Lead", Some("Lead")),
            ("https://host/Help/ResourceModel?x=1&ModelName=kite_owner#top", Some("kite_owner")),
            ("https://host/Help/ResourceModel?modelName=Kite%60", None),
            ("https://host/Help/ResourceModel?modelName=Kites.KiteOwner", Some("Kites.KiteOwner")),
            ("../ResourceModel@modelName=KiteOwner.html", Some("KiteOwner")),
            ("https://host/Help/ResourceModel/Lead", Some("Lead")),
            ("../pages/KiteOwner.html", Some("KiteOwner")),
            ("C:\\pages\\KiteOwner.txt", Some("KiteOwner")),
            ("../pages/Kite_Yard.Models.KiteOwner.txt", Some("Kite_Yard.Models.KiteOwner")),
            ("../pages/kites.example.Help.txt", None),
            ("../page.txt", None),
            ("Page1.txt", None),
            ("https://host/Help/ResourceModel", None),
            ("Kite Owner.txt", None),
            ("-", None),
            ("", None),
        ] {
            assert_eq!(of_type(location).as_deref(), name, "{location}");
        }
    }
}
