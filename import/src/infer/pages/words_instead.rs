//! A site's own words in place of samples of which specs keep none, as those of forms.

use crate::{
    infer::{
        model::Remark,
        samples::sample_formats::{have_format, is_of_forms},
    },
    outline::samples::{self, Shape},
    page::{Payload, Sample, SampleContent},
};

/// What a page says in place of a sample.
#[derive(Debug)]
pub(crate) enum Instead {
    /// Forms are not supported. `formatters` without forms says the same.
    NoForms(Remark),
    /// Anything else.
    Words(Remark),
}

/// Takes the words out of the place of such samples.
///
/// What the engine itself says there is said of every form, and of no use.
pub(crate) fn take(what: &str, payload: &mut Payload) -> Vec<Instead> {
    payload.samples.iter_mut().filter_map(|sample| take_words(what, sample)).collect()
}

/// Takes the words out of the place of one sample, if it is in a format of which specs keep none.
fn take_words(what: &str, sample: &mut Sample) -> Option<Instead> {
    let is_form = is_of_forms(sample);
    let Sample { media_types, content } = sample;
    if have_format(media_types) {
        return None;
    }
    let words = match content {
        SampleContent::Failed(why) if !samples::is_of_engine(why) => why.trim().to_owned(),
        // What is sent in other formats may be any text.
        SampleContent::Text(text) if is_form && Shape::of(text) == Shape::Other && !text.contains('=') => {
            text.trim().to_owned()
        }
        SampleContent::Failed(_) | SampleContent::Text(_) | SampleContent::NotAvailable => return None,
    };
    *content = SampleContent::NotAvailable;
    let media_types = media_types.join(", ");
    let remark = Remark::open(format!(
        "in place of a sample of the {what} for `{media_types}` the page shows: {words}"
    ))
    .advise(
        "if the service does not have this format, leave it out of `formatters`; else delete the comment",
    );
    let lower = words.to_lowercase();
    let refuses = is_form && REFUSALS.iter().any(|refusal| lower.contains(refusal));
    Some(if refuses { Instead::NoForms(remark) } else { Instead::Words(remark) })
}

/// Words that say that a service does not have a format.
const REFUSALS: [&str; 4] = ["not supported", "unsupported", "not accepted", "nicht unterstützt"];
