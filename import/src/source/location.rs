//! What a spec calls a file that a page came from: a path that means the same on another machine.

use std::path::{Component, Path, PathBuf};

/// Returns the path of a file from a folder, with `/` between its parts; the file's name where no path leads there, as
/// from one drive to another.
///
/// A path may lead by way of the root: a later import finds the file by it, and tells it from others of its name. A
/// file that stands in the folder itself has `./` before it, which no mere name has.
pub(super) fn of_file(file: &Path, folder: Option<&Path>) -> String {
    let relative = match folder {
        Some(folder) => between(&absolute(folder), &absolute(file)),
        None => Some(file.to_owned()).filter(|file| file.is_relative()),
    };
    let parts = relative.iter().flat_map(|path| path.components()).filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        Component::ParentDir => Some("..".to_owned()),
        _ => None,
    });
    let parts: Vec<String> = parts.collect();
    match parts.as_slice() {
        [] => file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        [name] => format!("./{name}"),
        parts => parts.join("/"),
    }
}

/// Returns a path from the root, with links followed as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = Vec::new();
    let mut there = path.as_path();
    loop {
        if let Ok(found) = there.canonicalize() {
            return missing.iter().rev().fold(found, |path, name| path.join(name));
        }
        let (Some(name), Some(parent)) = (there.file_name(), there.parent()) else { return path };
        missing.push(name.to_owned());
        there = parent;
    }
}

fn between(folder: &Path, file: &Path) -> Option<PathBuf> {
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), file.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let is_of_one_drive = from.get(..common)?.iter().any(|part| matches!(part, Component::RootDir));
    is_of_one_drive.then(|| {
        let up = from.iter().skip(common).map(|_| Component::ParentDir);
        up.chain(to.iter().skip(common).copied()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_mean_the_same_elsewhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        std::fs::create_dir_all(root.join("saved/sub")).expect("a folder");
        std::fs::write(root.join("saved/sub/a.html"), "").expect("a file");
        let spec = root.join("specs/api");
        let of = |file: &str| of_file(&root.join(file), Some(&spec));
        assert_eq!(of("saved/sub/a.html"), "../../saved/sub/a.html");
        assert_eq!(of("saved/../saved/sub/a.html"), "../../saved/sub/a.html");
        assert_eq!(of("specs/api/pages/a.html"), "pages/a.html");
        assert_eq!(of("specs/api/a.html"), "./a.html");
        let spec = Path::new("/nowhere/specs/api");
        assert_eq!(
            of_file(Path::new("/elsewhere/pages/a.html"), Some(spec)),
            "../../../elsewhere/pages/a.html"
        );
        assert_eq!(of_file(Path::new("/a.html"), Some(spec)), "../../../a.html");
        assert_eq!(of_file(Path::new("saved/a.html"), None), "saved/a.html");
        assert_eq!(of_file(Path::new("/nowhere/a.html"), None), "a.html");
    }
}
