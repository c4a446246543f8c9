//! A question that the server in C# was asked, and what it answered.

use base64::Engine as _;
use datacontract::Field as _;
use datacontract::http::Format;
use datacontract_aspnet::arguments::{misunderstood, model_state, without_attributes};
use datacontract_aspnet::main_site::{AllNullable, AllTypes};
use datacontract_aspnet::plain::Plain;
use datacontract_aspnet::service::Heard;
use serde_json::Value;
use std::path::Path;

/// Where no port is: what stands in the place of `{base}`.
pub(crate) const HOST: &str = "127.0.0.1:80";

pub(crate) struct Exchange {
    /// Its site and name: `main/json/int/text`.
    pub(crate) name: String,
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Option<Vec<u8>>,
    answer: Value,
}

/// The answer of our server, and what its method was called with.
pub(crate) struct OurAnswer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) allow: Option<String>,
    pub(crate) body: Vec<u8>,
    /// What the method was called with, if it was.
    pub(crate) heard: Option<Heard>,
}

impl Exchange {
    /// All of a site; of Web API 2, where it differs from the early one.
    pub(crate) fn all(site: &str) -> Vec<Self> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("observed/{site}.json"));
        let text = std::fs::read_to_string(path).expect("the vectors are there");
        let vectors: serde_json::Map<String, Value> = serde_json::from_str(&text).expect("JSON");
        vectors.iter().map(|(name, vector)| Self::of(&format!("{site}/{name}"), vector)).collect()
    }

    fn of(name: &str, vector: &Value) -> Self {
        let request = &vector["request"];
        let text = |name: &str| request[name].as_str().unwrap_or_default().to_owned();
        let header = |line: &Value| {
            let (name, value) = line.as_str()?.split_once(": ")?;
            Some((name.to_owned(), value.to_owned()))
        };
        let base64 = |text: &str| base64::engine::general_purpose::STANDARD.decode(text).expect("base64");
        Exchange {
            name: name.to_owned(),
            method: text("method"),
            target: text("target"),
            headers: request["headers"].as_array().into_iter().flatten().filter_map(header).collect(),
            body: request["body"]
                .as_str()
                .map(|text| text.as_bytes().to_vec())
                .or_else(|| request["bodyBase64"].as_str().map(base64)),
            answer: vector.get("webapi2").unwrap_or(&vector["answer"]).clone(),
        }
    }

    /// `json`
    pub(crate) fn group(&self) -> String {
        let mut parts = self.name.split('/');
        let (site, group) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        match site {
            "camel" => "camelCase".to_owned(),
            "validation" => "attributes".to_owned(),
            _ => group.to_owned(),
        }
    }

    /// What the answer has otherwise.
    pub(crate) fn differences(&self, found: &OurAnswer) -> Vec<String> {
        let mut faults = Vec::new();
        let mut compare = |what: &str, found: Option<&str>, expected: Option<&str>| {
            if found != expected {
                faults.push(format!(
                    "{what} is {}, not {}",
                    found.unwrap_or("missing"),
                    expected.unwrap_or("missing")
                ));
            }
        };
        let header = |name: &str| self.answer["headers"][name].as_str();
        let status = self.answer["status"].to_string();
        compare("status", Some(&found.status.to_string()), Some(&status));
        compare("content-type", found.content_type.as_deref(), header("content-type"));
        compare("allow", found.allow.as_deref(), header("allow"));
        if self.answer.get("body") != Some(&Value::Null) {
            let expected = self.answer["body"].as_str().unwrap_or_default();
            let expected = expected.replace("{base}", &format!("http://{HOST}"));
            let is_utf_16 = header("content-type").is_some_and(|text| text.ends_with("charset=utf-16"));
            let body =
                if is_utf_16 { utf_16(&found.body) } else { String::from_utf8(found.body.clone()).ok() };
            compare("body", Some(body.as_deref().unwrap_or("in another charset")), Some(&expected));
        }
        faults
    }

    /// What the method was called with otherwise than the action.
    pub(crate) fn misheard(&self, found: &OurAnswer) -> Vec<String> {
        // Refused arguments count for nothing; where C# has null they have the defaults of types without it.
        if self.name.starts_with("validation/") && self.answer["status"] == 400 {
            return Vec::new();
        }
        // An action that was not called has arguments all the same.
        let (Some(heard), Some(told)) = (&found.heard, self.answer.get("arguments")) else {
            return Vec::new();
        };
        let mut action = Plain::parse(&told.to_string()).expect("JSON");
        if let ("echo_all" | "echo_nullable", Plain::Members(arguments)) = (heard.operation.name, &mut action)
        {
            // Only what an empty object has otherwise is recorded of these.
            let mut whole = if heard.operation.name == "echo_all" {
                Plain::of(&AllTypes::TYPE, AllTypes::default().view())
            } else {
                Plain::of(&AllNullable::TYPE, AllNullable::default().view())
            };
            for (_, argument) in arguments {
                if let (Plain::Members(whole), Plain::Members(members)) = (&mut whole, &*argument) {
                    for (name, value) in members {
                        whole
                            .iter_mut()
                            .filter(|(found, _)| found == name)
                            .for_each(|(_, old)| old.clone_from(value));
                    }
                    *argument = Plain::Members(whole.clone());
                }
            }
        }
        let mut faults = misunderstood(heard.operation, &heard.arguments, &action, Format::Json);
        let expected = without_attributes(&model_state(&self.answer["modelState"]));
        let found = without_attributes(&heard.state);
        if found != expected {
            faults.push(format!("the model state is {found}, not {expected}"));
        }
        faults
    }
}

/// Little endian, with a byte-order mark.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let units: Vec<u16> = bytes
        .chunks(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit.get(1).copied().unwrap_or(0)]))
        .collect();
    String::from_utf16(units.strip_prefix(&[0xfeff])?).ok()
}
