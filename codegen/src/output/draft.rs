//! Drafts: files that are written in full before they take the place of others.
//!
//! A draft is locked as long as its run lives, and the operating system takes the lock of a run that was
//! killed. So a draft that can be locked is a leftover, whoever finds it, and one that cannot belongs to a
//! run that goes on.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::Path,
};

use fs4::{FileExt, TryLockError};
use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".datacontract-";
/// So many letters and digits make drafts differ, and tell them from what people call their files.
const RANDOM: usize = 12;
const FILE: &str = ".tmp";
/// The folder beside a draft of the same name belongs to it.
pub(super) const FOLDER: &str = ".files";

/// A run that takes each of these for a leftover has to come in between just then.
const ATTEMPTS: usize = 20;

/// Creates an empty draft in a folder. It is removed when it is dropped.
pub(super) fn create(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(FILE).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Less what the user's mask takes, as for every new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    for _ in 0..ATTEMPTS {
        let draft = builder.tempfile_in(folder)?;
        match FileExt::try_lock(draft.as_file()) {
            // Another run looks whether it is a leftover, or has done so and removed it.
            Err(TryLockError::WouldBlock) => {}
            Ok(()) if !draft.path().exists() => {}
            // Where files cannot be locked, nobody takes it for a leftover.
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(draft),
        }
    }
    Err(io::Error::other("other runs remove each draft of it"))
}

/// Gives a draft the mode and, if possible, the owner of the file that it is to replace.
pub(super) fn resemble(draft: &File, replaced: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let own = draft.metadata()?;
        if (own.uid(), own.gid()) != (replaced.uid(), replaced.gid()) {
            // Only root may give files away; for others it is as with every editor that writes files anew.
            let _ = fchown(draft, Some(replaced.uid()), Some(replaced.gid()));
        }
    }
    draft.set_permissions(replaced.permissions())
}

/// Removes the drafts that killed runs left in a folder.
pub fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_str().is_some_and(is_draft)
            && entry.file_type().is_ok_and(|kind| kind.is_file())
        {
            remove_if_left(&entry.path());
        }
    }
}

fn is_draft(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(FILE));
    random.is_some_and(|random| {
        random.len() == RANDOM && random.chars().all(|character| character.is_ascii_alphanumeric())
    })
}

/// What cannot be removed does no harm: it is left for the next run.
fn remove_if_left(draft: &Path) {
    let Ok(file) = OpenOptions::new().write(true).open(draft) else { return };
    if FileExt::try_lock(&file).is_ok() {
        let _ = fs::remove_dir_all(draft.with_extension(&FOLDER[1..]));
        let _ = fs::remove_file(draft);
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{create, remove_leftovers};

    #[test]
    fn leftovers_are_removed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let alive = create(folder.path()).expect("a draft");
        fs::write(path(".datacontract-aB3dE6gH9jK1.tmp"), "left").expect("a file");
        fs::create_dir(path(".datacontract-aB3dE6gH9jK1.files")).expect("a folder");
        fs::write(path(".datacontract-aB3dE6gH9jK1.files/0"), "left").expect("a file");
        let others =
            [".datacontract-mine.tmp", "datacontract-aB3dE6gH9jK1.tmp", ".datacontract-aB3dE6gH9jK1.rs"];
        for other in others {
            fs::write(path(other), "mine").expect("a file");
        }
        fs::create_dir(path(".datacontract-0123456789ab.tmp")).expect("a folder");

        remove_leftovers(folder.path());
        assert!(alive.path().exists(), "a draft of a run that goes on stays");
        drop(alive);
        let left = fs::read_dir(folder.path()).expect("the folder").flatten();
        let mut left: Vec<_> = left.map(|entry| entry.file_name().into_string().expect("a name")).collect();
        left.sort();
        let mut expected = [&others[..], &[".datacontract-0123456789ab.tmp"]].concat();
        expected.sort_unstable();
        assert_eq!(left, expected);
    }
}
