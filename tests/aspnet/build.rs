//! Makes the endpoints, clients and servers of the test services, and of the APIs in `specs/` that are
//! ASP.NET's.

use jsonc_parser::{ParseOptions, parse_to_serde_value};
use serde_json::{Map, Value};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let with_xml_serializer = with_xml_serializer()?;
    let specs = [
        "specs/main",
        "specs/camel",
        "specs/validation",
        "../../specs/lcmanager",
        "../../specs/leadbank",
        "../../specs/lifetrons",
        "../../specs/trackerrms",
        "../../specs/vitec",
    ];
    let specs = specs.iter().map(Path::new).chain([with_xml_serializer.as_path()]);
    datacontract_codegen::Config::new()
        .client(true)
        .server(true)
        // `[JsonObject(IsReference = false)]`, for which specs have no key.
        .type_attribute("Employee", "contract(json_reference = false)")
        .type_attribute("Badge", "contract(json_reference = false)")
        .compile(&specs.collect::<Vec<_>>())?;
    Ok(())
}

/// Writes the spec of the service `main` with `UseXmlSerializer`: that of `main`, without its samples, and with
/// what `specs/xmlserializer` says otherwise.
fn with_xml_serializer() -> Result<PathBuf, Box<dyn Error>> {
    let mut spec = read("specs/main/api.json")?;
    for (name, value) in read("specs/xmlserializer/changes.json")? {
        match (spec.get_mut(&name), value) {
            (Some(Value::Object(types)), Value::Object(others)) if name == "types" => types.extend(others),
            (_, value) => drop(spec.insert(name, value)),
        }
    }
    for endpoint in
        spec.get_mut("endpoints").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
    {
        endpoint.as_object_mut().map(|endpoint| endpoint.remove("samples"));
    }
    let path = PathBuf::from(env::var("OUT_DIR")?).join("xmlserializer.json");
    fs::write(&path, serde_json::to_string_pretty(&spec)?)?;
    Ok(path)
}

fn read(path: &str) -> Result<Map<String, Value>, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={path}");
    Ok(parse_to_serde_value(&fs::read_to_string(path)?, &ParseOptions::default())?)
}
