//! `paging`.

use jsonc_parser::ast::Value;

use super::{keys, reader::Reader};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::model::{Literal, PageStep, Paging},
};

impl Reader<'_> {
    pub(super) fn paging(&mut self, value: &Value<'_>) -> Option<Paging> {
        let fields = self.fields(value, "`paging`", keys::PAGING)?;
        let mut text = |key: &'static str, what: &str| self.filled_string(fields.get(key), what);
        let (page, skip, next) = (text("page", "`page`"), text("skip", "`skip`"), text("next", "`next`"));
        let size = text("size", "`size`");
        let items = text("items", "`items`");
        let total = text("total", "`total`");
        let pages = text("pages", "`pages`");
        let more = text("more", "`more`");
        let first = fields.get("first").and_then(|value| self.first_page(value));
        let step = match (page, skip, next) {
            (Some(parameter), None, None) => PageStep::Page { parameter, first: first.unwrap_or(1) },
            (None, Some(parameter), None) => PageStep::Skip(parameter),
            (None, None, Some(path)) => PageStep::Next(path),
            _ => {
                let message = "pages follow each other by one of `page`, `skip` and `next`";
                let diagnostic = Diagnostic::error(Code::BadPaging, self.file, fields.span, message);
                self.report(diagnostic.help(
                    "`page` and `skip` name the parameter that is the number of the page or of the items to skip, `next` \
                     the member with the address of the next page",
                ));
                return None;
            }
        };
        if let (Some(_), PageStep::Skip(_) | PageStep::Next(_)) = (first, &step) {
            let span = fields.key_span("first").unwrap_or(fields.span);
            let diagnostic = Diagnostic::error(Code::BadPaging, self.file, span, "no page has a number here");
            self.report(diagnostic.help("`first` is the number of the first page, beside `page`"));
        }
        Some(Paging { span: fields.span, step, size, items, total, pages, more })
    }

    fn first_page(&mut self, value: &Value<'_>) -> Option<u64> {
        let literal = self.literal(Some(value), "`first`")?;
        if let Literal::Number(text) = &literal.value
            && let Ok(first) = text.parse()
        {
            return Some(first);
        }
        let diagnostic =
            Diagnostic::error(Code::BadPaging, self.file, literal.span, "`first` is no number of a page");
        self.report(diagnostic.help("most services count pages from 1, some from 0"));
        None
    }
}
