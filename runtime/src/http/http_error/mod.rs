//! ASP.NET's bodies of errors.

mod read;
mod write;

use super::ModelState;
use std::fmt;

/// The body with which Web API answers when something went wrong (.NET's class of the same name).
///
/// ```
/// use datacontract::http::HttpError;
///
/// let body = r#"{"Message":"The request is invalid.","ModelState":{"lead.Name":["The Name field is required."]}}"#;
/// let error = HttpError::from_json(body).unwrap();
/// assert_eq!(error.message.as_deref(), Some("The request is invalid."));
/// assert_eq!(error.model_state.get("lead.Name"), ["The Name field is required."]);
/// assert_eq!(error.to_string(), "The request is invalid. (lead.Name: The Name field is required.)");
/// ```
///
/// A service hides the exception from strangers unless its `IncludeErrorDetailPolicy` says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HttpError {
    /// What is wrong, for users: `The request is invalid.`
    pub message: Option<String>,
    /// What is wrong, for developers:
    /// `No action was found on the controller 'Lead' that matches the request.`
    pub message_detail: Option<String>,
    /// What is wrong with the arguments.
    pub model_state: ModelState,
    /// The message of the exception.
    pub exception_message: Option<String>,
    /// The class of the exception.
    pub exception_type: Option<String>,
    /// Where in the service's code it was thrown.
    pub stack_trace: Option<String>,
    /// The exception behind the exception.
    pub inner_exception: Option<Box<HttpError>>,
    /// What else the service has put there. What is no text is JSON.
    pub other: Vec<(String, String)>,
}

impl HttpError {
    /// Returns an error with a message.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        HttpError { message: Some(message.into()), ..HttpError::default() }
    }

    /// Returns an error of the arguments, with the message that Web API has for it.
    #[must_use]
    pub fn of_model_state(model_state: ModelState) -> Self {
        HttpError { model_state, ..HttpError::new("The request is invalid.") }
    }

    /// Adds what is wrong, for developers.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.message_detail = Some(detail.into());
        self
    }

    /// Calls `f` with each text.
    #[cfg(feature = "client")]
    pub(crate) fn each_text(&mut self, f: &mut dyn FnMut(&mut String)) {
        let HttpError {
            message,
            message_detail,
            model_state,
            exception_message,
            exception_type,
            stack_trace,
            inner_exception,
            other,
        } = self;
        let texts = [message, message_detail, exception_message, exception_type, stack_trace];
        texts.into_iter().flatten().for_each(&mut *f);
        model_state.each_text(f);
        for (name, text) in other {
            f(name);
            f(text);
        }
        if let Some(inner) = inner_exception {
            inner.each_text(f);
        }
    }

    /// Adds a member that Web API does not have.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.other.push((name.into(), text.into()));
        self
    }
}

/// The messages on one line, without the stack trace and the members that Web API does not have.
impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut texts = [&self.message, &self.message_detail, &self.exception_message].into_iter().flatten();
        f.write_str(texts.next().map_or("an error without a message", String::as_str))?;
        for text in texts {
            write!(f, " {text}")?;
        }
        if !self.model_state.is_valid() {
            write!(f, " ({})", self.model_state)?;
        }
        match &self.inner_exception {
            Some(inner) => write!(f, " <- {inner}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for HttpError {}
