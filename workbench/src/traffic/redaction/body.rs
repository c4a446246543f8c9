//! Bodies: JSON, XML and forms.

use datacontract_codegen::address;
use datacontract_codegen::prove::{DocumentText, SecretValues};
use datacontract_codegen::spec::Format;

use super::Context;
use super::known::KnownSecrets;
use crate::traffic::exchange::Message;
use crate::traffic::text::Text;

/// A body whose secrets can be found.
struct Readable {
    format: Format,
    text: Text,
}

impl Context<'_> {
    /// Returns the body of a message without its secrets, or why it is left out.
    pub(super) fn body(&self, message: &Message) -> (Option<Vec<u8>>, Option<String>) {
        match self.readable(message) {
            None => (None, None),
            Some(Err(reason)) => (None, Some(reason)),
            Some(Ok(Readable { format: Format::Form, text })) => {
                (Some(text.with(self.pairs(&text.content)).to_bytes()), None)
            }
            Some(Ok(Readable { format, text })) => {
                let shown = self.values.hide(format, &text.content, &|text| self.known.hide(text));
                (Some(text.with(shown).to_bytes()), None)
            }
        }
    }

    pub(super) fn collect_body(&self, message: &Message, known: &mut KnownSecrets) {
        let Some(Ok(Readable { format, text })) = self.readable(message) else { return };
        if format == Format::Form {
            for pair in address::pairs(&text.content).filter(|pair| self.is_secret_pair(pair)) {
                known.add(&pair.value);
            }
            return;
        }
        self.values.each_text(format, &text.content, &mut |text| {
            if let DocumentText::Secret(text) = text {
                known.add(text);
            }
        });
    }

    fn readable(&self, message: &Message) -> Option<Result<Readable, String>> {
        let body = message.body.as_ref()?;
        let format = match message.media_type.as_str() {
            "application/x-www-form-urlencoded" => Some(Format::Form),
            media_type => self.matcher.format(media_type),
        };
        let Some(format) = format else {
            let what =
                if message.media_type.is_empty() { "without a media type" } else { &message.media_type };
            return Some(Err(format!("{what}: nobody knows where its secrets are")));
        };
        let Some(text) = Text::of(body) else {
            return Some(Err("neither UTF-8 nor UTF-16: nobody knows where its secrets are".to_owned()));
        };
        if format != Format::Form && !SecretValues::is_well_formed(format, &text.content) {
            return Some(Err("it is malformed: nobody knows where its secrets end".to_owned()));
        }
        Some(Ok(Readable { format, text }))
    }
}
