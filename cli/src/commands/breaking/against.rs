//! The other state of a spec: in a git revision, in a folder or in a file.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use datacontract_codegen::spec::FILE_NAME;

use crate::failure::Failure;

/// Where the other states of specs are.
pub(crate) enum Against {
    /// A spec's file.
    File(PathBuf),
    /// The folder of one spec, or a folder in which specs stand as they do here.
    Folder(PathBuf),
    /// A revision that git knows.
    Revision(String),
}

/// The other state of one spec.
pub(crate) struct OtherState {
    /// What the file is called in messages: `specs/orders/api.json@main` of a revision.
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl Against {
    /// Says what the word on the command line means. A path that exists counts as a path; a revision is one of the
    /// repository that the specs are in.
    pub(crate) fn new(word: &str, specs: &[PathBuf]) -> Result<Self, Failure> {
        let path = Path::new(word);
        if path.is_file() {
            return Ok(Self::File(path.to_owned()));
        }
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        if word.starts_with('-') {
            return Err(Failure::usage(format!("`{word}` is no revision")));
        }
        let commit = format!("{word}^{{commit}}");
        let folder = specs.first().map(|spec| existing(&folder_of(spec))).unwrap_or_default();
        git(&folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(|error| {
            match error {
                GitError::Missing => Failure::usage("git is not there to look for the revision")
                    .help("give a folder or a file that exists"),
                GitError::Refused => {
                    Failure::usage(format!("`{word}` is neither a path nor a revision that git knows here"))
                        .help(
                            "in a shallow clone fetch the revision first: `git fetch origin main --depth 1`",
                        )
                }
            }
        })?;
        Ok(Self::Revision(word.to_owned()))
    }

    /// Returns the other state of the spec at this path; `None` if it is not there.
    pub(crate) fn state_of(&self, spec: &Path, is_only_one: bool) -> Result<Option<OtherState>, Failure> {
        match self {
            Self::File(file) if is_only_one => read(file),
            Self::File(file) => Err(Failure::usage(format!(
                "`{}` is the file of one spec, and there are several to compare",
                file.display()
            ))
            .help("name the spec that it is to be compared with")),
            Self::Folder(folder) => {
                let own = folder.join(FILE_NAME);
                if is_only_one && own.is_file() {
                    return read(&own);
                }
                let name = folder_of(spec);
                let same_place = folder.join(&name).join(FILE_NAME);
                let same_name = folder.join(name.file_name().unwrap_or_default()).join(FILE_NAME);
                let found = [same_place, same_name].into_iter().find(|path| path.is_file());
                found.map_or(Ok(None), |path| read(&path))
            }
            Self::Revision(revision) => in_revision(revision, spec),
        }
    }

    /// Returns the specs that stand beside these there, and that are no longer here.
    pub(crate) fn gone(&self, specs: &[PathBuf]) -> Result<Vec<OtherState>, Failure> {
        let mut parents: Vec<PathBuf> =
            specs.iter().filter_map(|spec| Some(folder_of(spec).parent()?.to_owned())).collect();
        parents.sort();
        parents.dedup();
        let mut gone = Vec::new();
        for parent in parents {
            let is_here = |name: &OsStr| parent.join(name).join(FILE_NAME).is_file();
            match self {
                Self::File(_) => {}
                Self::Folder(folder) => {
                    let Ok(entries) = std::fs::read_dir(folder.join(&parent)) else { continue };
                    let mut folders: Vec<PathBuf> =
                        entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                    folders.sort();
                    for other in
                        folders.iter().filter(|other| !is_here(other.file_name().unwrap_or_default()))
                    {
                        let file = other.join(FILE_NAME);
                        if file.is_file() {
                            gone.extend(read(&file)?);
                        }
                    }
                }
                Self::Revision(revision) => {
                    let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { &parent };
                    let listed =
                        git(folder, ["ls-tree", "-r", "-z", "--name-only", revision.as_str(), "--", "."]);
                    let Ok(listed) = listed else { continue };
                    for name in listed.split('\0') {
                        let path = Path::new(name);
                        let own = path.parent().filter(|own| own.components().count() == 1);
                        if path.file_name() == Some(OsStr::new(FILE_NAME))
                            && let Some(own) = own
                            && !is_here(own.as_os_str())
                        {
                            gone.extend(in_revision(revision, &parent.join(own))?);
                        }
                    }
                }
            }
        }
        Ok(gone)
    }
}

/// Returns the folder that a spec's file is in.
fn folder_of(spec: &Path) -> PathBuf {
    if spec.file_name() == Some(OsStr::new(FILE_NAME)) {
        return spec.parent().unwrap_or(Path::new("")).to_owned();
    }
    spec.to_owned()
}

/// Returns a folder, or the nearest one around it that exists.
fn existing(folder: &Path) -> PathBuf {
    let mut here = folder.to_owned();
    while !here.as_os_str().is_empty() && !here.is_dir() {
        here.pop();
    }
    if here.as_os_str().is_empty() { PathBuf::from(".") } else { here }
}

fn read(path: &Path) -> Result<Option<OtherState>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    Ok(Some(OtherState { path: path.to_owned(), text }))
}

fn in_revision(revision: &str, spec: &Path) -> Result<Option<OtherState>, Failure> {
    let (folder, name) = if spec.extension().is_some_and(|extension| extension == "json") {
        (spec.parent().unwrap_or(Path::new("")).to_owned(), spec.file_name().unwrap_or_default().to_owned())
    } else {
        (spec.to_owned(), FILE_NAME.into())
    };
    // A folder that is gone is asked for from the nearest one that is there.
    let here = existing(&folder);
    let rest = folder.strip_prefix(&here).unwrap_or(&folder).join(&name);
    let rest = rest.to_string_lossy().replace('\\', "/");
    match git(&here, ["show", &format!("{revision}:./{rest}")]) {
        Ok(text) => {
            let file = folder.join(&name);
            let path = PathBuf::from(format!("{}@{revision}", file.display()));
            Ok(Some(OtherState { path, text }))
        }
        Err(GitError::Refused) => Ok(None),
        Err(GitError::Missing) => Err(Failure::usage("git is not there to look into the revision")),
    }
}

/// Why git gave nothing.
enum GitError {
    /// It is not there.
    Missing,
    /// It gave none, or no text.
    Refused,
}

fn git<'a>(folder: &Path, args: impl IntoIterator<Item = &'a str>) -> Result<String, GitError> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|_| GitError::Missing)?;
    if !output.status.success() {
        return Err(GitError::Refused);
    }
    String::from_utf8(output.stdout).map_err(|_| GitError::Refused)
}
