//! What is answered by a recording.

use axum::body::Body;
use datacontract_codegen::payload::{self, FormatterSettings};
use datacontract_codegen::spec::Format;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use percent_encoding::{CONTROLS, utf8_percent_encode};

use super::{Asked, Choice, Recorded, Replay};
use crate::traffic::text::Text;

/// The header that says which recording answers.
const RECORDING: HeaderName = HeaderName::from_static("mock-recording");
/// The header that says what of the request is not as it was recorded.
const DIFFERS: HeaderName = HeaderName::from_static("mock-recording-differs");

/// Headers of the connection, and of a body as it was sent: the mock sends it in its own way. Older recordings say among their
/// headers how a body was compressed on the wire, and recordings that a person writes may do so too.
const NOT_REPLAYED: &[&str] = &[
    "connection",
    "content-encoding",
    "content-length",
    "content-md5",
    "keep-alive",
    "proxy-authenticate",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

impl Replay {
    pub(super) fn response(&self, asked: &Asked, choice: &Choice<'_>) -> Response<Body> {
        let recorded = &choice.recorded.exchange;
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(recorded.status).unwrap_or_default();
        let mut differs: Vec<&str> = Vec::new();
        if choice.distance > 0 {
            differs.push("body");
        }
        let headers = response.headers_mut();
        for (name, value) in &recorded.response.headers {
            let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else { continue };
            // Which pages may read an answer is said by the mock itself.
            let is_own = name.as_str().starts_with("access-control-");
            if is_own || NOT_REPLAYED.contains(&name.as_str()) {
                continue;
            }
            let local = (name == LOCATION).then(|| self.local(choice.recorded, value)).flatten();
            if let Ok(value) = HeaderValue::from_str(local.as_deref().unwrap_or(value)) {
                headers.append(name, value);
            }
        }
        let media_type = &recorded.response.media_type;
        if !headers.contains_key(CONTENT_TYPE)
            && let Ok(value) = HeaderValue::from_str(media_type)
            && !media_type.is_empty()
        {
            headers.insert(CONTENT_TYPE, value);
        }
        let mut bytes = recorded.response.body.clone().unwrap_or_default();
        if self.is_in_other_format(asked, choice.recorded) {
            match self.converted(asked, choice.recorded) {
                Some((media_type, converted)) => {
                    headers.insert(CONTENT_TYPE, media_type);
                    bytes = converted.into_bytes();
                }
                None => differs.push("format"),
            }
        }
        let name = utf8_percent_encode(&recorded.name, CONTROLS).to_string();
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(RECORDING, name);
        }
        if let Ok(differs) = HeaderValue::from_str(&differs.join(", "))
            && !differs.is_empty()
        {
            headers.insert(DIFFERS, differs);
        }
        *response.body_mut() = Body::from(bytes);
        response
    }

    /// Returns the recorded value in the format that the request asks for, with its media type; `None` if it is no value
    /// of the contract.
    fn converted(&self, asked: &Asked, recorded: &Recorded) -> Option<(HeaderValue, String)> {
        let spec = self.site.spec();
        let endpoint = spec.endpoints.get(asked.endpoint?)?;
        let payload = endpoint.response.as_ref()?;
        let format = asked.format?;
        let answer = &recorded.exchange.response;
        let had: Format = self.matcher.format(&answer.media_type)?;
        if !(200..300).contains(&recorded.exchange.status) || !self.site.graph().is_sound(asked.endpoint?) {
            return None;
        }
        let ty = self.site.type_of(&payload.ty);
        let settings = FormatterSettings::of(spec, endpoint, &payload.ty);
        let text = Text::of(answer.body.as_deref()?)?.content;
        let value = payload::read(had, &text, &ty, &settings).ok()?;
        let text = payload::write(format, &value, &ty, &settings).ok()?;
        let formatter = spec.formatters.iter().find(|formatter| formatter.format == format)?;
        let media_type = format!("{}; charset=utf-8", formatter.media_types.first()?.value);
        Some((HeaderValue::from_str(&media_type).ok()?, text))
    }

    /// Returns an address of the service as one of the mock.
    fn local(&self, recorded: &Recorded, address: &str) -> Option<String> {
        let base = recorded.exchange.base_url.as_deref();
        let base = base.or_else(|| self.site.spec().base_url.as_ref().map(|base| base.as_str()))?;
        let path = address.strip_prefix(base.trim_end_matches('/'))?;
        path.starts_with('/').then(|| self.site.place().address(path))
    }
}
