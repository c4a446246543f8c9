//! No module depends on itself through others: data flows down, and each module can be read without those
//! above it.
//!
//! A module depends on another if it names an item of it, in a `use` or in a path. An item that a module
//! passes on from another (`pub use`) belongs to the module that defines it. What a module takes from those
//! that it stands in is not counted: they are its own house. Tests within modules are left out.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use syn::visit::{self, Visit};

/// The path of a module within its crate; the root is empty.
type Module = Vec<String>;

/// What the file of a module says.
#[derive(Default)]
struct File {
    /// The paths that it names.
    paths: Vec<Vec<String>>,
    /// The paths that it passes on to others, by the name under which it does so.
    passed_on: Vec<(String, Vec<String>)>,
}

impl<'ast> Visit<'ast> for File {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let is_test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|word| word == "test")
        });
        if !is_test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut leaves = Vec::new();
        flatten(&item.tree, &[], &mut leaves);
        for (name, path) in leaves {
            if matches!(item.vis, syn::Visibility::Inherited) {
                self.paths.push(path);
            } else {
                self.passed_on.push((name, path));
            }
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if segments.len() > 1 && path.leading_colon.is_none() {
            self.paths.push(segments);
        }
        visit::visit_path(self, path);
    }
}

/// Lists the paths of a `use`, each with the name that it gets.
fn flatten(tree: &syn::UseTree, prefix: &[String], leaves: &mut Vec<(String, Vec<String>)>) {
    let joined = |ident: &syn::Ident| {
        let mut path = prefix.to_vec();
        path.push(ident.to_string());
        path
    };
    match tree {
        syn::UseTree::Path(tree) => flatten(&tree.tree, &joined(&tree.ident), leaves),
        syn::UseTree::Name(tree) if tree.ident == "self" => {
            leaves.push((prefix.last().cloned().unwrap_or_default(), prefix.to_vec()));
        }
        syn::UseTree::Name(tree) => leaves.push((tree.ident.to_string(), joined(&tree.ident))),
        syn::UseTree::Rename(tree) => leaves.push((tree.rename.to_string(), joined(&tree.ident))),
        syn::UseTree::Glob(_) => leaves.push((String::new(), prefix.to_vec())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, prefix, leaves)),
    }
}

/// The modules of a crate, and on which others each depends.
struct Crate {
    files: BTreeMap<Module, File>,
}

impl Crate {
    fn read(folder: &Path) -> Self {
        let source = folder.join("src");
        let mut paths = Vec::new();
        rust_files(&source, &mut paths);
        let mut files = BTreeMap::new();
        for path in paths {
            let text = fs::read_to_string(&path).unwrap();
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut module: Module = path
                .strip_prefix(&source)
                .unwrap()
                .with_extension("")
                .iter()
                .map(|part| part.to_str().unwrap().to_owned())
                .collect();
            if module.last().is_some_and(|last| last == "mod") || module == ["lib"] || module == ["main"] {
                module.pop();
            }
            let mut file = File::default();
            file.visit_file(&parsed);
            files.insert(module, file);
        }
        Self { files }
    }

    /// Finds the module that defines what a path names, as seen from a module.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<Module> {
        let (mut module, mut rest) = match path.first()?.as_str() {
            "crate" => (Module::new(), &path[1..]),
            "self" => (from.clone(), &path[1..]),
            "super" => (from.clone(), path),
            first => {
                let mut child = from.clone();
                child.push(first.to_owned());
                if self.files.contains_key(&child) {
                    (from.clone(), path)
                } else {
                    // A name that a `use` has brought in leads on from there.
                    let file = self.files.get(from)?;
                    let brought = file.paths.iter().find(|used| {
                        used.len() > 1 && used.last().is_some_and(|last| last == first) && *used != path
                    })?;
                    let whole: Vec<String> = brought.iter().chain(&path[1..]).cloned().collect();
                    return (depth < 8).then(|| self.resolve(from, &whole, depth + 1)).flatten();
                }
            }
        };
        while rest.first().is_some_and(|segment| segment == "super") {
            module.pop();
            rest = &rest[1..];
        }
        while let Some(next) = rest.first() {
            let mut child = module.clone();
            child.push(next.clone());
            if !self.files.contains_key(&child) {
                break;
            }
            (module, rest) = (child, &rest[1..]);
        }
        if let (Some(name), Some(file)) = (rest.first(), self.files.get(&module)) {
            for (_, passed) in file.passed_on.iter().filter(|(given, _)| given == name) {
                let found = (depth < 8).then(|| self.resolve(&module, passed, depth + 1)).flatten();
                if found.as_ref().is_some_and(|found| *found != module) {
                    return found;
                }
            }
        }
        Some(module)
    }

    fn dependencies(&self, module: &Module) -> BTreeSet<Module> {
        let file = &self.files[module];
        let resolved = file.paths.iter().filter_map(|path| self.resolve(module, path, 0));
        resolved.filter(|found| !module.starts_with(found) && self.files.contains_key(found)).collect()
    }

    /// Returns the sets of modules that depend on each other.
    fn circles(&self) -> Vec<Vec<Module>> {
        let arrows: BTreeMap<&Module, BTreeSet<Module>> =
            self.files.keys().map(|module| (module, self.dependencies(module))).collect();
        let reachable = |from: &Module| {
            let mut seen = BTreeSet::new();
            let mut open = vec![from.clone()];
            while let Some(next) = open.pop() {
                for target in &arrows[&next] {
                    if seen.insert(target.clone()) {
                        open.push(target.clone());
                    }
                }
            }
            seen
        };
        let reached: BTreeMap<&Module, BTreeSet<Module>> =
            self.files.keys().map(|module| (module, reachable(module))).collect();
        let mut circles: BTreeSet<Vec<Module>> = BTreeSet::new();
        for (module, own) in &reached {
            if own.contains(*module) {
                circles
                    .insert(own.iter().filter(|other| reached[other].contains(*module)).cloned().collect());
            }
        }
        circles.into_iter().collect()
    }

    /// Describes a circle: each of its modules with those of it that it depends on.
    fn describe(&self, circle: &[Module]) -> String {
        let name =
            |module: &Module| if module.is_empty() { "the root".to_owned() } else { module.join("::") };
        let lines = circle.iter().map(|module| {
            let targets: Vec<String> =
                self.dependencies(module).iter().filter(|target| circle.contains(target)).map(name).collect();
            format!("  {} -> {}\n", name(module), targets.join(", "))
        });
        lines.collect()
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            // The parts of programs that are written for users are no modules.
            if path.ends_with("starter/program") {
                continue;
            }
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Fails if any modules of a crate depend on each other in a circle.
fn check(name: &str) {
    let krate = Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name));
    let circles: Vec<String> = krate.circles().iter().map(|circle| krate.describe(circle)).collect();
    assert!(
        circles.is_empty(),
        "a circle in `{name}`; move what both need below both:\n{}",
        circles.join("\n")
    );
}

/// Fails if a module of a crate depends on one in a layer above its own.
///
/// A module belongs to the longest name that it begins with.
fn check_layers(name: &str, layers: &[&[&str]]) {
    let krate = Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name));
    let layer_of = |module: &Module| {
        let names = layers.iter().enumerate().flat_map(|(layer, names)| {
            names.iter().map(move |name| (name.split("::").collect::<Vec<_>>(), layer))
        });
        let fitting = names
            .filter(|(name, _)| module.iter().map(String::as_str).take(name.len()).eq(name.iter().copied()));
        fitting.max_by_key(|(name, _)| name.len()).map(|(_, layer)| layer)
    };
    let mut upwards = String::new();
    for module in krate.files.keys().filter(|module| !module.is_empty()) {
        let layer = layer_of(module).unwrap_or_else(|| panic!("`{}` is in no layer", module.join("::")));
        for target in krate.dependencies(module) {
            if layer_of(&target).is_some_and(|other| other < layer) {
                let _ = writeln!(upwards, "  {} -> {}", module.join("::"), target.join("::"));
            }
        }
    }
    assert!(upwards.is_empty(), "these modules depend on others above them:\n{upwards}");
}

/// Fails if a module of one group depends on a module of the other, either way.
fn check_apart(name: &str, one: &[&str], other: &[&str]) {
    let krate = Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name));
    let is_in =
        |module: &Module, group: &[&str]| module.first().is_some_and(|first| group.contains(&first.as_str()));
    for group in [one, other] {
        let exists = |name: &&&str| krate.files.keys().any(|module| is_in(module, &[name]));
        assert_eq!(group.iter().find(|name| !exists(name)), None, "no such module in `{name}`");
    }
    for (from, to) in [(one, other), (other, one)] {
        for module in krate.files.keys().filter(|module| is_in(module, from)) {
            let mut wrong = krate.dependencies(module).into_iter().filter(|target| is_in(target, to));
            assert_eq!(wrong.next(), None, "{} depends on it", module.join("::"));
        }
    }
}

#[test]
fn rules_have_no_circle() {
    check("rules");
}

#[test]
fn the_runtime_has_no_circle() {
    check("runtime");
}

/// The layers of the runtime from the top down, as `ARCHITECTURE.md` draws them.
const RUNTIME: [&[&str]; 10] = [
    &["client", "server", "codegen", "private", "dynamic"],
    &["http"],
    &["xml", "json", "convert"],
    &["items"],
    &["engine"],
    &["plan"],
    &[
        "xml::tags",
        "xml::fast_tags",
        "xml::output",
        "xml::text",
        "xml::prefixes",
        "json::key",
        "json::output",
    ],
    &["value", "outcome", "notice"],
    &["contract"],
    &["clr", "raw", "error", "any_case", "types"],
];

#[test]
fn the_runtime_is_layered_as_drawn() {
    check_layers("runtime", &RUNTIME);
}

/// The layers of the generator from the top down.
const GENERATOR: [&[&str]; 6] = [
    &["config", "compare"],
    &["prove", "emit"],
    &["graph", "output", "payload", "lint", "accepted"],
    &["spec"],
    &["diagnostic"],
    &["spec::span", "address", "catalogue", "file_name", "recorded"],
];

#[test]
fn the_generator_is_layered_as_drawn() {
    check_layers("codegen", &GENERATOR);
}

/// The layers of the derives from the top down.
const MACROS: [&[&str]; 5] = [
    &["expand", "endpoint"],
    &["check"],
    &["fallback", "ast"],
    &["attr"],
    &["ctxt", "generics", "receiver", "symbol"],
];

#[test]
fn the_macros_have_no_circle() {
    check("macros");
}

#[test]
fn the_macros_are_layered_as_drawn() {
    check_layers("macros", &MACROS);
}

#[test]
fn the_generator_has_no_circle() {
    check("codegen");
}

/// Contracts at run time and emitted Rust are two ways from a spec. What both have to know is below both.
#[test]
fn emitting_and_the_contract_graph_are_apart() {
    check_apart("codegen", &["emit"], &["graph", "prove"]);
}

/// The layers of the workbench from the top down.
const WORKBENCH: [&[&str]; 4] = [
    &["serve", "shadow", "learn", "probe", "watch"],
    &["mock", "help", "try_it", "traffic"],
    &["sample"],
    &["site", "outgoing"],
];

#[test]
fn the_workbench_is_layered() {
    check("workbench");
    check_layers("workbench", &WORKBENCH);
}

/// The layers of the import from the top down, as `ARCHITECTURE.md` draws them.
const IMPORT: [&[&str]; 20] = [
    &["merge", "earlier"],
    &["infer"],
    &["infer::assemble"],
    &["infer::rust_names"],
    &["infer::operations"],
    &["infer::classes", "infer::walk"],
    &["infer::xml_serializer"],
    &["infer::alike", "infer::makers", "infer::members"],
    &["infer::types"],
    &["infer::pairing", "infer::settings", "infer::pages"],
    &["infer::samples"],
    &["infer::wording"],
    &["report", "spec_writer"],
    &["infer::model", "infer::references", "infer::direction", "infer::limits", "infer::listing"],
    &["source"],
    &["fetch"],
    &["html", "text", "markdown"],
    &["foreign", "source::error", "source::location", "fetch::budget"],
    &["outline"],
    &["page", "address", "clr_name", "date", "keys", "origins", "visible"],
];

#[test]
fn the_import_has_no_circle() {
    check("import");
}

#[test]
fn the_import_is_layered_as_drawn() {
    check_layers("import", &IMPORT);
}

/// Inference knows pages as `page` has them, whatever they were written in.
#[test]
fn inference_and_layouts_are_apart() {
    let layouts = ["source", "fetch", "html", "text", "markdown"];
    check_apart("import", &["infer", "report", "spec_writer", "merge"], &layouts);
}

/// The layers of the command line from the top down.
const COMMAND_LINE: [&[&str]; 3] = [
    &["commands"],
    &[
        "report",
        "specs",
        "lookup",
        "stamp",
        "starter",
        "watching",
        "findings",
        "sarif",
        "recordings",
        "secrets",
    ],
    &["args", "failure"],
];

#[test]
fn the_command_line_has_no_circle() {
    check("cli");
}

#[test]
fn the_command_line_is_layered_as_drawn() {
    check_layers("cli", &COMMAND_LINE);
}
