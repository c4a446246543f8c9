//! The Rust that help pages show, and that their form copies, compiles.
//!
//! `code.rs` has all of it, for the APIs in `specs/`: this test holds it against what the pages have today, and being a
//! part of this program it is compiled. `UPDATE_PAGE_CODE=1` writes it anew.

#[rustfmt::skip]
#[expect(dead_code, unused_variables, reason = "nobody calls what pages show")]
mod code;

use std::{fmt::Write as _, fs, path::Path};

use datacontract_codegen::{
    emit::{CallBody, CallValues, EndpointUsage, call_with},
    spec::{Format, Spec},
};

const SPECS: [&str; 5] = ["lcmanager", "leadbank", "lifetrons", "trackerrms", "vitec"];

#[test]
fn the_code_of_pages_is_what_is_compiled_here() {
    let mut text =
        "// The Rust that the help pages of the APIs in `specs/` show: `UPDATE_PAGE_CODE=1` writes it anew.\n"
            .to_owned();
    for name in SPECS {
        let (spec, _) = Spec::load(&Path::new("../specs").join(name));
        let spec = spec.expect("a spec");
        let module = spec.module.as_str();
        let _ = write!(
            text,
            "\nmod {module} {{\n    use datacontract_apis::{module};\n\n    struct MyService;\n"
        );
        for usage in EndpointUsage::all(&spec) {
            let function = spec.endpoints[usage.place].rust_name();
            function_of(&mut text, &format!("async fn {function}"), &usage.call);
            function_of(&mut text, &format!("fn {function}_blocking"), &usage.blocking_call);
            for format in [Format::Json, Format::Xml] {
                if let Some(values) = typed(&spec, usage.place, format) {
                    let call = call_with(&spec, usage.place, &values).expect("a call");
                    function_of(&mut text, &format!("async fn {function}_typed_{}", format.key()), &call);
                }
            }
            let _ = write!(
                text,
                "\n    mod {function}_served {{\n        use super::{{MyService, {module}}};\n\n{}    }}\n",
                indented(&usage.handler, 8)
            );
        }
        text.push_str("}\n");
    }
    let path = Path::new("tests/page_code/code.rs");
    if std::env::var_os("UPDATE_PAGE_CODE").is_some_and(|value| value == "1") {
        fs::write(path, &text).expect("written");
    }
    assert_eq!(
        fs::read_to_string(path).expect("the code of pages"),
        text,
        "{}: UPDATE_PAGE_CODE=1 writes it",
        path.display()
    );
}

/// Returns a value for each parameter, and the page's sample for the body, as if a person had typed them.
fn typed(spec: &Spec, place: usize, format: Format) -> Option<CallValues> {
    let endpoint = &spec.endpoints[place];
    let files = &endpoint.samples.request;
    let file = if format == Format::Xml { &files.xml } else { &files.json };
    let text = fs::read_to_string(spec.sample_path(file.as_ref()?)).ok()?;
    let parameters =
        endpoint.parameters.iter().map(|parameter| (parameter.name.value.clone(), "7".to_owned()));
    let body = Some(CallBody { format, text });
    Some(CallValues {
        address: Some("http://localhost/\"".to_owned()),
        parameters: parameters.collect(),
        body,
    })
}

fn function_of(text: &mut String, head: &str, body: &str) {
    let _ = write!(
        text,
        "\n    {head}() -> Result<(), Box<dyn std::error::Error>> {{\n{}        Ok(())\n    }}\n",
        indented(body, 8)
    );
}

/// Returns code with blanks before each line, but for what stands in a literal of several lines.
fn indented(code: &str, blanks: usize) -> String {
    if code.contains("r#\"") {
        return format!("{code}\n");
    }
    let line = |line: &str| {
        if line.is_empty() { "\n".to_owned() } else { format!("{}{line}\n", " ".repeat(blanks)) }
    };
    code.lines().map(line).collect()
}
