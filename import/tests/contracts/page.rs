//! The help pages of a service, as ASP.NET makes them and as text extractors store them.

use std::fmt::Write as _;

use super::contract::*;
use super::sample::{self, Generator};
use super::service::{Endpoint, Response, Service};
use super::xml_serializer;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// All pages of a site in HTML, with those of its types.
    Site,
    /// The pages of all operations in HTML, without those of types.
    Operations,
    /// The page of the first operation alone, in HTML.
    Html,
    /// The page as text, in which each cell is a paragraph.
    Lines,
    /// The page as text, in which pipes stand between the cells of a row.
    Pipes,
    /// The first operation's page as Web API 5.0 made it: without types.
    Old,
}

impl Layout {
    pub(crate) const ALL: [Self; 6] =
        [Self::Site, Self::Operations, Self::Html, Self::Lines, Self::Pipes, Self::Old];

    pub(crate) fn is_html(self) -> bool {
        matches!(self, Self::Site | Self::Operations | Self::Html | Self::Old)
    }

    /// Whether there is a page for each operation.
    pub(crate) fn is_site(self) -> bool {
        matches!(self, Self::Site | Self::Operations)
    }

    /// Whether pages have tables of members.
    pub(crate) fn has_types(self) -> bool {
        self != Self::Old
    }
}

/// Returns the pages of a service.
pub(crate) fn pages(service: &Service, layout: Layout) -> Vec<String> {
    let page = |endpoint: &Endpoint| {
        let blocks =
            if layout == Layout::Old { old(service, endpoint) } else { operation(service, endpoint) };
        match layout {
            Layout::Lines => lines(&blocks),
            Layout::Pipes => pipes(&blocks),
            _ => html(&blocks),
        }
    };
    if !layout.is_site() {
        return vec![page(&service.endpoints[0])];
    }
    let mut pages: Vec<String> = service.endpoints.iter().map(page).collect();
    if layout == Layout::Operations {
        return pages;
    }
    pages.extend(service.classes.iter().enumerate().map(|(index, class)| {
        let blocks = [Block::Heading(1, class.name.clone()), Block::Text(class.doc.clone())];
        let table = Block::Table(String::new(), rows(service, index));
        html(&blocks.into_iter().chain([table]).collect::<Vec<_>>())
    }));
    pages.extend(service.enums.iter().map(enum_page));
    pages
}

/// A part of a page.
enum Block {
    Heading(u8, String),
    Text(String),
    /// A type without a table, which texts have in front of the next heading.
    Word(String),
    /// A type, with its table.
    Table(String, Vec<Row>),
    /// A table of Web API 5.0.
    OldTable(Vec<Row>),
    Sample(&'static str, String),
}

struct Row {
    name: String,
    doc: String,
    ty: String,
    annotations: Vec<String>,
}

fn word(service: &Service, ty: &Type) -> String {
    match ty {
        Type::Simple(simple) => simple.word.to_owned(),
        Type::Nullable(ty) => word(service, ty),
        Type::List(item) => format!("Collection of {}", word(service, item)),
        Type::Dictionary(key, value) => {
            format!("Dictionary of {} [key] and {} [value]", key.word, word(service, value))
        }
        Type::Enum(index) => service.enums[*index].name.clone(),
        Type::Class(index) => service.classes[*index].name.clone(),
    }
}

/// Returns the class whose table stands below a type's name.
fn class_of(ty: &Type) -> Option<usize> {
    match ty {
        Type::Class(index) => Some(*index),
        Type::List(item) => match **item {
            Type::Class(index) => Some(index),
            _ => None,
        },
        _ => None,
    }
}

fn rows(service: &Service, class: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for fields in [false, true] {
        let mut of = Some(class);
        while let Some(index) = of {
            let class = &service.classes[index];
            let shown =
                class.members.iter().filter(|it| it.is_in_table() && (it.kind == Kind::Field) == fields);
            rows.extend(shown.map(|member| Row {
                name: member.table_name().to_owned(),
                doc: member.doc.clone(),
                ty: word(service, &member.ty),
                annotations: member.annotations.clone(),
            }));
            of = class.base;
        }
    }
    rows
}

fn operation(service: &Service, endpoint: &Endpoint) -> Vec<Block> {
    let heading = |level: u8, text: &str| Block::Heading(level, text.to_owned());
    let mut blocks = vec![
        Block::Heading(1, endpoint.heading.clone()),
        Block::Text(endpoint.doc.clone()),
        heading(2, "Request Information"),
        heading(3, "URI Parameters"),
    ];
    let parameters: Vec<Row> = endpoint
        .parameters
        .iter()
        .map(|parameter| Row {
            name: parameter.name.clone(),
            doc: parameter.doc.clone(),
            ty: word(service, &parameter.ty),
            annotations: vec![
                parameter.default.map_or("Required".to_owned(), |value| format!("Default value is {value}")),
            ],
        })
        .collect();
    blocks.push(if parameters.is_empty() {
        Block::Text("None.".to_owned())
    } else {
        Block::Table(String::new(), parameters)
    });
    blocks.push(heading(3, "Body Parameters"));
    blocks.push(Block::Text(endpoint.body_doc.clone()));
    payload(service, endpoint.body.as_ref(), &mut blocks);
    if let Some(body) = &endpoint.body {
        blocks.push(heading(3, "Request Formats"));
        samples(service, body, service.has_form, &mut blocks);
    }
    blocks.push(heading(2, "Response Information"));
    blocks.push(heading(3, "Resource Description"));
    blocks.push(Block::Text(endpoint.response_doc.clone()));
    match &endpoint.response {
        Response::Nothing => payload(service, None, &mut blocks),
        Response::Untyped => {
            blocks.push(Block::Table("IHttpActionResult".to_owned(), Vec::new()));
            blocks.push(heading(3, "Response Formats"));
            let media = if service.has_xml {
                "application/json, text/json, application/xml, text/xml"
            } else {
                "application/json, text/json"
            };
            blocks.push(Block::Sample(media, String::new()));
        }
        Response::Type(ty) => {
            payload(service, Some(ty), &mut blocks);
            blocks.push(heading(3, "Response Formats"));
            samples(service, ty, false, &mut blocks);
        }
    }
    blocks
}

fn payload(service: &Service, ty: Option<&Type>, blocks: &mut Vec<Block>) {
    match ty {
        None => blocks.push(Block::Text("None.".to_owned())),
        Some(ty) => {
            let rows = class_of(ty).map(|class| rows(service, class)).unwrap_or_default();
            blocks.push(if rows.is_empty() && class_of(ty).is_none() {
                Block::Word(word(service, ty))
            } else {
                Block::Table(word(service, ty), rows)
            });
        }
    }
}

fn samples(service: &Service, ty: &Type, has_form: bool, blocks: &mut Vec<Block>) {
    let value = Generator::new(service).value(ty, &mut 0);
    blocks.push(Block::Sample("application/json, text/json", sample::json(service, &value)));
    if service.has_xml {
        let xml = if service.is_xml_serializer { xml_serializer::xml } else { sample::xml };
        let xml = xml(service, ty, &value);
        blocks.push(Block::Sample("application/xml, text/xml", xml));
    }
    if has_form {
        blocks.push(Block::Sample("application/x-www-form-urlencoded", String::new()));
    }
}

fn old(service: &Service, endpoint: &Endpoint) -> Vec<Block> {
    let heading = |level: u8, text: &str| Block::Heading(level, text.to_owned());
    let comment = |text: &str| {
        if text.is_empty() { "No documentation available.".to_owned() } else { text.to_owned() }
    };
    let mut blocks = vec![Block::Heading(1, endpoint.heading.clone()), Block::Text(comment(&endpoint.doc))];
    let row = |name: &str, doc: &str, of: &str| Row {
        name: name.to_owned(),
        doc: comment(doc),
        ty: of.to_owned(),
        annotations: Vec::new(),
    };
    let mut rows: Vec<Row> = endpoint.parameters.iter().map(|it| row(&it.name, &it.doc, "URI")).collect();
    if endpoint.body.is_some() {
        rows.push(row("value", &endpoint.body_doc, "body"));
    }
    if !rows.is_empty() {
        blocks.push(heading(2, "Request Information"));
        blocks.push(heading(3, "Parameters"));
        blocks.push(Block::OldTable(rows));
    }
    if let Some(body) = &endpoint.body {
        blocks.push(heading(3, "Request body formats"));
        samples(service, body, service.has_form, &mut blocks);
    }
    if let Response::Type(ty) = &endpoint.response {
        blocks.push(heading(2, "Response Information"));
        blocks.push(Block::Text(comment(&endpoint.response_doc)));
        blocks.push(heading(3, "Response body formats"));
        samples(service, ty, false, &mut blocks);
    }
    blocks
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn frame(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<title>{}</title>\n</head>\n<body>\n<div id=\"body\" \
         class=\"help-page\">\n<section class=\"featured\">\n<p>\n<a href=\"/Help\">Help Page \
         Home</a>\n</p>\n</section>\n<section class=\"content-wrapper \
         main-content\">\n{body}</section>\n</div>\n</body>\n</html>\n",
        escape(title)
    )
}

fn enum_page(of: &Enum) -> String {
    let mut body = format!(
        "<h1>{}</h1>\n<p></p>\n<p>Possible enumeration values:</p>\n<table class=\"help-page-table\">\n\
         <thead>\n<tr><th>Name</th><th>Value</th><th>Description</th></tr>\n</thead>\n<tbody>\n",
        of.name
    );
    for (name, value) in &of.members {
        let _ = write!(
            body,
            "<tr>\n<td class=\"enum-name\"><b>{name}</b></td>\n<td class=\"enum-value\">\n<p>{value}</p>\n\
             </td>\n<td class=\"enum-description\">\n<p></p>\n</td>\n</tr>\n"
        );
    }
    frame("", &format!("{body}</tbody>\n</table>\n"))
}

fn html(blocks: &[Block]) -> String {
    let mut body = String::new();
    let mut title = String::new();
    for block in blocks {
        match block {
            Block::Heading(level, text) => {
                if *level == 1 && text.contains(' ') {
                    title.clone_from(text);
                }
                let _ = writeln!(body, "<h{level}>{}</h{level}>", escape(text));
            }
            Block::Text(text) => {
                let _ = writeln!(body, "<p>{}</p>", escape(text));
            }
            Block::Word(text) => {
                let _ = writeln!(body, "{}", escape(text));
            }
            Block::Table(ty, rows) => {
                body.push_str(&escape(ty));
                if rows.is_empty() {
                    body.push_str("    <p>None.</p>\n");
                    continue;
                }
                body.push_str(
                    "    <table class=\"help-page-table\">\n<thead>\n<tr><th>Name</th><th>Description</th>\
                     <th>Type</th><th>Additional information</th></tr>\n</thead>\n<tbody>\n",
                );
                for row in rows {
                    let _ = write!(
                        body,
                        "<tr>\n<td class=\"parameter-name\">{}</td>\n<td class=\"parameter-documentation\">\n\
                         <p>{}</p>\n</td>\n<td class=\"parameter-type\">\n{}\n</td>\n\
                         <td class=\"parameter-annotations\">\n",
                        escape(&row.name),
                        escape(&row.doc),
                        escape(&row.ty)
                    );
                    if row.annotations.is_empty() {
                        body.push_str("<p>None.</p>\n");
                    }
                    for annotation in &row.annotations {
                        let _ = writeln!(body, "<p>{}</p>", escape(annotation));
                    }
                    body.push_str("</td>\n</tr>\n");
                }
                body.push_str("</tbody>\n</table>\n");
            }
            Block::OldTable(rows) => {
                body.push_str(
                    "<table class=\"help-page-table\">\n<thead>\n<tr><th>Name</th><th>Description</th>\
                     <th>Additional information</th></tr>\n</thead>\n<tbody>\n",
                );
                for row in rows {
                    let _ = write!(
                        body,
                        "<tr>\n<td class=\"parameter-name\"><b>{}</b></td>\n\
                         <td class=\"parameter-documentation\"><pre>{}</pre></td>\n\
                         <td class=\"parameter-source\">\n<p>Define this parameter in the request \
                         <b>{}</b>.</p>\n</td>\n</tr>\n",
                        escape(&row.name),
                        escape(&row.doc),
                        row.ty
                    );
                }
                body.push_str("</tbody>\n</table>\n");
            }
            Block::Sample(media, text) => {
                let _ = write!(
                    body,
                    "<h4 class=\"sample-header\">{media}</h4>\n<div class=\"sample-content\">\n\
                     <span><b>Sample:</b></span>\n"
                );
                if text.is_empty() {
                    body.push_str("<p>Sample not available.</p>\n");
                } else {
                    let _ = writeln!(body, "<pre class=\"wrapped\">\n{}\n</pre>", escape(text));
                }
                body.push_str("</div>\n");
            }
        }
    }
    frame(&title, &body)
}

fn lines(blocks: &[Block]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut glued = String::new();
    for block in blocks {
        match block {
            Block::Heading(_, text) => parts.push(format!("{}{text}", std::mem::take(&mut glued))),
            Block::Text(text) => parts.push(text.clone()),
            Block::Word(word) => glued.clone_from(word),
            Block::Table(ty, rows) if rows.is_empty() => parts.push(format!("{ty}None.")),
            Block::Table(ty, rows) => {
                let separator = if ty.is_empty() { "" } else { "\n" };
                let header = format!("{ty}{separator}NameDescriptionTypeAdditional information");
                for (index, row) in rows.iter().enumerate() {
                    let name = &row.name;
                    parts.push(if index == 0 { format!("{header}\n{name}") } else { name.clone() });
                    parts.extend([row.doc.clone(), row.ty.clone()]);
                    parts.extend(row.annotations.iter().cloned());
                    if row.annotations.is_empty() {
                        parts.push("None.".to_owned());
                    }
                }
            }
            Block::OldTable(_) => unreachable!("5.0 is tried in HTML alone"),
            Block::Sample(media, text) => {
                parts.push((*media).to_owned());
                if text.is_empty() {
                    parts.extend(["Sample:".to_owned(), "Sample not available.".to_owned()]);
                } else {
                    parts.push(format!("Sample:\n{text}"));
                }
            }
        }
    }
    parts.push(glued);
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn pipes(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Word(of) => text.push_str(of),
            Block::Heading(_, of) | Block::Text(of) if of.is_empty() => {}
            Block::Heading(_, of) | Block::Text(of) => {
                let _ = writeln!(text, "{of}");
            }
            Block::Table(ty, rows) if rows.is_empty() => {
                let _ = writeln!(text, "{ty}None.");
            }
            Block::Table(ty, rows) => {
                let _ = writeln!(
                    text,
                    "{ty}| Name | Description | Type | Additional information |\n|---|---|---|---|"
                );
                for (index, row) in rows.iter().enumerate() {
                    let notes = row.annotations.join(" ");
                    let notes = if notes.is_empty() { "None.".to_owned() } else { notes };
                    if row.doc.is_empty() {
                        let _ = writeln!(text, "| {} | {} |\n{notes} |", row.name, row.ty);
                        if index + 1 < rows.len() {
                            text.push_str("|\n");
                        }
                    } else {
                        let _ = writeln!(text, "| {} |\n{} |\n{} |\n{notes} |", row.name, row.doc, row.ty);
                    }
                }
            }
            Block::OldTable(_) => unreachable!("5.0 is tried in HTML alone"),
            Block::Sample(media, sample) => {
                let is_xml = sample.starts_with('<');
                let lines = sample.lines().map(str::trim).collect::<Vec<_>>();
                let sample = match sample.as_str() {
                    "" => "Sample not available.".to_owned(),
                    _ => lines.join(if is_xml { " " } else { "\n" }),
                };
                let _ = writeln!(text, "{media}\nSample:\n{sample}");
            }
        }
    }
    text
}
