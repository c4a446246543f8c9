//! `convert`: one payload from one format to the other.

use std::{
    cell::OnceCell,
    fs,
    io::{self, IsTerminal, Read},
    path::Path,
};

use datacontract::{
    Error, ErrorKind, Notice, NoticeKind,
    contract::{Serializer, Type, XmlSettings},
    dynamic::Value,
    json, xml,
};
use datacontract_codegen::{
    diagnostic::{Diagnostics, SourceFile},
    graph::ContractGraph,
    payload::{self, FormatterSettings, Noticing},
    spec::{FILE_NAME, Format, Spec, TypeExpr},
};

use crate::{
    args::{Body, ConvertArgs, Wire, XmlForm},
    failure::{Failure, Outcome},
    lookup,
    report::{Output, print_document},
};

pub(crate) fn run(args: &ConvertArgs, output: &mut Output) -> Result<Outcome, Failure> {
    fs::metadata(&args.spec).map_err(|error| Failure::unreadable(&args.spec, &error))?;
    let (spec, diagnostics) = load(&args.spec);
    let Some(spec) = spec else {
        output.diagnostics(&diagnostics);
        return Ok(Outcome::Findings);
    };
    let expr = payload_type(args, &spec)?;
    let ty = ContractGraph::new(&spec).type_of(&expr);
    let forms = Forms::new(args, &spec, &ty, &expr)?;
    let (name, bytes) = input(args)?;
    let value = read(args, &spec, forms.input, &bytes, &ty, &name, output).map_err(|error| {
        let failure = unreadable(&error, &name, &expr, &forms.word_of(args.from, forms.input));
        match forms.hint(args, &bytes, &ty, &error) {
            Some(help) => failure.help(help),
            None => failure,
        }
    })?;
    let mut text = write(args, &spec, forms.output, &value, &ty).map_err(|error| {
        let word = forms.word_of(args.to, forms.output);
        Failure::finding(format!("the payload cannot be written as {word}: {error}"))
    })?;
    if args.to == Wire::Xml {
        warn_of_forbidden(&text, &name, output);
    }
    if args.indent || io::stdout().is_terminal() {
        text.push('\n');
    }
    print_document(&text)?;
    Ok(Outcome::Good)
}

/// The serializers that the XML of input and output is of.
struct Forms {
    input: Serializer,
    output: Serializer,
    /// Whether they were asked for, so that messages name them.
    are_asked_for: bool,
}

impl Forms {
    fn new(args: &ConvertArgs, spec: &Spec, ty: &Type, expr: &TypeExpr) -> Result<Self, Failure> {
        let endpoint =
            args.endpoint.as_deref().and_then(|heading| lookup::endpoint_named(spec, heading).ok());
        let of_spec = endpoint.map_or(spec.xml, |endpoint| spec.xml_settings(endpoint)).serializer;
        let Some(form) = args.xml else {
            return Ok(Forms { input: of_spec, output: of_spec, are_asked_for: false });
        };
        if args.from == Wire::Json && args.to == Wire::Json {
            return Err(Failure::usage("`--xml` says the form of XML, and neither input nor output is XML"));
        }
        if has_own_serializer(ty) {
            let message = format!(
                "documents of `{}` are XmlSerializer's alone: the spec says so of the type, and `--xml` changes nothing",
                lookup::name_of(expr)
            );
            return Err(Failure::usage(message));
        }
        let (output, other) = match form {
            XmlForm::DataContract => (Serializer::DataContractSerializer, Serializer::XmlSerializer),
            XmlForm::XmlSerializer => (Serializer::XmlSerializer, Serializer::DataContractSerializer),
        };
        let input = if args.to == Wire::Xml { other } else { output };
        Ok(Forms { input, output, are_asked_for: true })
    }

    /// Returns what a format is called in messages.
    fn word_of(&self, wire: Wire, serializer: Serializer) -> String {
        let is_named = self.are_asked_for || serializer == Serializer::XmlSerializer;
        match wire {
            Wire::Xml if is_named => format!("the XML of {}", name_of(serializer)),
            Wire::Xml => "XML".to_owned(),
            Wire::Json => "JSON".to_owned(),
        }
    }

    /// Returns the way out for a document that is in the other form.
    fn hint(&self, args: &ConvertArgs, bytes: &[u8], ty: &Type, error: &Error) -> Option<String> {
        if args.from != Wire::Xml || error.kind() != ErrorKind::Root {
            return None;
        }
        let other = match self.input {
            Serializer::DataContractSerializer => Serializer::XmlSerializer,
            Serializer::XmlSerializer => Serializer::DataContractSerializer,
        };
        let mut options = xml::ReadOptions::of_settings(&XmlSettings::new().serializer(other));
        options.max_size = bytes.len();
        xml::read_value_from_slice_with(bytes, ty, options).ok()?;
        let way_out = match (args.to, &args.xml) {
            (Wire::Json, _) => format!("`--xml {}` reads it", word_of_form(other)),
            (Wire::Xml, Some(_)) => "leave out `--xml`, or give it the other form".to_owned(),
            (Wire::Xml, None) => format!("`--xml {}` converts it", word_of_form(self.input)),
        };
        Some(format!("the document is in the form of {}: {way_out}", name_of(other)))
    }
}

/// Returns whether the spec says of a type that documents with this root go through `XmlSerializer`.
fn has_own_serializer(ty: &Type) -> bool {
    matches!(ty, Type::Contract(contract) if contract.get().xml_serializer().is_own_serializer)
}

fn name_of(serializer: Serializer) -> &'static str {
    match serializer {
        Serializer::DataContractSerializer => "DataContractSerializer",
        Serializer::XmlSerializer => "XmlSerializer",
    }
}

fn word_of_form(serializer: Serializer) -> &'static str {
    match serializer {
        Serializer::DataContractSerializer => "dataContract",
        Serializer::XmlSerializer => "xmlSerializer",
    }
}

/// Returns the spec; whether its samples are there does not matter: this command may be what makes them.
fn load(path: &Path) -> (Option<Spec>, Diagnostics) {
    let file = if path.is_dir() { path.join(FILE_NAME) } else { path.to_owned() };
    match fs::read_to_string(&file) {
        Ok(text) => Spec::from_text(&file, &text),
        Err(_) => Spec::load(path),
    }
}

fn payload_type(args: &ConvertArgs, spec: &Spec) -> Result<TypeExpr, Failure> {
    if let Some(name) = &args.ty {
        return lookup::type_named(spec, name);
    }
    let heading = args.endpoint.as_deref().unwrap_or_default();
    let endpoint = lookup::endpoint_named(spec, heading)?;
    let which = args.body.unwrap_or(Body::Request);
    let payload = match which {
        Body::Request => &endpoint.body,
        Body::Response => &endpoint.response,
    };
    let missing = || Failure::usage(format!("`{}` has no {}", endpoint.heading.value, which.word()));
    payload.as_ref().map(|payload| payload.ty.clone()).ok_or_else(missing)
}

/// Returns the payload, and what to call where it comes from.
fn input(args: &ConvertArgs) -> Result<(String, Vec<u8>), Failure> {
    if let Some(path) = args.file.as_deref().filter(|file| *file != Path::new("-")) {
        let file = fs::File::open(path).map_err(|error| Failure::unreadable(path, &error))?;
        let bytes = limited(args, file).map_err(|error| Failure::unreadable(path, &error))?;
        return Ok((path.display().to_string(), not_too_large(args, bytes)?));
    }
    let bytes = limited(args, io::stdin().lock())
        .map_err(|error| Failure::usage(format!("standard input cannot be read: {error}")))?;
    Ok(("<stdin>".to_owned(), not_too_large(args, bytes)?))
}

/// Returns how many bytes the payload may have.
fn max_size(args: &ConvertArgs) -> u64 {
    u64::from(args.max_size) << 20
}

/// Reads the payload, or one byte more than it may have: the input need not have an end.
fn limited(args: &ConvertArgs, input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(max_size(args) + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn not_too_large(args: &ConvertArgs, bytes: Vec<u8>) -> Result<Vec<u8>, Failure> {
    if bytes.len() as u64 <= max_size(args) {
        return Ok(bytes);
    }
    let message = format!("the payload has more than {} MiB; nothing was converted", args.max_size);
    Err(Failure::usage(message).help("`--max-size` raises the limit"))
}

/// Reads the payload, and says what of it is passed over.
fn read(
    args: &ConvertArgs,
    spec: &Spec,
    serializer: Serializer,
    bytes: &[u8],
    ty: &Type,
    name: &str,
    output: &mut Output,
) -> Result<Value, Error> {
    // A payload that is no UTF-8 is an error of the reader, before it gives any notice.
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let source = OnceCell::new();
    let mut notice = |notice: &Notice<'_>| {
        let why = match (notice.kind, args.from) {
            (NoticeKind::Unknown, _) => "the contract does not have it there",
            (NoticeKind::Duplicate, Wire::Xml) => "it stands there twice, and the first one counts",
            (NoticeKind::OutOfOrder, _) => "it is out of order, and .NET loses it",
            (NoticeKind::Omitted(more), _) => {
                output.warning(&format!("{name}: {more} more differences from the contract are not shown"));
                return;
            }
            _ => return,
        };
        let file = || SourceFile::new(Path::new(name), text);
        let place = notice.offset.map(|offset| source.get_or_init(file).line_column(offset));
        let place = place.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
        let (path, member) = (notice.path, notice.name);
        output.warning(&format!("{name}{place}: `{path}/{member}` is passed over: {why}"));
    };
    let settings = FormatterSettings {
        json: spec.json_settings(),
        xml: spec.xml.serializer(serializer),
        indented: false,
    };
    let format = if args.from == Wire::Xml { Format::Xml } else { Format::Json };
    let noticing = Noticing { strict: args.strict, max_size: Some(bytes.len()), notice: &mut notice };
    payload::read_noticing(format, bytes, ty, &settings, noticing)
}

fn write(
    args: &ConvertArgs,
    spec: &Spec,
    serializer: Serializer,
    value: &Value,
    ty: &Type,
) -> Result<String, Error> {
    match args.to {
        Wire::Xml => {
            let text = xml::write_value(
                value,
                ty,
                &xml::WriteOptions::of_settings(&spec.xml.serializer(serializer)),
            )?;
            Ok(if args.indent && !spec.xml.indented { xml::indent(&text) } else { text })
        }
        Wire::Json => {
            let mut options = json::WriteOptions::default();
            options.indented = args.indent;
            options.settings = Some(spec.json_settings());
            json::write_value(value, ty, &options)
        }
    }
}

/// Warns of characters that XML forbids. .NET writes references to them, which its own reader takes; texts
/// have no others.
fn warn_of_forbidden(xml: &str, name: &str, output: &mut Output) {
    let references = xml.split("&#x").skip(1).filter_map(|rest| rest.split_once(';'));
    let mut codes: Vec<u32> = references
        .filter_map(|(hex, _)| u32::from_str_radix(hex, 16).ok())
        .filter(|code| !matches!(code, 9 | 10 | 13))
        .collect();
    codes.sort_unstable();
    codes.dedup();
    if !codes.is_empty() {
        let codes: Vec<String> = codes.iter().map(|code| format!("U+{code:04X}")).collect();
        output.warning(&format!(
            "{name}: the XML refers to characters that XML 1.0 forbids, {}: it is what .NET writes, and what its reader \
             takes, but other parsers refuse it",
            codes.join(", ")
        ));
    }
}

/// Returns the reader's message with all that it knows of the place, and nothing of the document: it may be
/// secret.
fn unreadable(error: &Error, name: &str, ty: &TypeExpr, from: &str) -> Failure {
    let mut message =
        format!("the payload cannot be read as `{}` in {from}: {}", lookup::name_of(ty), error.message());
    if !error.path().is_empty() {
        message = format!("{message}\n  in {}", error.path());
    }
    let place = match error.line_column() {
        Some((line, column)) => format!("{name}:{line}:{column}"),
        None => name.to_owned(),
    };
    if let Some(offset) = error.offset() {
        message = format!("{message}\n  at {place}, byte {offset}");
    }
    Failure::finding(message)
}
