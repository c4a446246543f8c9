//! Error bodies from JSON and XML.

use super::HttpError;
use crate::http::tree::Tree;
use crate::http::{Format, ModelState};

/// How many exceptions may stand behind one another.
const MAX_INNER: usize = 32;

impl HttpError {
    /// Reads a body of this format; `None` if it is none of Web API's.
    #[must_use]
    pub fn read(format: Format, text: &str) -> Option<Self> {
        match format {
            Format::Json => HttpError::from_json(text),
            Format::Xml => HttpError::from_xml(text),
            Format::Form => None,
        }
    }

    /// Reads a JSON object that has at least one of Web API's members; `None` if it is none. Names may be in
    /// any case: services with camelCase write these so as well.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        HttpError::from_tree(Tree::from_json(text)?, 0)
    }

    /// Reads a JSON object of problem details (`application/problem+json`, RFC 9457), as services on ASP.NET
    /// Core answer: `title` becomes the message, `detail` the message for developers, and `errors`, where the
    /// arguments are wrong, the model state. `type`, `status`, `instance` and other members stand in
    /// [`other`](HttpError::other). `None` if the text is no JSON object.
    ///
    /// ```
    /// use datacontract::http::HttpError;
    ///
    /// let body = r#"{"title":"One or more validation errors occurred.","status":400,"errors":{"Name":["It is required."]}}"#;
    /// let error = HttpError::from_problem(body).unwrap();
    /// assert_eq!(error.message.as_deref(), Some("One or more validation errors occurred."));
    /// assert_eq!(error.model_state.get("Name"), ["It is required."]);
    /// assert_eq!(error.other, [("status".to_owned(), "400".to_owned())]);
    /// ```
    #[must_use]
    pub fn from_problem(text: &str) -> Option<Self> {
        let Tree::Members(members) = Tree::from_json(text)? else { return None };
        let mut error = HttpError::default();
        for (name, value) in members {
            match name.to_ascii_lowercase().as_str() {
                "title" => error.message = value.into_text(),
                "detail" => error.message_detail = value.into_text(),
                "errors" if matches!(value, Tree::Members(_)) => error.model_state = model_state(value),
                _ => error.other.push((name, value.into_text().unwrap_or_default())),
            }
        }
        Some(error)
    }

    /// Reads an `<Error>` element.
    ///
    /// ```
    /// use datacontract::http::HttpError;
    ///
    /// let error = HttpError::from_xml("<Error><Message>An error has occurred.</Message></Error>").unwrap();
    /// assert_eq!(error, HttpError::new("An error has occurred."));
    /// ```
    #[must_use]
    pub fn from_xml(text: &str) -> Option<Self> {
        let (name, tree) = Tree::from_xml(text)?;
        if name == "Error" { HttpError::from_tree(tree, 0) } else { None }
    }

    fn from_tree(tree: Tree, depth: usize) -> Option<Self> {
        let Tree::Members(members) = tree else { return None };
        let (mut error, mut is_one) = (HttpError::default(), false);
        for (name, value) in members {
            let is = |known: &str| name.eq_ignore_ascii_case(known);
            let text = match () {
                () if is("Message") => &mut error.message,
                () if is("MessageDetail") => &mut error.message_detail,
                () if is("ExceptionMessage") => &mut error.exception_message,
                () if is("ExceptionType") => &mut error.exception_type,
                () if is("StackTrace") => &mut error.stack_trace,
                () if is("ModelState") && matches!(value, Tree::Members(_)) => {
                    error.model_state = model_state(value);
                    is_one = true;
                    continue;
                }
                () if is("InnerException") && depth < MAX_INNER && matches!(value, Tree::Members(_)) => {
                    error.inner_exception = HttpError::from_tree(value, depth + 1).map(Box::new);
                    continue;
                }
                () => {
                    error.other.push((name, value.into_text().unwrap_or_default()));
                    continue;
                }
            };
            *text = value.into_text();
            is_one = true;
        }
        is_one.then_some(error)
    }
}

fn model_state(tree: Tree) -> ModelState {
    let mut state = ModelState::default();
    let Tree::Members(members) = tree else { return state };
    for (key, texts) in members {
        match texts {
            Tree::List(texts) => {
                for text in texts {
                    state.add(key.as_str(), text.into_text().unwrap_or_default());
                }
            }
            text => state.add(key.as_str(), text.into_text().unwrap_or_default()),
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::HttpError;
    use proptest::prelude::*;

    const JSON: &str = r#"{
        "Message": "An error has occurred.", "MessageDetail": null,
        "ModelState": {"lead": ["First.", "Second."], "lead.Name": "A text alone."},
        "ExceptionMessage": "Канал недоступен", "ExceptionType": "System.InvalidOperationException",
        "StackTrace": "   at A()\r\n   at B()",
        "InnerException": {"Message": "An error has occurred.", "ExceptionMessage": "Timeout", "StackTrace": null},
        "Code": 17, "Extra": {"a": [1, true, null, 1.5]}
    }"#;

    #[test]
    fn json_of_all_members() {
        let error = HttpError::from_json(JSON).unwrap();
        assert_eq!(error.message.as_deref(), Some("An error has occurred."));
        assert_eq!(error.message_detail, None);
        let state: Vec<_> = error.model_state.iter().map(|(key, texts)| (key, texts.len())).collect();
        assert_eq!(state, [("lead", 2), ("lead.Name", 1)]);
        assert_eq!(error.exception_type.as_deref(), Some("System.InvalidOperationException"));
        assert_eq!(error.stack_trace.as_deref(), Some("   at A()\r\n   at B()"));
        let inner = error.inner_exception.as_ref().unwrap();
        assert_eq!(inner.exception_message.as_deref(), Some("Timeout"));
        let other = [("Code", "17"), ("Extra", r#"{"a":[1,true,null,1.5]}"#)];
        assert_eq!(error.other, other.map(|(name, text)| (name.to_owned(), text.to_owned())));
        assert_eq!(
            error.to_string(),
            "An error has occurred. Канал недоступен (lead: First.; lead: Second.; lead.Name: A text alone.) \
             <- An error has occurred. Timeout"
        );
    }

    #[test]
    fn xml_of_all_members() {
        let error = HttpError::from_xml(
            "<?xml version=\"1.0\"?><Error><Message>The request is invalid.</Message><ModelState><lead.Name>\
             The Name field is required.</lead.Name><lead.Lines_x005B_0_x005D_.Sku>Too long: &lt;40</lead.Lines_x005B_0_x005D_.Sku>\
             </ModelState><InnerException><Message>Behind.</Message></InnerException><StackTrace />\
             <Code>17</Code><Nested><A>1</A></Nested></Error>",
        )
        .unwrap();
        assert_eq!(error.message.as_deref(), Some("The request is invalid."));
        assert_eq!(error.model_state.get("lead.Name"), ["The Name field is required."]);
        assert_eq!(error.model_state.get("lead.Lines[0].Sku"), ["Too long: <40"]);
        assert_eq!(error.inner_exception, Some(Box::new(HttpError::new("Behind."))));
        assert_eq!(error.stack_trace.as_deref(), Some(""));
        let other = [("Code", "17"), ("Nested", r#"{"A":"1"}"#)];
        assert_eq!(error.other, other.map(|(name, text)| (name.to_owned(), text.to_owned())));
    }

    #[test]
    fn camel_case_is_read_too() {
        let error = HttpError::from_json(r#"{"message":"No.","modelState":{"lead":["x"]}}"#).unwrap();
        assert_eq!((error.message.as_deref(), error.model_state.get("lead").len()), (Some("No."), 1));
    }

    #[test]
    fn other_bodies_are_none() {
        for text in [
            "",
            "null",
            "{}",
            "[]",
            "\"Message\"",
            r#"{"error":"invalid_grant"}"#,
            "{\"Message\":1",
            "<html>",
        ] {
            assert_eq!(HttpError::from_json(text), None, "{text}");
        }
        for text in
            ["", "<Error/>", "<Error>text</Error>", "<Lead><Message>x</Message></Lead>", "<Error><Message>"]
        {
            assert_eq!(HttpError::from_xml(text), None, "{text}");
        }
    }

    #[test]
    fn problem_details_are_read_by_their_own_names() {
        let error = HttpError::from_problem(
            r#"{"type":"https://tools.ietf.org/html/rfc7231#section-6.5.1","Title":"Wrong.","detail":"More.",
                "status":400,"traceId":"00-ab","errors":{"$.name":["A.","B."],"":"C."},"Message":"m"}"#,
        )
        .unwrap();
        assert_eq!(error.to_string(), "Wrong. More. ($.name: A.; $.name: B.; C.)");
        let other: Vec<_> = error.other.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let url = "https://tools.ietf.org/html/rfc7231#section-6.5.1";
        let expected = [("type", url), ("status", "400"), ("traceId", "00-ab"), ("Message", "m")];
        assert_eq!(other, expected);
        // `errors` of another form is a member of the service's own.
        let error = HttpError::from_problem(r#"{"title":null,"errors":["a"]}"#).unwrap();
        assert_eq!((error.message, error.other), (None, vec![("errors".to_owned(), r#"["a"]"#.to_owned())]));
        for text in ["", "null", "[]", "\"title\"", "{\"title\":"] {
            assert_eq!(HttpError::from_problem(text), None, "{text}");
        }
    }

    #[test]
    fn depth_and_entities_are_bounded() {
        let deep = |open: &str, close: &str| open.repeat(10_000) + "x" + &close.repeat(10_000);
        let json = format!(r#"{{"Message":"x","InnerException":{}}}"#, deep("{\"Message\":", "}"));
        assert_eq!(HttpError::from_json(&json), None);
        assert_eq!(HttpError::from_xml(&format!("<Error>{}</Error>", deep("<Message>", "</Message>"))), None);
        let bomb = r#"<!DOCTYPE Error [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Error><Message>&b;</Message></Error>"#;
        assert_eq!(HttpError::from_xml(bomb), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in r#"([{}\[\]":,<>/&;]|Message|Error|ModelState|null|1|[a-z]){0,40}"#) {
            let _ = HttpError::from_json(&text);
            let _ = HttpError::from_problem(&text);
            let _ = HttpError::from_xml(&text);
        }
    }
}
