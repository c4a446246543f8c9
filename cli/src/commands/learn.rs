//! `learn`: what recorded traffic teaches about a spec.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use datacontract_codegen::{
    output::{Change, write_if_changed},
    spec::{FILE_NAME, SAMPLES},
};
#[cfg(feature = "import")]
use datacontract_import::{Options, import, page::Page};
use datacontract_workbench::{
    learn::{self, Certainty, Learner, Lesson, MAX_ENDPOINTS, Revised, Samples, Topic},
    site::Site,
    traffic::Exchange,
};
use serde_json::json;

use crate::{
    args::{LearnArgs, LearnFormat},
    failure::{Failure, Outcome},
    recordings,
    report::{Output, argument, count, styled_diff},
    specs,
};

/// The most lines of a difference that are shown.
const SHOWN_LINES: usize = 400;

pub(crate) fn run(args: &LearnArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let site = specs::site(&args.spec, output)?;
    let (exchanges, _) = recordings::read_all(&site, &args.recordings, output)?;
    let file = if args.spec.is_dir() { args.spec.join(FILE_NAME) } else { args.spec.clone() };
    // What the site was made of may have been saved since.
    let text = fs::read_to_string(&file).map_err(|error| Failure::unreadable(&file, &error))?;
    if text.strip_prefix('\u{feff}').unwrap_or(&text) != site.spec().file.text() {
        return Err(Failure::finding(format!("`{}` has changed in the meantime", file.display()))
            .help("run the command again"));
    }
    let mut learnt = Learnt::of(&site, &text, &exchanges, args.at_least);
    if learnt.has_new_payloads() {
        // They learn from the same recordings, as if they had been there.
        learnt = learnt.and_then(&exchanges, args.at_least);
    }
    let files = if args.samples { learnt.add_samples(&exchanges) } else { BTreeMap::new() };
    let Learnt { lessons, revised, counts, .. } = learnt;
    let is_changed = revised.text != text;
    let said = match args.format {
        LearnFormat::Text => told(&lessons, &revised.is_written, counts),
        LearnFormat::Json => as_json(&lessons, &revised.is_written, counts),
    };
    output.print(&said);
    if args.dry_run {
        if args.format == LearnFormat::Text && is_changed {
            let change = Change { path: file, before: Some(text), after: Some(revised.text) };
            output.print(&styled_diff(&change.diff(), SHOWN_LINES));
            for name in files.keys() {
                output.print(&format!("would write {SAMPLES}/{name}\n"));
            }
        }
        return Ok(Outcome::Good);
    }
    if is_changed {
        // The spec comes last: it names no sample that is not there.
        write_samples(&file, &files)?;
        write_if_changed(&file, &revised.text).map_err(|error| Failure::finding(error.to_string()))?;
        if args.format == LearnFormat::Text {
            output.print(&format!(
                "wrote {}\nnext: cargo datacontract check {}\n",
                file.display(),
                argument(&args.spec.to_string_lossy())
            ));
        }
    }
    Ok(Outcome::Good)
}

/// What was learnt, with the text of the spec in which it is.
struct Learnt {
    lessons: Vec<Lesson>,
    revised: Revised,
    counts: Counts,
    /// The last day on which something was seen.
    day: Option<String>,
}

/// How many answers there were.
#[derive(Clone, Copy)]
struct Counts {
    looked_at: u64,
    /// Those that were at more unknown paths than are remembered.
    left_out: u64,
}

impl Learnt {
    fn of(site: &Site, text: &str, exchanges: &[Exchange], at_least: u64) -> Self {
        let mut learner = Learner::new(site);
        for exchange in exchanges {
            learner.add(exchange);
        }
        #[cfg_attr(not(feature = "import"), expect(unused_mut, reason = "inference is the import's"))]
        let mut lessons = learner.lessons(at_least);
        #[cfg(feature = "import")]
        add_inferred(&mut lessons, &learner);
        let revised = learner.revise(text, &lessons);
        let counts = Counts { looked_at: learner.answers(), left_out: learner.left_out() };
        Learnt { lessons, revised, counts, day: learner.day().map(str::to_owned) }
    }

    /// Returns whether there are endpoints, payloads or classes now of which the spec had said nothing.
    fn has_new_payloads(&self) -> bool {
        let mut lessons = self.lessons.iter().zip(&self.revised.is_written);
        lessons.any(|(lesson, is_written)| {
            // Another serializer teaches what the one before could not be read by.
            let is_new = lesson.topic == Topic::Body
                || (matches!(lesson.topic, Topic::Endpoint | Topic::Derived) && lesson.guess.is_some());
            *is_written && is_new
        })
    }

    /// Returns what is learnt for the spec as it is now, with what was learnt before.
    fn and_then(self, exchanges: &[Exchange], at_least: u64) -> Self {
        let (Some(site), _) = Site::from_text(&self.revised.text, &[]) else { return self };
        let next = Learnt::of(&site, &self.revised.text, exchanges, at_least);
        // What is open is still open, and is told once.
        let written = self.lessons.into_iter().zip(self.revised.is_written).filter(|(_, written)| *written);
        let (lessons, is_written): (Vec<Lesson>, Vec<bool>) =
            written.chain(next.lessons.into_iter().zip(next.revised.is_written)).unzip();
        Learnt { lessons, revised: Revised { is_written, ..next.revised }, ..next }
    }

    /// Adds samples, which the contracts of the spec as it is now reproduce, and returns their files.
    fn add_samples(&mut self, exchanges: &[Exchange]) -> BTreeMap<String, String> {
        let (Some(site), _) = Site::from_text(&self.revised.text, &[]) else { return BTreeMap::new() };
        let samples = Samples::find(&site, exchanges);
        let revised = learn::revise(&self.revised.text, &samples.lessons, self.day.as_deref());
        self.revised.text = revised.text;
        self.revised.is_written.extend(revised.is_written);
        self.lessons.extend(samples.lessons);
        samples.files
    }
}

/// Adds what the import's inference finds in payloads of which the spec says nothing: it looks at what was recorded of them as at
/// the samples of a page.
#[cfg(feature = "import")]
fn add_inferred(lessons: &mut Vec<Lesson>, learner: &Learner<'_>) {
    let pages: Vec<Page> =
        learner.unknown().into_iter().map(|unknown| Page::recorded(unknown.operation)).collect();
    if pages.is_empty() {
        return;
    }
    let inferred = learner.lessons_of(&import(pages.into_iter(), &Options::default()).api_json);
    let of_payloads = |lesson: &&Lesson| lesson.topic == Topic::Body;
    let of_response = |lesson: &&Lesson| of_payloads(lesson) && lesson.finding.contains("a response");
    let found: BTreeSet<&str> =
        inferred.iter().filter(of_response).map(|lesson| lesson.place.as_str()).collect();
    // Nobody has to write the type of these any more.
    lessons.retain(|lesson| !of_payloads(&lesson) || !found.contains(lesson.place.as_str()));
    lessons.extend(inferred);
}

/// Writes samples beside a spec. What is there with another text is an error before anything is written.
fn write_samples(spec: &Path, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let folder = spec.with_file_name(SAMPLES);
    for (name, text) in files {
        let path = folder.join(name);
        if fs::read_to_string(&path).is_ok_and(|known| known != *text) {
            return Err(Failure::finding(format!(
                "`{}` is there, with another text, and the spec does not name it",
                path.display()
            ))
            .help("move it away, or name it in the spec"));
        }
    }
    for (name, text) in files {
        write_if_changed(&folder.join(name), text).map_err(|error| Failure::finding(error.to_string()))?;
    }
    Ok(())
}

fn told(lessons: &[Lesson], is_written: &[bool], counts: Counts) -> String {
    let mut text = String::new();
    let answers = |number: u64| count(usize::try_from(number).unwrap_or(usize::MAX), "answer");
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
            let guess = lesson.guess.as_ref().map(|guess| format!("; {guess}")).unwrap_or_default();
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
    let looked_at = answers(counts.looked_at);
    let _ = writeln!(text, "{looked_at} looked at: {written} learnt, {open} to decide");
    if counts.left_out > 0 {
        let _ = writeln!(
            text,
            "{} not looked at: of paths that the spec does not have {MAX_ENDPOINTS} are remembered",
            answers(counts.left_out)
        );
    }
    text
}

fn as_json(lessons: &[Lesson], is_written: &[bool], counts: Counts) -> String {
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
    format!("{:#}\n", json!({ "answers": counts.looked_at, "leftOut": counts.left_out, "lessons": lessons }))
}
