//! `learn`: what recorded traffic teaches about a spec.

use std::{fmt::Write as _, fs};

use datacontract_codegen::{
    output::{Change, write_if_changed},
    spec::FILE_NAME,
};
use datacontract_workbench::learn::{Certainty, Learner, Lesson};
use serde_json::json;

use crate::{
    args::{LearnArgs, LearnFormat},
    failure::{Failure, Outcome},
    recordings,
    report::{Output, count, styled_diff},
    specs,
};

/// The most lines of a difference that are shown.
const SHOWN_LINES: usize = 400;

pub(crate) fn run(args: &LearnArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let site = specs::site(&args.spec, output)?;
    let mut learner = Learner::new(&site);
    for path in &args.recordings {
        recordings::read(path)?.iter().for_each(|exchange| learner.add(exchange));
    }
    let lessons = learner.lessons(args.at_least);
    let file = if args.spec.is_dir() { args.spec.join(FILE_NAME) } else { args.spec.clone() };
    // What the site was made of may have been saved since.
    let text = fs::read_to_string(&file).map_err(|error| Failure::unreadable(&file, &error))?;
    if text.strip_prefix('\u{feff}').unwrap_or(&text) != site.spec().file.text() {
        return Err(Failure::finding(format!("`{}` has changed in the meantime", file.display()))
            .help("run the command again"));
    }
    let revised = learner.revise(&text, &lessons);
    let is_changed = revised.text != text;
    let said = match args.format {
        LearnFormat::Text => told(&lessons, &revised.is_written, learner.answers()),
        LearnFormat::Json => as_json(&lessons, &revised.is_written, learner.answers()),
    };
    output.print(&said);
    if args.dry_run {
        if args.format == LearnFormat::Text && is_changed {
            let change = Change { path: file, before: Some(text), after: Some(revised.text) };
            output.print(&styled_diff(&change.diff(), SHOWN_LINES));
        }
        return Ok(Outcome::Good);
    }
    if is_changed {
        write_if_changed(&file, &revised.text).map_err(|error| Failure::finding(error.to_string()))?;
        if args.format == LearnFormat::Text {
            output.print(&format!(
                "wrote {}\nnext: cargo datacontract check {}\n",
                file.display(),
                args.spec.display()
            ));
        }
    }
    Ok(Outcome::Good)
}

fn told(lessons: &[Lesson], is_written: &[bool], answers: u64) -> String {
    let mut text = String::new();
    let answers = usize::try_from(answers).unwrap_or(usize::MAX);
    let mut section = |title: &str, wanted: &dyn Fn(&Lesson, bool) -> bool| {
        let found: Vec<&Lesson> = lessons
            .iter()
            .zip(is_written)
            .filter(|(lesson, is_written)| wanted(lesson, **is_written))
            .map(|(lesson, _)| lesson)
            .collect();
        if found.is_empty() {
            return;
        }
        let _ = writeln!(text, "{title}");
        for lesson in found {
            let guess = lesson.guess.map(|guess| format!("; {guess}")).unwrap_or_default();
            let _ = writeln!(text, "  {}: {} ({}{guess})", lesson.place, lesson.finding, lesson.evidence);
        }
        text.push('\n');
    };
    section("Shown by documents:", &|lesson, is_written| is_written && lesson.certainty == Certainty::Shown);
    section("Never otherwise:", &|lesson, is_written| is_written && lesson.certainty == Certainty::Counted);
    section("To decide:", &|lesson, _| lesson.certainty == Certainty::Open);
    section("Not written, since it would be a mistake in the spec:", &|lesson, is_written| {
        !is_written && lesson.certainty != Certainty::Open
    });
    let written = is_written.iter().filter(|is_written| **is_written).count();
    let open = lessons.iter().filter(|lesson| lesson.certainty == Certainty::Open).count();
    let _ = writeln!(text, "{} looked at: {} learnt, {open} to decide", count(answers, "answer"), written);
    text
}

fn as_json(lessons: &[Lesson], is_written: &[bool], answers: u64) -> String {
    let lesson = |(lesson, is_written): (&Lesson, &bool)| {
        json!({
            "topic": lesson.topic.word(),
            "certainty": lesson.certainty.word(),
            "place": lesson.place,
            "finding": lesson.finding,
            "evidence": lesson.evidence,
            "guess": lesson.guess,
            "written": is_written,
        })
    };
    let lessons: Vec<_> = lessons.iter().zip(is_written).map(lesson).collect();
    format!("{:#}\n", json!({ "answers": answers, "lessons": lessons }))
}
