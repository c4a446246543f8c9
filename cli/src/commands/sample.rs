//! `sample`: what an endpoint is sent or answers, or a value of a type.

use datacontract_codegen::{
    diagnostic::Diagnostics,
    spec::{Format, Spec},
};
use datacontract_workbench::{
    sample::{self, Side},
    site::Site,
};

use crate::{
    args::{Body, SampleArgs, Wire},
    failure::{Failure, Outcome},
    lookup,
    report::{self, Output},
};

pub(crate) fn run(args: &SampleArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let (spec, diagnostics) = Spec::load(&args.spec);
    output.diagnostics(&diagnostics);
    let Some(spec) = spec else {
        return Err(Failure::finding("the spec has errors, so that there are no samples"));
    };
    let site = Site::new(spec, &Diagnostics::new());
    let format = match args.format {
        Wire::Json => Format::Json,
        Wire::Xml => Format::Xml,
    };
    let text = match &args.ty {
        Some(name) => of_type(&site, name, format)?,
        None => of_endpoint(&site, args, format)?,
    };
    report::print_document(&(text + "\n"))?;
    Ok(Outcome::Good)
}

fn of_type(site: &Site, name: &str, format: Format) -> Result<String, Failure> {
    let ty = lookup::type_named(site.spec(), name)?;
    sample::type_text(site, &ty, format).map_err(|error| unwritable(&lookup::name_of(&ty), &error))
}

fn of_endpoint(site: &Site, args: &SampleArgs, format: Format) -> Result<String, Failure> {
    let endpoint = lookup::endpoint_named(site.spec(), args.endpoint.as_deref().unwrap_or_default())?;
    let place = site.spec().endpoints.iter().position(|known| std::ptr::eq(known, endpoint));
    let (side, what) = match args.body {
        Some(Body::Request) => (Side::Request, Body::Request),
        Some(Body::Response) | None => (Side::Response, Body::Response),
    };
    let heading = &endpoint.heading.value;
    let text = sample::sample_text(site, place.unwrap_or(usize::MAX), side, format);
    let text = text.map_err(|error| unwritable(&format!("the {} of `{heading}`", what.word()), &error))?;
    text.ok_or_else(|| Failure::usage(format!("`{heading}` has no {}", what.word())))
}

fn unwritable(what: &str, error: &datacontract::Error) -> Failure {
    Failure::finding(format!("{what} cannot be written: {}", error.message()))
}
