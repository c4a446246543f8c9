//! A service at random.

use super::contract::*;

/// Random numbers that are the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Puts values into a random order.
    pub(crate) fn shuffle<T>(&mut self, values: &mut [T]) {
        for end in (1..values.len()).rev() {
            values.swap(end, self.below(end + 1));
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }
}

#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) doc: String,
    pub(crate) default: Option<&'static str>,
}

#[derive(Debug)]
pub(crate) enum Response {
    Nothing,
    Untyped,
    Type(Type),
}

#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) heading: String,
    pub(crate) doc: String,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Type>,
    pub(crate) body_doc: String,
    pub(crate) response: Response,
    pub(crate) response_doc: String,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) is_camel: bool,
    pub(crate) has_enum_texts: bool,
    pub(crate) has_xml: bool,
    pub(crate) has_form: bool,
    /// `UseXmlSerializer`.
    pub(crate) is_xml_serializer: bool,
    pub(crate) classes: Vec<Class>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) endpoints: Vec<Endpoint>,
}

const CLASSES: &[&str] = &[
    "Kite",
    "Order",
    "OrderLine",
    "Customer",
    "Address",
    "Result",
    "Page",
    "SearchRequest",
    "LoginModel",
    "Status",
    "Note",
    "CONTACT",
    "price_list",
    "Unit",
    "Invoice2",
    "ApiResponse",
    "Content",
    "Value",
    "Date",
    "Kind",
    "Item",
    "ItemInfo",
    "Entity",
    "Tag",
];
const ENUMS: &[&str] = &["Colour", "OrderState", "Sex", "Level", "ErrorCode", "Mode"];
const WORDS: &[&str] =
    &["Open", "Closed", "Red", "Green", "None", "Unknown", "Male", "High", "Low", "A", "NotSet"];
const NAMES: &[&str] = &[
    "Id",
    "Name",
    "Type",
    "Description",
    "Value",
    "Code",
    "Count",
    "Total",
    "Label",
    "Street",
    "zip",
    "created_at",
    "CreatedAt",
    "Url",
    "URLText",
    "IsOpen",
    "Lines",
    "Items",
    "Owner",
    "Parent",
    "State",
    "Price",
    "Weight",
    "Comment",
    "GUID",
    "X",
    "Line1",
    "Line2",
    "userName",
    "Status",
    "Message",
    "ErrorCode",
    "Data",
    "Result",
    "Phone_No",
    "Amount",
    "VAT",
    "From",
    "To",
    "Date",
    "Body",
    "Remarks",
    "Key",
    "Version",
    "Title",
    "Headers",
    "Tags",
    "Notes",
    "SSN",
    "Ratio",
    "ref",
    "Sample",
];
const DOCS: &[&str] = &[
    "",
    "",
    "",
    "",
    "The label",
    "Number of the box.",
    "e.g. \"x\" & <y>",
    "1 = open, 2 = shut",
    "Gets or sets the name",
    "Must be given!",
    "The date of the order",
    "Name of the kite (at most 20 characters)",
    "Optional",
    "Gültig bis zum Ende",
    "See http://kites.example/help?a=1",
    "The code, as text",
    "A list of things: one, two",
    "Use {0} for all; [required]",
];
const NAMESPACES: &[&str] =
    &["Windy.Models", "Windy.Models.Orders", "Windy.Api.Contracts", "Windy.Data", "WindyLib"];

impl Service {
    pub(crate) fn random(seed: u64) -> Self {
        let mut random = Random(seed);
        let r = &mut random;
        let mut service = Self {
            is_camel: r.one_in(4),
            has_enum_texts: r.one_in(4),
            has_xml: !r.one_in(5),
            has_form: !r.one_in(4),
            is_xml_serializer: r.one_in(6),
            classes: Vec::new(),
            enums: Vec::new(),
            endpoints: Vec::new(),
        };
        let namespaces = 1 + r.below(3);
        service.enums(r, namespaces);
        service.classes(r, namespaces);
        let count = 1 + r.below(3);
        for index in 0..count {
            let endpoint = service.endpoint(r, index);
            service.endpoints.push(endpoint);
        }
        service
    }

    fn enums(&mut self, r: &mut Random, namespaces: usize) {
        let mut names = ENUMS.to_vec();
        for _ in 0..r.below(3) {
            let name = names.remove(r.below(names.len()));
            let mut words = WORDS.to_vec();
            let mut value = i64::from(r.one_in(3));
            let count = 1 + r.below(4);
            let members = (0..count)
                .map(|_| {
                    let member = (words.remove(r.below(words.len())).to_owned(), value);
                    value += 1 + i64::from(r.one_in(4)) * 9;
                    member
                })
                .collect();
            let clr_namespace = NAMESPACES[r.below(namespaces)].to_owned();
            self.enums.push(Enum { name: name.to_owned(), clr_namespace, members });
        }
    }

    fn classes(&mut self, r: &mut Random, namespaces: usize) {
        let mut names = CLASSES.to_vec();
        for _ in 0..=r.below(5) {
            let name = names.remove(r.below(names.len())).to_owned();
            // A class knows the ones that were made before it, so that no object holds itself.
            let base = (!self.classes.is_empty() && r.one_in(4)).then(|| r.below(self.classes.len()));
            let mut taken: Vec<String> = Vec::new();
            let mut of = base;
            while let Some(base) = of {
                let base = &self.classes[base];
                for member in &base.members {
                    let names = [Some(&member.name), member.json.as_ref(), member.data_name.as_ref()];
                    taken.extend(names.into_iter().flatten().map(|name| name.to_lowercase()));
                }
                of = base.base;
            }
            // The serializer refuses a plain class whose base is marked, and the other way round.
            let is_marked = !self.is_xml_serializer && r.one_in(4);
            let is_contract = base.map_or(is_marked, |base| self.classes[base].is_contract);
            let namespace = (is_contract && r.one_in(2)).then(|| "http://kites.example/2015".to_owned());
            let mut members = Vec::new();
            for _ in 0..=r.below(8) {
                members.extend(self.member(r, is_contract, &mut taken));
            }
            // What no page shows a member of is not told from `object`.
            if let Some(first) = members.first_mut() {
                first.kind = Kind::Property;
            }
            if self.is_xml_serializer {
                // It looks for no `[IgnoreDataMember]`.
                for member in members.iter_mut().filter(|member| member.kind == Kind::Ignored) {
                    member.kind = Kind::XmlOnly;
                }
            } else if !is_contract && r.one_in(24) {
                for member in &mut members {
                    member.kind = Kind::ReadOnly;
                }
            }
            let class = Class {
                name,
                clr_namespace: NAMESPACES[r.below(namespaces)].to_owned(),
                is_contract,
                namespace,
                base,
                members,
                doc: r.pick(DOCS).to_owned(),
            };
            self.classes.push(class);
        }
        // Which of several names is the renamed one, no page tells.
        let mut all = self.classes.iter_mut().flat_map(|class| &mut class.members);
        if all.any(|member| member.json.is_some()) {
            for member in self.classes.iter_mut().flat_map(|class| &mut class.members) {
                if member.kind == Kind::XmlOnly {
                    member.kind = Kind::Property;
                }
            }
        }
    }

    fn member(&self, r: &mut Random, is_contract: bool, taken: &mut Vec<String>) -> Option<Member> {
        let mut take = |name: &str| {
            let is_new = !taken.contains(&name.to_lowercase());
            taken.push(name.to_lowercase());
            is_new
        };
        let name = r.pick(NAMES).to_owned();
        if !take(&name) {
            return None;
        }
        let other = |r: &mut Random, n: usize| {
            r.one_in(n).then(|| format!("{}_{}", r.pick(NAMES).to_lowercase(), "x"))
        };
        let json = other(r, 14).filter(|name| take(name));
        let data_name = other(r, if is_contract { 5 } else { usize::MAX }).filter(|name| take(name));
        let kind = match r.below(if is_contract { 1 } else { 24 }) {
            1 => Kind::Field,
            2 => Kind::ReadOnly,
            3 => Kind::XmlOnly,
            4 => Kind::Ignored,
            _ => Kind::Property,
        };
        let ty = self.ty(r, 2);
        let mut annotations = Vec::new();
        if r.one_in(6) && kind != Kind::Field {
            annotations.push("Required".to_owned());
        }
        if matches!(&ty, Type::Simple(simple) if simple.word == "string") && kind != Kind::Field {
            match r.below(8) {
                0 => annotations.push("Max length: 20".to_owned()),
                1 => annotations.push("Matching regular expression pattern: ^[a-z]+$".to_owned()),
                2 => annotations.push("String length: inclusive between 0 and 7".to_owned()),
                3 => annotations.push("Data type: EmailAddress".to_owned()),
                _ => {}
            }
        }
        Some(Member {
            name,
            ty,
            kind,
            doc: r.pick(DOCS).to_owned(),
            annotations,
            json,
            data_name,
            order: (is_contract && r.one_in(3)).then(|| u32::try_from(r.below(4)).unwrap_or(0)),
        })
    }

    fn simple(&self, r: &mut Random) -> Type {
        let all: &[&'static Simple] = &[
            &STRING, &STRING, &STRING, &STRING, &INT, &INT, &INT, &SHORT, &LONG, &UINT, &BYTE, &SBYTE, &CHAR,
            &BOOL, &BOOL, &DOUBLE, &DECIMAL, &DECIMAL, &GUID, &SPAN, &DATE, &DATE, &OFFSET, &URI, &OBJECT,
            &BYTES,
        ];
        let simple = all[r.below(all.len())];
        // `XmlSerializer` refuses these, or loses what they hold.
        let is_refused = ["duration", "DateTimeOffset", "anyURI", "anyType"].contains(&simple.item);
        Type::Simple(if self.is_xml_serializer && is_refused { &STRING } else { simple })
    }

    fn ty(&self, r: &mut Random, depth: usize) -> Type {
        match r.below(12) {
            0 | 1 if depth > 0 => Type::List(Box::new(match self.ty(r, depth - 1) {
                // Its names in XML are their own subject.
                Type::Nullable(_) => Type::Simple(&STRING),
                // Pages have one word for it and for `byte[]`.
                Type::Simple(simple) if simple.item == "unsignedByte" => Type::Simple(&INT),
                ty => ty,
            })),
            2 if depth > 0 && !self.is_xml_serializer => {
                let keys: [&'static Simple; 2] = [&STRING, &INT];
                let key = keys[r.below(2)];
                let value = self.simple(r);
                let is_plain = matches!(&value, Type::Simple(of) if !["DateTimeOffset"].contains(&of.item));
                Type::Dictionary(key, Box::new(if is_plain { value } else { Type::Simple(&STRING) }))
            }
            3 if !self.enums.is_empty() => {
                let of = Type::Enum(r.below(self.enums.len()));
                if r.one_in(4) { Type::Nullable(Box::new(of)) } else { of }
            }
            4 | 5 if !self.classes.is_empty() => Type::Class(r.below(self.classes.len())),
            _ => {
                let simple = self.simple(r);
                if simple.is_value() && r.one_in(4) { Type::Nullable(Box::new(simple)) } else { simple }
            }
        }
    }

    fn endpoint(&self, r: &mut Random, index: usize) -> Endpoint {
        let method = r.pick(&["GET", "POST", "PUT", "POST", "DELETE"]);
        let mut parameters = Vec::new();
        let mut path = format!("api/kites/action{index}");
        let mut query = Vec::new();
        let mut names = vec!["id", "shopId", "from", "pageSize", "q", "expand", "Key", "user_name", "type"];
        for _ in 0..r.below(5) {
            let name = names.remove(r.below(names.len())).to_owned();
            let ty = match r.below(8) {
                0 if !self.enums.is_empty() => Type::Enum(r.below(self.enums.len())),
                1 => Type::Simple(&DATE),
                2 => Type::Simple(&BOOL),
                3 => Type::Simple(&GUID),
                4 | 5 => Type::Simple(&INT),
                _ => Type::Simple(&STRING),
            };
            let default = r.one_in(3).then(|| match &ty {
                Type::Simple(simple) if simple.word == "integer" => Some("20"),
                Type::Simple(simple) if simple.word == "boolean" => Some("False"),
                Type::Simple(simple) if simple.word == "string" => Some("all"),
                _ => None,
            });
            let default = default.flatten();
            let is_in_path = default.is_none() && r.one_in(3);
            if is_in_path {
                path = format!("{path}/{{{name}}}");
            } else {
                query.push(format!("{name}={{{name}}}"));
            }
            parameters.push(Parameter { name, ty, doc: r.pick(DOCS).to_owned(), default });
        }
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let has_body = matches!(method, "POST" | "PUT");
        let payload = |r: &mut Random| match r.below(8) {
            0 if !self.is_xml_serializer => match self.ty(r, 1) {
                // Its root element is a form of its own.
                Type::Simple(simple) if simple.item == "anyType" => Type::Simple(&STRING),
                ty => ty,
            },
            1 | 2 => Type::List(Box::new(Type::Class(r.below(self.classes.len())))),
            _ => Type::Class(r.below(self.classes.len())),
        };
        let body = has_body.then(|| payload(r));
        let response = match r.below(8) {
            0 => Response::Nothing,
            1 => Response::Untyped,
            _ => Response::Type(payload(r)),
        };
        Endpoint {
            heading: format!("{method} {path}{query}"),
            doc: r.pick(DOCS).to_owned(),
            parameters,
            body_doc: if body.is_some() { r.pick(DOCS).to_owned() } else { String::new() },
            body,
            response,
            response_doc: r.pick(DOCS).to_owned(),
        }
    }
}
