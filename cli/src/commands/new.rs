//! `new`: a program that calls an API, or that serves it.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use datacontract_codegen::{
    CONFIG_FILE, Project,
    emit::starter::Starter,
    output::{OutputFile, with_folder},
    spec::{Authentication, FILE_NAME, Grant, Spec},
};

use crate::{
    args::{NewArgs, NewKind},
    failure::{Failure, Outcome},
    report::{Output, argument},
};

const CLIENT: &str = include_str!("../starter/program/client.rs");
const SERVER: &str = include_str!("../starter/program/server.rs");
const SERVICE: &str = include_str!("../starter/program/service.rs");
const TESTS: &str = include_str!("../starter/program/tests.rs");
const BUILD: &str = include_str!("../starter/program/build.rs");
const MANIFEST: &str = include_str!("../starter/program/package.toml");
const PROJECT: &str = include_str!("../starter/program/datacontract.json");

pub(crate) fn run(args: &NewArgs, output: &mut Output) -> Result<Outcome, Failure> {
    fs::metadata(&args.spec).map_err(|error| Failure::unreadable(&args.spec, &error))?;
    let (spec, diagnostics) = Spec::load(&args.spec);
    output.diagnostics(&diagnostics);
    let Some(spec) = spec else { return Ok(Outcome::Findings) };
    let starter = Starter::new(&spec).ok_or_else(|| {
        Failure::usage("the spec has no endpoints")
            .help("`cargo datacontract import` makes one of help pages")
    })?;
    let project_spec = if args.build_script { None } else { project_spec(args)? };
    let program = Program { args, spec: &spec, starter: &starter, project_spec };
    let Some(files) = program.files(output)? else { return Ok(Outcome::Findings) };
    super::create_files(&args.path, &files, output)?;
    output.print(&format!("next: cd {} && cargo run\n", argument(&args.path.to_string_lossy())));
    Ok(Outcome::Good)
}

/// What is to be written.
struct Program<'a> {
    args: &'a NewArgs,
    spec: &'a Spec,
    starter: &'a Starter,
    /// The spec as the configuration of the program names it; `None` if its `build.rs` generates the code.
    project_spec: Option<String>,
}

impl Program<'_> {
    fn files(&self, output: &mut Output) -> Result<Option<Vec<OutputFile>>, Failure> {
        let folder = &self.args.path;
        let source = folder.join("src");
        let file = |path: PathBuf, contents| OutputFile { path, contents };
        let mut files = vec![file(folder.join("Cargo.toml"), self.manifest()?)];
        match &self.project_spec {
            Some(spec) => {
                let config = file(folder.join(CONFIG_FILE), self.configuration(spec));
                let Some(generated) = generated(&config, output)? else { return Ok(None) };
                files.push(config);
                files.extend(generated);
            }
            None => files.push(file(folder.join("build.rs"), self.build()?)),
        }
        match self.args.kind {
            NewKind::Client => files.push(file(source.join("main.rs"), self.client())),
            NewKind::Server => files.extend([
                file(source.join("main.rs"), self.server()),
                file(source.join("service.rs"), self.service()),
                file(source.join("tests.rs"), self.tests()),
            ]),
        }
        Ok(Some(files))
    }

    /// Returns the configuration by which `generate` makes the APIs' modules.
    fn configuration(&self, spec: &str) -> String {
        let (part, more) = match self.args.kind {
            NewKind::Client => ("client", ""),
            NewKind::Server => ("server", "\n  // By which the tests call it.\n  \"client\": true,"),
        };
        let spec = format!("{spec:?}");
        self.filled(PROJECT, &[("name", &self.starter.name), ("spec", &spec), ("part", part), ("more", more)])
    }

    /// Returns the items of a program that bring in the API's module.
    fn module(&self) -> String {
        let Starter { module, .. } = self.starter;
        if self.project_spec.is_none() {
            return self.filled(INCLUDED, &[]);
        }
        let own = &self.spec.module.value;
        let path = if own == module { own.clone() } else { format!("{own} as {module}") };
        format!("{CHECKED_IN}\n\nuse apis::{path};")
    }

    fn client(&self) -> String {
        let Starter { name, call, has_response, has_outcome, .. } = self.starter;
        let example = self.spec.base_url.as_ref().map_or("https://example.com", |url| url.as_str());
        let otherwise = match &self.spec.base_url {
            Some(url) => format!(".unwrap_or_else(|| {:?}.to_owned())", url.value),
            None => ".ok_or(\"where is the service? `cargo run -- https://example.com`\")?".to_owned(),
        };
        let variable = |name: &str| format!("&std::env::var({name:?}).unwrap_or_default()");
        let (of_http, of_client) = match &self.spec.authentication {
            Authentication::None | Authentication::Body(_) => (String::new(), String::new()),
            Authentication::Basic => {
                let (user, password) = (variable("API_USER"), variable("API_PASSWORD"));
                (format!(".basic(\n        {user},\n        {password},\n    )"), String::new())
            }
            Authentication::Cookie(_) => (String::new(), format!(".cookie({})", variable("API_COOKIE"))),
            Authentication::Token(token) => {
                let (name, secret) = match token.grant {
                    Grant::Password => ("API_USER", "API_PASSWORD"),
                    Grant::ClientCredentials => ("API_CLIENT_ID", "API_CLIENT_SECRET"),
                };
                let further = token.fields.iter().filter(|field| field.value.is_none());
                let further = further.map(|field| format!("API_{}", field.name.to_uppercase()));
                let arguments: Vec<String> = [name.to_owned(), secret.to_owned()]
                    .into_iter()
                    .chain(further)
                    .map(|name| format!("\n        {},", variable(&name)))
                    .collect();
                (String::new(), format!(".login({}\n    )", arguments.concat()))
            }
            Authentication::Header(_) | Authentication::Query(_) => {
                (String::new(), format!(".api_key({})", variable("API_KEY")))
            }
        };
        let call = if *has_response {
            format!("let response = {call};\n    println!(\"{{response:#?}}\");")
        } else {
            format!("{call};\n    println!(\"done\");")
        };
        let about_outcome = if *has_outcome {
            "\n    // Without `ignore_outcome` a code in the response that means failure is an error."
        } else {
            ""
        };
        let mut items = vec!["client::Client"];
        items.extend(call.contains("samples::").then_some("samples"));
        let (module, path) = match self.project_spec {
            None => (self.module(), self.starter.module.clone()),
            Some(_) => (CHECKED_IN.to_owned(), format!("apis::{}", self.spec.module.value)),
        };
        let own_name = format!("self as {}", self.starter.module);
        if self.project_spec.is_some() && !self.own_name_in(&call).is_empty() {
            let is_same = self.starter.module == self.spec.module.value;
            items.insert(0, if is_same { "self" } else { &own_name });
        }
        let imports = match &items[..] {
            [only] => (*only).to_owned(),
            items => format!("{{{}}}", items.join(", ")),
        };
        self.filled(
            CLIENT,
            &[
                ("name", name),
                ("api", &module),
                ("example", example),
                ("path", &path),
                ("imports", &imports),
                ("otherwise", &otherwise),
                ("of_http", &of_http),
                ("of_client", &of_client),
                ("about_outcome", about_outcome),
                ("call", &call),
            ],
        )
    }

    fn server(&self) -> String {
        self.filled(SERVER, &[("name", &self.starter.name), ("api", &self.module())])
    }

    fn service(&self) -> String {
        let methods = self.starter.methods.join("\n");
        let module = self.own_name_in(&methods);
        let samples = if methods.contains("samples::") { ", samples" } else { "" };
        let imports = format!("{{{module}endpoints{samples}, server::Service}}");
        self.filled(SERVICE, &[("name", &self.starter.name), ("imports", &imports), ("methods", &methods)])
    }

    /// Returns what imports the API's module by its own name, where code calls types of it by that.
    fn own_name_in(&self, code: &str) -> &'static str {
        if code.contains(&format!("{}::", self.starter.module)) { "self, " } else { "" }
    }

    fn tests(&self) -> String {
        let tests = self.starter.tests.join("\n");
        let samples = if tests.contains("samples::") { "samples, " } else { "" };
        let (about, attributes) = if self.starter.has_annotations {
            ("\n    // Samples of help pages need not heed what attributes demand.", ".validates(false)")
        } else {
            ("", "")
        };
        let texts = [
            ("own_name", self.own_name_in(&tests)),
            ("samples", samples),
            ("about_attributes", about),
            ("attributes", attributes),
            ("tests", tests.trim_end()),
        ];
        self.filled(TESTS, &texts)
    }

    /// Returns a template with the module's names, and with these texts in the places of theirs. What is put
    /// in is not looked through for further places.
    fn filled(&self, template: &str, texts: &[(&str, &str)]) -> String {
        let file = self.spec.module.trim_start_matches("r#");
        let of_module = [("module", self.starter.module.as_str()), ("file", file)];
        let mut filled = String::new();
        let mut rest = template;
        while let Some(start) = rest.find('{') {
            let (before, place) = rest.split_at(start);
            filled.push_str(before);
            let found = of_module.iter().chain(texts).find_map(|(name, text)| {
                let rest = place[1..].strip_prefix(name)?.strip_prefix('}')?;
                Some((*text, rest))
            });
            let (text, behind) = found.unwrap_or(("{", &place[1..]));
            filled.push_str(text);
            rest = behind;
        }
        filled + rest
    }

    fn build(&self) -> Result<String, Failure> {
        // The spec is used where it is: what is changed there is changed here.
        let spec = relative(&self.args.path, &self.args.spec)?;
        let spec = format!("{:?}", spec.to_string_lossy().replace('\\', "/"));
        let (part, about_client) = match self.args.kind {
            NewKind::Client => ("client", ""),
            NewKind::Server => ("server", "\n        // By which the tests call it.\n        .client(true)"),
        };
        let name = &self.starter.name;
        Ok(self.filled(
            BUILD,
            &[("part", part), ("about_client", about_client), ("name", name), ("spec", &spec)],
        ))
    }

    fn manifest(&self) -> Result<String, Failure> {
        let mut dependencies = match self.args.kind {
            NewKind::Client => vec![("datacontract", self.runtime()?, "\"rustls\", \"ureq\"")],
            NewKind::Server => vec![
                ("axum", version("0.8", "default-features = false"), ""),
                ("datacontract", self.runtime()?, "\"client\", \"serve\", \"tracing\""),
                ("tokio", version("1", ""), "\"macros\", \"net\", \"rt-multi-thread\""),
                ("tracing", version("0.1", ""), ""),
                ("tracing-subscriber", version("0.3", "default-features = false"), "\"ansi\", \"fmt\""),
            ],
        };
        let mut dependencies: Vec<String> = dependencies
            .drain(..)
            .map(|(name, source, features)| dependency(name, &source, features))
            .collect();
        if self.args.kind == NewKind::Server {
            dependencies.push(LAYERS.to_owned());
        }
        let codegen = match self.workspace()? {
            Some(folder) => format!("{{ {} }}", path(&folder.join("codegen"))),
            None => format!("{:?}", env!("CARGO_PKG_VERSION")),
        };
        let build_dependencies = match &self.project_spec {
            Some(_) => String::new(),
            None => format!("[build-dependencies]\ndatacontract-codegen = {codegen}\n\n"),
        };
        let manifest = self.filled(
            MANIFEST,
            &[
                ("package", &self.package()),
                ("dependencies", &dependencies.join("\n")),
                ("build_dependencies", &build_dependencies),
            ],
        );
        let around = absolute(&self.args.path)?.ancestors().skip(1).any(is_workspace);
        let own = "\n# This crate is no member of the workspace around it.\n[workspace]\n";
        Ok(if around { manifest + own } else { manifest })
    }

    fn runtime(&self) -> Result<String, Failure> {
        Ok(match self.workspace()? {
            Some(folder) => path(&folder.join("runtime")),
            None => version(env!("CARGO_PKG_VERSION"), ""),
        })
    }

    /// Returns the folder that has `runtime` and `codegen`, where these are not taken from the registry: what
    /// `--runtime` says, else the workspace of `datacontract` itself if the command runs in it.
    fn workspace(&self) -> Result<Option<PathBuf>, Failure> {
        if let Some(runtime) = &self.args.runtime {
            let folder = absolute(runtime)?;
            let beside = folder.parent().map(Path::to_owned).unwrap_or_default();
            if !is_ours(&beside) || !folder.ends_with("runtime") {
                let message = format!("`{}` is not the folder of the runtime", runtime.display());
                return Err(Failure::usage(message).help(
                    "name the folder `runtime` of datacontract's repository, beside which `codegen` is",
                ));
            }
            return Ok(Some(beside));
        }
        let here = absolute(Path::new("."))?;
        Ok(here.ancestors().find(|folder| is_ours(folder)).map(Path::to_owned))
    }

    /// Returns the name of the crate: its folder's, as far as cargo takes it.
    fn package(&self) -> String {
        let folder = self.args.path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let name: String =
            folder.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
        let name = name.trim_matches('-');
        let is_taken = ["datacontract", "datacontract-codegen", "test", "tokio"].contains(&name);
        match name {
            _ if is_taken => format!("own-{name}"),
            name if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') => name.to_owned(),
            name => format!("api-{name}").trim_end_matches('-').to_owned(),
        }
    }
}

/// The module that `build.rs` generates.
const INCLUDED: &str = "\
// `build.rs` generates this module from the spec. A program rarely uses all of it.
#[allow(dead_code)]
mod {module} {
    datacontract::include_api!(\"{file}\");
}";

/// The module that `generate` writes.
const CHECKED_IN: &str = "\
// `cargo datacontract generate` writes this module from the spec. A program rarely uses all of it.
#[allow(dead_code)]
mod apis;";

/// What the layers need that stand in the program as comments.
const LAYERS: &str = r#"# tower-http = { version = "0.7", features = ["compression-gzip", "cors"] }"#;

/// Returns the line of a manifest for a dependency.
fn dependency(name: &str, source: &str, features: &str) -> String {
    match (features, source.strip_prefix("version = ")) {
        ("", Some(version)) if !version.contains(',') => format!("{name} = {version}"),
        ("", _) => format!("{name} = {{ {source} }}"),
        _ => format!("{name} = {{ {source}, features = [{features}] }}"),
    }
}

fn version(version: &str, more: &str) -> String {
    format!("version = \"{version}\", {more}").trim_end_matches([',', ' ']).to_owned()
}

fn path(folder: &Path) -> String {
    format!("path = {:?}", folder.to_string_lossy().replace('\\', "/"))
}

/// Returns what `generate` makes of a configuration; `None` if there are mistakes, which are said.
fn generated(config: &OutputFile, output: &mut Output) -> Result<Option<Vec<OutputFile>>, Failure> {
    let (project, diagnostics) = Project::from_text(&config.path, &config.contents);
    output.diagnostics(&diagnostics);
    let Some(project) = project else { return Ok(None) };
    let (plan, diagnostics) = with_folder(project.folder(), || project.plan())
        .map_err(|error| Failure::unwritable(&error.path, &error.source))?;
    output.diagnostics(&diagnostics);
    Ok(plan.map(|plan| plan.files().iter().cloned().chain([plan.record()]).collect()))
}

/// Returns the spec as a configuration in the program's folder names it: by its folder. `None` if a configuration cannot
/// name it, since its file is called otherwise, or since there is no relative path.
fn project_spec(args: &NewArgs) -> Result<Option<String>, Failure> {
    let folder = match args.spec.file_name() {
        Some(name) if args.spec.is_file() && name == FILE_NAME => {
            args.spec.parent().map(Path::to_owned).unwrap_or_default()
        }
        _ => args.spec.clone(),
    };
    let path = relative(&args.path, if folder.as_os_str().is_empty() { Path::new(".") } else { &folder })?;
    let is_nameable = folder.join(FILE_NAME).is_file()
        && path.is_relative()
        && !path.components().any(|part| part.as_os_str() == "*");
    let text = path.to_str().map(|text| text.replace('\\', "/"));
    Ok(text.filter(|text| is_nameable && !text.contains(char::is_control)))
}

/// Returns whether a folder is that of `datacontract`'s own workspace.
fn is_ours(folder: &Path) -> bool {
    let names = |part: &str, name: &str| {
        fs::read_to_string(folder.join(part).join("Cargo.toml"))
            .is_ok_and(|text| text.lines().any(|line| line == format!("name = \"{name}\"")))
    };
    names("runtime", "datacontract") && names("codegen", "datacontract-codegen")
}

fn is_workspace(folder: &Path) -> bool {
    fs::read_to_string(folder.join("Cargo.toml"))
        .is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
}

/// Returns the path from the root on, without links as far as it is there.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    let full = std::path::absolute(path).map_err(|error| Failure::unreadable(path, &error))?;
    let there = full.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    Ok(match there {
        Some((ancestor, canonical)) => match full.strip_prefix(ancestor) {
            Ok(rest) if rest.as_os_str().is_empty() => canonical,
            Ok(rest) => canonical.join(rest),
            Err(_) => full,
        },
        None => full,
    })
}

/// Returns the way from a folder to a file or folder; the whole path where there is none.
fn relative(from: &Path, to: &Path) -> Result<PathBuf, Failure> {
    let (from, to) = (absolute(from)?, absolute(to)?);
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return Ok(to.iter().collect());
    }
    let up = from.iter().skip(common).map(|_| Component::ParentDir);
    Ok(up.chain(to.iter().skip(common).copied()).collect())
}

#[cfg(test)]
mod tests {
    use super::{relative, version};
    use std::path::Path;

    #[test]
    fn the_way_to_the_spec_is_short() {
        for (from, to, expected) in [
            ("/no/where/apps/client", "/no/where/specs/orders", "../../specs/orders"),
            ("/no/where/client", "/no/where", ".."),
            ("/no/where", "/no/where/specs", "specs"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)).ok().as_deref(), Some(Path::new(expected)));
        }
    }

    #[test]
    fn sources_are_toml() {
        assert_eq!(version("1", ""), "version = \"1\"");
        assert_eq!(version("1", "default-features = false, "), "version = \"1\", default-features = false");
    }
}
