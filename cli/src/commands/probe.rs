//! `probe`: the real service's safe endpoints, asked slowly, against a spec.

use std::{fs, path::Path, thread, time::Duration};

use datacontract::http::BaseUrl;
use datacontract_workbench::{
    probe::{Caller, Parameters, Plan, plan},
    traffic::{Drift, Severity, recording::Recorder},
};

use super::drift;
use crate::{
    args::ProbeArgs,
    failure::{Failure, Outcome},
    report::{Output, count},
    secrets, specs,
};

pub(crate) fn run(args: &ProbeArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let site = specs::site(&args.spec, output)?;
    let base = BaseUrl::new(&args.to)
        .map_err(|error| Failure::usage(format!("`--to` is no address of a service: {}", error.message())))?;
    let parameters = args.parameters.as_deref().map(parameters).transpose()?.unwrap_or_default();
    if let Some(name) = parameters.unknown(&site.spec().endpoints).next() {
        return Err(Failure::usage(format!("the spec has no endpoint `{name}`"))
            .help("write the heading as it stands in the spec"));
    }
    let plan = plan(&site, base.as_str(), &parameters);
    let accepted = drift::accepted(&site, output)?;
    for left_out in &plan.left_out {
        output.print_error(&format!("left out: {}: {}\n", left_out.endpoint, left_out.why));
    }
    let mut caller = Caller::new(base.as_str());
    for header in &args.headers {
        for line in secrets::lines(header)? {
            caller = caller.header(&line).map_err(|error| Failure::usage(format!("`--header`: {error}")))?;
        }
    }
    announce(&plan, args, output);
    if args.dry_run || plan.calls.is_empty() {
        return Ok(Outcome::Good);
    }
    let recorder = args.record.as_deref().map(|folder| Recorder::create(&site, folder)).transpose();
    let mut recorder = recorder.map_err(|error| Failure::finding(error.to_string()))?;
    let mut drift = Drift::new(&site);
    let mut unanswered = 0;
    for (number, call) in plan.calls.iter().enumerate() {
        if number > 0 {
            thread::sleep(Duration::from_millis(args.delay));
        }
        // What stands in the address may be a secret.
        let (done, all) = (number + 1, plan.calls.len());
        output.print_error(&format!("{done} of {all}: {} ({})\n", call.endpoint, call.accept));
        match caller.call(call) {
            Ok(exchange) => {
                drift.add(base.as_str(), &exchange);
                if let Some(recorder) = &mut recorder {
                    recorder.write(&exchange).map_err(|error| Failure::finding(error.to_string()))?;
                }
            }
            Err(error) => {
                unanswered += 1;
                output.print_error(&format!("  no answer: {error}\n"));
            }
        }
    }
    let mut report = drift.report();
    if let Some(accepted) = accepted {
        let _ = report.accept(&accepted);
    }
    output.print(&drift::text(&report));
    if unanswered > 0 {
        output.print(&format!("{} without an answer\n", count(unanswered, "request")));
    }
    let is_good = unanswered == 0 && !report.has(Severity::Warning);
    Ok(if is_good { Outcome::Good } else { Outcome::Findings })
}

/// Says loudly what is going to be done.
fn announce(plan: &Plan, args: &ProbeArgs, output: &mut Output) {
    let requests = count(plan.calls.len(), "request");
    let what = if args.dry_run { "would send" } else { "sends" };
    output.print_error(&format!(
        "this {what} {requests} (GET and HEAD alone) to a real service, one each {} ms\n",
        args.delay
    ));
    if args.dry_run {
        for call in &plan.calls {
            output.print(&format!("{} ({})\n", call.endpoint, call.accept));
        }
    }
}

fn parameters(path: &Path) -> Result<Parameters, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::unreadable(path, &error))?;
    Parameters::parse(&text)
        .map_err(|error| Failure::usage(format!("`{}` has no parameters: {error}", path.display())))
}
