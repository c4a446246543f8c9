//! Walks a folder, in the order in which people count.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

/// The files of a folder and of the folders in it, found while they are asked for.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// What is still to be looked at; the next one is the last.
    open: Vec<PathBuf>,
}

impl Walk {
    pub(super) fn new(folder: PathBuf) -> Self {
        Walk { open: vec![folder] }
    }

    /// The next file.
    pub(super) fn next(&mut self) -> Option<Result<PathBuf, (PathBuf, std::io::Error)>> {
        while let Some(path) = self.open.pop() {
            if !path.is_dir() {
                return Some(Ok(path));
            }
            match entries(&path) {
                Ok(mut entries) => {
                    entries.reverse();
                    self.open.append(&mut entries);
                }
                Err(error) => return Some(Err((path, error))),
            }
        }
        None
    }
}

fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut all: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        // A link to a folder may lead back here.
        let leads_away = kind.is_symlink() && entry.path().is_dir();
        if !leads_away && !entry.file_name().to_string_lossy().starts_with('.') {
            all.push(entry.path());
        }
    }
    let pages: Vec<String> =
        all.iter().filter(|path| is_page(path) && !path.is_dir()).map(|path| stem(path)).collect();
    all.retain(|path| if path.is_dir() { !is_companion(path, &pages) } else { is_page(path) });
    all.sort_by(|a, b| natural(&name(a), &name(b)));
    Ok(all)
}

/// A browser saves pictures and scripts of `Page.html` into `Page_files`, or `Page-Dateien`, `Page_archivos`.
fn is_companion(folder: &Path, pages: &[String]) -> bool {
    let name = name(folder);
    pages.iter().any(|page| name.strip_prefix(page.as_str()).is_some_and(|rest| rest.starts_with(['_', '-'])))
}

fn is_page(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    matches!(extension.as_str(), "html" | "htm" | "xhtml" | "txt" | "text" | "md")
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `page2` before `page10`; otherwise by letters.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (l, r) = (digits(left), digits(right));
        if l > 0 && r > 0 {
            let (number_l, rest_l) = left.split_at(l);
            let (number_r, rest_r) = right.split_at(r);
            let plain = |number: &str| number.trim_start_matches('0').to_owned();
            let (plain_l, plain_r) = (plain(number_l), plain(number_r));
            let order = plain_l.len().cmp(&plain_r.len()).then_with(|| plain_l.cmp(&plain_r));
            if order != Ordering::Equal {
                return order;
            }
            (left, right) = (rest_l, rest_r);
            continue;
        }
        let (mut chars_l, mut chars_r) = (left.chars(), right.chars());
        match (chars_l.next(), chars_r.next()) {
            (None, None) => return a.cmp(b),
            (l, r) if l == r => (left, right) = (chars_l.as_str(), chars_r.as_str()),
            (l, r) => return l.cmp(&r),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_do() {
        let mut names = ["page10", "page2", "page", "page02a", "a", "page2a"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(names, ["a", "page", "page2", "page02a", "page2a", "page10"]);
    }
}
