//! Walks a folder, in the order in which people count.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use datacontract_codegen::spec::Bundle;

/// The files of a folder and of the folders in it, found while they are asked for.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// What is still to be looked at; the next one is the last.
    open: Vec<PathBuf>,
    /// Files that are no pages, by the ends of their names.
    others: BTreeMap<String, usize>,
}

impl Walk {
    pub(super) fn new(folder: PathBuf) -> Self {
        Walk { open: vec![folder], others: BTreeMap::new() }
    }

    /// Returns the next file.
    pub(super) fn next(&mut self) -> Option<Result<PathBuf, (PathBuf, std::io::Error)>> {
        while let Some(path) = self.open.pop() {
            if !path.is_dir() {
                return Some(Ok(path));
            }
            match self.entries(&path) {
                Ok(mut entries) => {
                    entries.reverse();
                    self.open.append(&mut entries);
                }
                Err(error) => return Some(Err((path, error))),
            }
        }
        None
    }

    /// Returns how many files that are no pages have been met, by the ends of their names.
    pub(super) fn others(&self) -> Vec<(String, usize)> {
        self.others.iter().map(|(end, count)| (end.clone(), *count)).collect()
    }

    fn entries(&mut self, folder: &Path) -> std::io::Result<Vec<PathBuf>> {
        let (mut pages, mut folders) = (Vec::new(), Vec::new());
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                // A link to a folder may lead back here.
                if !entry.file_type()?.is_symlink() {
                    folders.push(path);
                }
            } else if is_page(&path) {
                pages.push(path);
            } else {
                let end = extension(&path);
                let end = if end.is_empty() { "no ending".to_owned() } else { format!("`.{end}`") };
                *self.others.entry(end).or_default() += 1;
            }
        }
        let stems: BTreeSet<String> = pages.iter().map(|page| stem(page).to_lowercase()).collect();
        folders.retain(|folder| !is_companion(folder, &stems));
        pages.append(&mut folders);
        pages.sort_by(|a, b| natural(&name(a), &name(b)));
        Ok(pages)
    }
}

/// Returns the HTML files that a browser has saved beside a page: its frames.
pub(super) fn frames(page: &Path) -> Vec<PathBuf> {
    let stem = stem(page);
    let folders = ENDS.iter().map(|end| page.with_file_name(format!("{stem}{end}")));
    let mut frames: Vec<PathBuf> = folders
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flat_map(|entries| entries.take(MOST_ENTRIES).filter_map(Result::ok).map(|entry| entry.path()))
        .filter(|path| matches!(extension(path).as_str(), "html" | "htm" | "xhtml") && path.is_file())
        .collect();
    frames.sort_by(|a, b| natural(&name(a), &name(b)));
    frames.dedup();
    frames.truncate(MOST_FRAMES);
    frames
}

const MOST_ENTRIES: usize = 10_000;
const MOST_FRAMES: usize = 50;

/// How the folder of `Page.html` ends: browsers and Windows have a word for it in each language.
const ENDS: [&str; 26] = [
    "_files",
    ".files",
    "_Dateien",
    "-Dateien",
    "_file",
    "_fichiers",
    "_archivos",
    "_ficheiros",
    "_arquivos",
    "_bestanden",
    "_filer",
    "-filer",
    "_tiedostot",
    "_pliki",
    "_soubory",
    "_dosyalar",
    "_elemei",
    "_datoteke",
    "_fajlovi",
    "_fitxers",
    "_fitxategiak",
    "_failid",
    "_fails",
    "_bylos",
    "_fisiere",
    "_subory",
];

/// Returns whether a folder holds the pictures and scripts of one of the pages beside it.
fn is_companion(folder: &Path, pages: &BTreeSet<String>) -> bool {
    let name = name(folder).to_lowercase();
    ENDS.iter().any(|end| name.strip_suffix(&end.to_lowercase()).is_some_and(|stem| pages.contains(stem)))
}

fn is_page(path: &Path) -> bool {
    let pages = ["html", "htm", "xhtml", "mhtml", "mht", "txt", "text", "md", "markdown"];
    pages.contains(&extension(path).as_str()) || name(path) == Bundle::FILE_NAME
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Compares names as people count: `page2` stands before `page10`.
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
