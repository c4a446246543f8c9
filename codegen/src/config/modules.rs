//! Modules as files: which can stand beside each other.

use std::collections::BTreeMap;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    file_name::is_device,
    spec::Spec,
};

/// What cargo and rustc take for something else in the folder of a crate's sources.
const OF_CARGO: [&str; 4] = ["bin", "lib", "main", "mod"];

/// Where the files of modules stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Folder {
    /// Among the sources of a crate.
    Sources,
    /// In cargo's `OUT_DIR`, where no file means anything to cargo.
    OutDir,
}

/// Reports modules that cannot be files beside the others.
pub(super) fn differ(folder: Folder, specs: &[Spec], diagnostics: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &Spec> = BTreeMap::new();
    for spec in specs {
        let module = spec.module.trim_start_matches("r#");
        // Some systems do not look at the case of files' names.
        let file = module.to_lowercase();
        let why = if let Some(other) = seen.get(&file) {
            let path = other.file.path();
            if other.module == spec.module {
                format!("`{path}` has the module `{module}` too")
            } else {
                format!(
                    "`{path}` has the module `{}`, whose file is the same on some systems",
                    other.module.value
                )
            }
        } else if folder == Folder::Sources && OF_CARGO.contains(&file.as_str()) {
            format!("`{module}.rs` and `{module}/` have a meaning of their own to Rust")
        } else if is_device(&file) {
            format!("no file can be called `{module}.rs` on Windows")
        } else {
            seen.insert(file, spec);
            continue;
        };
        diagnostics.push(
            Diagnostic::error(Code::RustNameClash, &spec.file, spec.module.span, why)
                .help("give it another `module`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Folder, differ};
    use crate::{diagnostic::Diagnostics, spec::Spec};

    fn messages(modules: &[&str]) -> Vec<String> {
        messages_in(Folder::Sources, modules)
    }

    fn messages_in(folder: Folder, modules: &[&str]) -> Vec<String> {
        let specs: Vec<Spec> = modules
            .iter()
            .map(|module| {
                let text = format!(r#"{{ "version": 1, "name": "A", "module": "{module}", "types": {{}} }}"#);
                let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), &text);
                spec.unwrap_or_else(|| panic!("{diagnostics:?}"))
            })
            .collect();
        let mut diagnostics = Diagnostics::new();
        differ(folder, &specs, &mut diagnostics);
        diagnostics.iter().map(|diagnostic| diagnostic.message.clone()).collect()
    }

    #[test]
    fn modules_are_files_of_their_own_on_every_system() {
        assert_eq!(messages(&["a", "b", "std", "r#gen", "build", "größe", "con_", "com10"]), [""; 0]);
        for module in ["main", "lib", "r#mod", "bin", "Main"] {
            let file = module.trim_start_matches("r#");
            let message = format!("`{file}.rs` and `{file}/` have a meaning of their own to Rust");
            assert_eq!(messages(&[module]), [message]);
        }
        assert_eq!(messages_in(Folder::OutDir, &["main", "lib", "r#mod"]), [""; 0]);
        assert_eq!(messages_in(Folder::OutDir, &["con"]), messages(&["con"]));
        for module in ["con", "NUL", "aux", "lpt1"] {
            assert_eq!(messages(&[module]), [format!("no file can be called `{module}.rs` on Windows")]);
        }
        assert_eq!(messages(&["a", "a"]), ["`api.json` has the module `a` too"]);
        assert_eq!(
            messages(&["Shop", "shop"]),
            ["`api.json` has the module `Shop`, whose file is the same on some systems"]
        );
    }
}
