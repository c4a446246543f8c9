//! Members that JSON lacks because of their values, by what Json.NET's settings and attributes say.

use super::{Json, ReadOptions, WriteOptions, read_value_with, write_value};
use crate::contract::{JsonSettings, NullValueHandling};
use crate::engine::Engine;
use crate::plan::MemberPlan;
use crate::plan::is_default;
use crate::raw::into_string;
use crate::value::View;

impl MemberPlan {
    /// Returns whether JSON leaves out a value that a contract by itself would have: null or a default, by
    /// the member's own rules or by those of the formatter.
    pub(super) fn is_left_out_of_json(&self, view: View<'_>, settings: &JsonSettings) -> bool {
        let rules = &self.ty.json;
        let is_null = || matches!(view, View::Null);
        (rules.nulls.unwrap_or(settings.nulls) == NullValueHandling::Ignore && is_null())
            || (rules.defaults.unwrap_or(settings.defaults).leaves_out() && self.has_default(view))
    }

    /// Returns whether a value is the member's default: that of `DefaultValue(..)`, or that of its type.
    fn has_default(&self, view: View<'_>) -> bool {
        match self.ty.json.default_value {
            None => is_default(&self.ty, view),
            Some(json) => {
                let default = self.default_text.get_or_init(|| self.text_of_json(json));
                default.is_some() && *default == self.text_of(view)
            }
        }
    }

    /// Returns the text of a value by no settings, so that values are compared and not their forms.
    fn text_of(&self, view: View<'_>) -> Option<String> {
        let options = WriteOptions { settings: Some(JsonSettings::new()), ..WriteOptions::default() };
        let mut out = Vec::new();
        Json::write(&self.ty.ty, view, &options, &mut out).ok().map(|()| into_string(out))
    }

    /// Returns the same text of a value that is given as JSON.
    fn text_of_json(&self, json: &str) -> Option<String> {
        let usual = Some(JsonSettings::new());
        let options = ReadOptions { settings: usual, ..ReadOptions::default() };
        let value = read_value_with(json, &self.ty.ty, options).ok()?;
        write_value(&value, &self.ty.ty, &WriteOptions { settings: usual, ..WriteOptions::default() }).ok()
    }

    /// Returns what a member is that JSON lacks, as JSON, if it is not the default of its type.
    pub(super) fn populated(&self, settings: &JsonSettings) -> Option<&'static str> {
        let handling = self.ty.json.defaults.unwrap_or(settings.defaults);
        self.ty.json.default_value.filter(|_| handling.populates())
    }
}
