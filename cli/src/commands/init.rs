//! `init`: a spec to start from.

use std::{fs, path::Path};

use datacontract_codegen::{
    output::OutputFile,
    spec::{FILE_NAME, SAMPLES, rust_name::field_name},
};

use crate::{
    args::InitArgs,
    failure::{Failure, Outcome},
    report::{Output, argument},
};

const SPEC: &str = include_str!("../starter/api.json");
const SAMPLE_FILES: [(&str, &str); 4] = [
    ("CreateOrder.request.json", include_str!("../starter/samples/CreateOrder.request.json")),
    ("CreateOrder.request.xml", include_str!("../starter/samples/CreateOrder.request.xml")),
    ("CreateOrder.response.json", include_str!("../starter/samples/CreateOrder.response.json")),
    ("CreateOrder.response.xml", include_str!("../starter/samples/CreateOrder.response.xml")),
];

/// The API's name where nothing says what it is.
const NAME: &str = "Example";

pub(crate) fn run(args: &InitArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let name = match (&args.name, &args.dir) {
        (Some(name), _) if name.trim().is_empty() => {
            return Err(Failure::usage("the name of the API is empty"));
        }
        (Some(name), _) => name.trim().to_owned(),
        (None, Some(dir)) => name_of(dir),
        (None, None) => NAME.to_owned(),
    };
    // A module's file is called as the module is, so no `r#`.
    let module = match field_name(&name) {
        module if module.starts_with("r#") => format!("{}_api", &module[2..]),
        module => module,
    };
    let dir = args.dir.clone().unwrap_or_else(|| Path::new("specs").join(&module));
    let files = files(&dir, &name, &module);
    super::create_files(&dir, &files, output)?;
    output.print(&format!("next: cargo datacontract check {}\n", argument(&dir.to_string_lossy())));
    Ok(Outcome::Good)
}

/// Returns what a folder's name says about the API.
fn name_of(dir: &Path) -> String {
    let full = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    full.file_name().map_or_else(|| NAME.to_owned(), |name| name.to_string_lossy().into_owned())
}

fn files(dir: &Path, name: &str, module: &str) -> Vec<OutputFile> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let spec = SPEC.replace("\"{name}\"", &quoted(name)).replace("\"{module}\"", &quoted(module));
    let samples = SAMPLE_FILES
        .iter()
        .map(|(name, text)| OutputFile { path: dir.join(SAMPLES).join(name), contents: (*text).to_owned() });
    [OutputFile { path: dir.join(FILE_NAME), contents: spec }].into_iter().chain(samples).collect()
}
