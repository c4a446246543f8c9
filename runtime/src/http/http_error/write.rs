//! Error bodies as JSON and XML.

use super::HttpError;
use crate::contract::{Naming, encode_name};
use crate::http::{Format, ModelState};
use crate::xml;

impl HttpError {
    /// Returns the body as Web API writes it.
    ///
    /// ```
    /// use datacontract::http::HttpError;
    ///
    /// let mut error = HttpError::new("The request is invalid.");
    /// error.model_state.add("lead.Name", "The Name field is required.");
    /// assert_eq!(
    ///     error.to_json(),
    ///     r#"{"Message":"The request is invalid.","ModelState":{"lead.Name":["The Name field is required."]}}"#,
    /// );
    /// assert_eq!(
    ///     error.to_xml(),
    ///     "<Error><Message>The request is invalid.</Message><ModelState><lead.Name>The Name field is required.\
    ///      </lead.Name></ModelState></Error>",
    /// );
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_json_named(Naming::AsDeclared)
    }

    /// Returns the body as Web API writes it.
    #[must_use]
    pub fn to_xml(&self) -> String {
        let mut out = String::from("<Error>");
        write_xml(self, &mut out);
        out.push_str("</Error>");
        out
    }

    /// Returns the body in a format; forms are never written, so JSON stands for them.
    pub(crate) fn write(&self, format: Format, naming: Naming) -> String {
        match format {
            Format::Xml => self.to_xml(),
            Format::Json | Format::Form => self.to_json_named(naming),
        }
    }

    /// With the naming of the service's formatter, which .NET applies to the keys of dictionaries, so to all
    /// names here.
    fn to_json_named(&self, naming: Naming) -> String {
        let mut out = String::new();
        write_json(self, naming, &mut out);
        out
    }

    /// Returns the members that are texts, in .NET's order: those before the model state.
    fn messages(&self) -> [(&'static str, &Option<String>); 2] {
        [("Message", &self.message), ("MessageDetail", &self.message_detail)]
    }

    /// Returns the members that follow the model state.
    fn exception(&self) -> [(&'static str, &Option<String>); 3] {
        [
            ("ExceptionMessage", &self.exception_message),
            ("ExceptionType", &self.exception_type),
            ("StackTrace", &self.stack_trace),
        ]
    }
}

fn write_json(error: &HttpError, naming: Naming, out: &mut String) {
    let begin = |out: &mut String, name: &str| {
        if !out.ends_with('{') {
            out.push(',');
        }
        json_text(&naming.apply(name), out);
        out.push(':');
    };
    out.push('{');
    let write_texts = |out: &mut String, texts: &[(&str, &Option<String>)]| {
        for (name, text) in texts {
            if let Some(text) = text {
                begin(out, name);
                json_text(text, out);
            }
        }
    };
    write_texts(out, &error.messages());
    if !error.model_state.is_valid() {
        begin(out, "ModelState");
        write_json_state(&error.model_state, naming, out);
    }
    write_texts(out, &error.exception());
    if let Some(inner) = &error.inner_exception {
        begin(out, "InnerException");
        write_json(inner, naming, out);
    }
    for (name, text) in &error.other {
        begin(out, name);
        json_text(text, out);
    }
    out.push('}');
}

fn write_json_state(state: &ModelState, naming: Naming, out: &mut String) {
    for (place, (key, texts)) in state.iter().enumerate() {
        out.push(if place == 0 { '{' } else { ',' });
        json_text(&naming.apply(key), out);
        out.push(':');
        for (place, text) in texts.iter().enumerate() {
            out.push(if place == 0 { '[' } else { ',' });
            json_text(text, out);
        }
        out.push(']');
    }
    out.push('}');
}

fn json_text(text: &str, out: &mut String) {
    // A text can always be written.
    out.push_str(&crate::json::to_string(&text.to_owned()).unwrap_or_default());
}

fn write_xml(error: &HttpError, out: &mut String) {
    let write_texts = |out: &mut String, texts: &[(&str, &Option<String>)]| {
        for (name, text) in texts {
            if let Some(text) = text {
                xml_element(name, out, |out| xml_text(text, out));
            }
        }
    };
    write_texts(out, &error.messages());
    if !error.model_state.is_valid() {
        xml_element("ModelState", out, |out| {
            for (key, texts) in error.model_state.iter() {
                // .NET writes a list of texts with blanks between them.
                xml_element(key, out, |out| xml_text(&texts.join(" "), out));
            }
        });
    }
    write_texts(out, &error.exception());
    if let Some(inner) = &error.inner_exception {
        xml_element("InnerException", out, |out| write_xml(inner, out));
    }
    for (name, text) in &error.other {
        xml_element(name, out, |out| xml_text(text, out));
    }
}

fn xml_element(name: &str, out: &mut String, content: impl FnOnce(&mut String)) {
    // .NET fails on a name that is empty; the model state of the whole request has such a key.
    let name = if name.is_empty() { "_".to_owned() } else { encode_name(name) };
    for part in ["<", &name, ">"] {
        out.push_str(part);
    }
    content(out);
    for part in ["</", &name, ">"] {
        out.push_str(part);
    }
}

fn xml_text(text: &str, out: &mut String) {
    xml::write_text(out, text, "\n");
}

#[cfg(test)]
mod tests {
    use super::HttpError;
    use crate::contract::Naming;
    use crate::http::Format;
    use proptest::prelude::*;

    fn full() -> HttpError {
        let mut error =
            HttpError::new("An error has occurred.").with_detail("No action \"x\".").with("Code", "17");
        error.model_state.add("lead", "First <1>.");
        error.model_state.add("lead", "Second.");
        error.model_state.add("lead.Lines[0].Sku", "Third.");
        error.exception_message = Some("Канал недоступен".to_owned());
        error.exception_type = Some("std::io::Error".to_owned());
        error.inner_exception = Some(Box::new(HttpError::new("Behind.")));
        error
    }

    #[test]
    fn json_is_read_back() {
        let json = full().to_json();
        assert_eq!(
            json,
            r#"{"Message":"An error has occurred.","MessageDetail":"No action \"x\".","ModelState":{"lead":["First <1>.","Second."],"lead.Lines[0].Sku":["Third."]},"ExceptionMessage":"Канал недоступен","ExceptionType":"std::io::Error","InnerException":{"Message":"Behind."},"Code":"17"}"#
        );
        assert_eq!(HttpError::from_json(&json), Some(full()));
    }

    #[test]
    fn xml_joins_the_texts_of_a_key() {
        let xml = full().to_xml();
        assert_eq!(
            xml,
            "<Error><Message>An error has occurred.</Message><MessageDetail>No action \"x\".</MessageDetail><ModelState>\
             <lead>First &lt;1&gt;. Second.</lead><lead.Lines_x005B_0_x005D_.Sku>Third.</lead.Lines_x005B_0_x005D_.Sku>\
             </ModelState><ExceptionMessage>Канал недоступен</ExceptionMessage><ExceptionType>std::io::Error\
             </ExceptionType><InnerException><Message>Behind.</Message></InnerException><Code>17</Code></Error>"
        );
        let read = HttpError::from_xml(&xml).unwrap();
        assert_eq!(read.model_state.get("lead.Lines[0].Sku"), ["Third."]);
    }

    #[test]
    fn names_follow_the_formatter() {
        let mut error = HttpError::new("No.");
        error.model_state.add("Lead.Name", "x");
        let json = error.write(Format::Json, Naming::CamelCase);
        assert_eq!(json, r#"{"message":"No.","modelState":{"lead.Name":["x"]}}"#);
    }

    proptest! {
        #[test]
        fn any_text_is_written_and_read(message: String, key in ".{1,9}", text: String, name in "[a-z<&: ]{1,9}") {
            let mut error = HttpError::new(message).with(name, text.clone());
            error.model_state.add(key, text);
            prop_assert!(HttpError::from_json(&error.to_json()).is_some_and(|read| read.message == error.message));
            prop_assert!(HttpError::from_xml(&error.to_xml()).is_some());
        }
    }
}
