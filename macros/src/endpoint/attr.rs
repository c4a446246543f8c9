//! `#[endpoint(..)]`, word by word.

use super::paging::Paging;
use crate::attr::{Annotations, AttributeValue, Item, items};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ANNOTATIONS, API, AUTHENTICATION, BODY, COMMA_SEPARATED, DEFAULT, DELETE, ENDPOINT_FIELD, ENDPOINT_TYPE,
    FILE, GET, HEAD, INTERFACE, MEDIA_TYPE, NAME, OPTIONAL, OPTIONS, OUTCOME, PAGING, PART, PATCH, POST, PUT,
    REQUIRED, RESPONSE, SERIALIZER, STATUS,
};
use proc_macro2::Ident;
use syn::{DeriveInput, Expr, Path, Type};

/// What writes and reads the XML of an endpoint, where it is not what the API says.
const SERIALIZERS: [(&str, &str); 2] =
    [("dataContractSerializer", "DataContractSerializer"), ("xmlSerializer", "XmlSerializer")];

/// What it says on the struct.
#[derive(Default)]
pub(super) struct Container {
    pub(super) api: Option<AttributeValue<Path>>,
    /// The path, by the word that says the method.
    pub(super) path: Option<AttributeValue<String>>,
    pub(super) response: Option<AttributeValue<Type>>,
    pub(super) status: Option<AttributeValue<Type>>,
    pub(super) name: Option<AttributeValue<String>>,
    pub(super) outcome: Option<AttributeValue<()>>,
    /// The variant of `contract::Serializer`.
    pub(super) serializer: Option<AttributeValue<&'static str>>,
    pub(super) authentication: Option<AttributeValue<Expr>>,
    pub(super) paging: Option<AttributeValue<Paging>>,
}

impl Container {
    pub(super) fn read(cx: &Ctxt, input: &DeriveInput) -> Self {
        let mut it = Container::default();
        let mut method: Option<Ident> = None;
        let items = items(cx, &input.attrs, &ENDPOINT_TYPE);
        let has_api = items.iter().any(|(word, _)| *word == API);
        for (word, item) in items {
            match word {
                API => {
                    let api = item.path(cx, "the static that describes the service: `api = API`");
                    AttributeValue::set(&mut it.api, cx, &item, api);
                }
                GET | POST | PUT | DELETE | PATCH | HEAD | OPTIONS => match &method {
                    Some(method) if *method != item.word => {
                        let message = format!("an endpoint has one method: it is `{method}` already");
                        cx.error(&item.word, message);
                    }
                    _ => {
                        method = Some(item.word.clone());
                        AttributeValue::set(&mut it.path, cx, &item, path(cx, &item));
                    }
                },
                RESPONSE => AttributeValue::set(&mut it.response, cx, &item, item.ty(cx)),
                STATUS => AttributeValue::set(&mut it.status, cx, &item, item.ty(cx)),
                NAME => AttributeValue::set(&mut it.name, cx, &item, item.name(cx)),
                OUTCOME => AttributeValue::set(&mut it.outcome, cx, &item, item.flag(cx)),
                SERIALIZER => {
                    AttributeValue::set(&mut it.serializer, cx, &item, item.choice(cx, &SERIALIZERS));
                }
                PAGING => AttributeValue::set(&mut it.paging, cx, &item, Paging::read(cx, &item)),
                AUTHENTICATION => AttributeValue::set(&mut it.authentication, cx, &item, item.expr(cx)),
                _ => {}
            }
        }
        if !has_api {
            let message = "the service is missing: `#[endpoint(api = API, ..)]`, where `API` is a static `datacontract::http::Api`";
            cx.error(&input.ident, message);
        }
        if method.is_none() {
            cx.error(
                &input.ident,
                "method and path are missing: `#[endpoint(get = \"api/orders/{id}\", ..)]`, or `post`, `put`, `delete`, \
                 `patch`, `head`, `options`",
            );
        }
        it
    }
}

/// Returns the path of the operation, checked by itself.
fn path(cx: &Ctxt, item: &Item) -> Option<String> {
    let path = item.text(cx)?;
    if let Some(error) = datacontract_rules::path::error(&path) {
        cx.error(item.place(), error.message);
    }
    Some(path)
}

/// What it says on a field.
#[derive(Default)]
pub(super) struct Field {
    pub(super) name: Option<AttributeValue<String>>,
    pub(super) default: Option<AttributeValue<Expr>>,
    pub(super) optional: Option<AttributeValue<()>>,
    pub(super) required: Option<AttributeValue<()>>,
    pub(super) comma_separated: Option<AttributeValue<()>>,
    pub(super) body: Option<AttributeValue<()>>,
    pub(super) interface: Option<AttributeValue<()>>,
    pub(super) annotations: Option<Annotations>,
    pub(super) part: Option<AttributeValue<()>>,
    pub(super) file: Option<AttributeValue<()>>,
    pub(super) media_type: Option<AttributeValue<String>>,
}

impl Field {
    pub(super) fn read(cx: &Ctxt, attrs: &[syn::Attribute]) -> Self {
        let mut field = Field::default();
        for (word, item) in items(cx, attrs, &ENDPOINT_FIELD) {
            match word {
                NAME => AttributeValue::set(&mut field.name, cx, &item, item.name(cx)),
                DEFAULT => AttributeValue::set(&mut field.default, cx, &item, item.expr(cx)),
                OPTIONAL => AttributeValue::set(&mut field.optional, cx, &item, item.flag(cx)),
                REQUIRED => AttributeValue::set(&mut field.required, cx, &item, item.flag(cx)),
                COMMA_SEPARATED => AttributeValue::set(&mut field.comma_separated, cx, &item, item.flag(cx)),
                BODY => AttributeValue::set(&mut field.body, cx, &item, item.flag(cx)),
                ANNOTATIONS => field.annotations.get_or_insert_default().read(cx, &item),
                PART => AttributeValue::set(&mut field.part, cx, &item, item.flag(cx)),
                FILE => AttributeValue::set(&mut field.file, cx, &item, item.flag(cx)),
                MEDIA_TYPE => AttributeValue::set(&mut field.media_type, cx, &item, item.text(cx)),
                INTERFACE => AttributeValue::set(&mut field.interface, cx, &item, item.flag(cx)),
                _ => {}
            }
        }
        field
    }
}
