//! What of a module other code can name.

use std::collections::{BTreeMap, BTreeSet};

use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item as SynItem, TraitItem, Visibility};

/// What other code can name of a module, by path: `Order`, `Order.id`, `State::New`, `client::Client::get_order`.
#[derive(Debug, Default)]
pub(super) struct Surface {
    pub(super) items: BTreeMap<String, Item>,
}

/// Something that other code can name.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) kind: ItemKind,
    /// Its type, or its signature.
    pub(super) text: String,
    /// The traits that it has.
    pub(super) traits: BTreeSet<String>,
    /// Attributes that are not the contract's.
    pub(super) attributes: BTreeSet<String>,
    /// Whether the compiler warns those who use it.
    pub(super) is_deprecated: bool,
    /// The path of what it stands in, if that is no module.
    owner: Option<String>,
}

/// The kinds of items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    Struct,
    Enum,
    Trait,
    Alias,
    /// The type that says an endpoint's status, in its errors.
    Status,
    Value,
    Module,
    Function,
    /// A function of a trait that has no body there.
    RequiredFunction,
    Field,
    Variant,
}

impl ItemKind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Struct => "the struct",
            Self::Enum => "the enum",
            Self::Trait => "the trait",
            Self::Alias | Self::Status => "the type",
            Self::Value => "the constant",
            Self::Module => "the module",
            Self::Function | Self::RequiredFunction => "the function",
            Self::Field => "the field",
            Self::Variant => "the variant",
        }
    }
}

impl Item {
    /// Returns the path of what it stands in.
    pub(super) fn owner(&self) -> Option<&str> {
        self.owner.as_deref()
    }
}

impl Surface {
    /// Returns what can be named of a module; `None` if the text is no Rust.
    pub(super) fn of(text: &str) -> Option<Self> {
        let file = syn::parse_file(text).ok()?;
        let mut surface = Self::default();
        surface.add_all("", &file.items);
        Some(surface)
    }

    fn add_all(&mut self, prefix: &str, items: &[SynItem]) {
        // Types first: what is implemented for them belongs to them.
        let (impls, others): (Vec<_>, Vec<_>) =
            items.iter().partition(|item| matches!(item, SynItem::Impl(_)));
        for item in others.into_iter().chain(impls) {
            self.add(prefix, item);
        }
    }

    fn put(
        &mut self,
        path: String,
        kind: ItemKind,
        text: String,
        attributes: &[Attribute],
        owner: Option<&str>,
    ) {
        let is_deprecated = attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"));
        let (traits, attributes) = named(attributes);
        let owner = owner.map(str::to_owned);
        self.items.insert(path, Item { kind, text, traits, attributes, is_deprecated, owner });
    }

    fn add(&mut self, prefix: &str, item: &SynItem) {
        let path = |name: &syn::Ident| format!("{prefix}{name}");
        match item {
            SynItem::Struct(item) if is_public(&item.vis) => {
                let owner = path(&item.ident);
                let generics = text(&item.generics);
                self.put(owner.clone(), ItemKind::Struct, generics, &item.attrs, None);
                let endpoint = EndpointWords::of(&item.attrs);
                let is_paged = endpoint.as_ref().is_some_and(|words| words.is_paged);
                if let Some(put) = self.items.get_mut(&owner) {
                    let derived = [is_paged.then_some("Paged"), has_items(item).then_some("HasItems")];
                    put.traits.extend(derived.into_iter().flatten().map(str::to_owned));
                }
                if let Some(EndpointWords { response, status, .. }) = endpoint {
                    self.put(format!("{owner}::Response"), ItemKind::Alias, response, &[], Some(&owner));
                    self.put(format!("{owner}::Status"), ItemKind::Status, status, &[], Some(&owner));
                }
                for (index, field) in
                    item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis))
                {
                    let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
                    self.put(
                        format!("{owner}.{name}"),
                        ItemKind::Field,
                        text(&field.ty),
                        &field.attrs,
                        Some(&owner),
                    );
                }
            }
            SynItem::Enum(item) if is_public(&item.vis) => {
                let owner = path(&item.ident);
                self.put(owner.clone(), ItemKind::Enum, text(&item.generics), &item.attrs, None);
                for variant in &item.variants {
                    let held = match &variant.fields {
                        Fields::Unit => String::new(),
                        fields => text(fields),
                    };
                    self.put(
                        format!("{owner}::{}", variant.ident),
                        ItemKind::Variant,
                        held,
                        &variant.attrs,
                        Some(&owner),
                    );
                }
            }
            SynItem::Trait(item) if is_public(&item.vis) => {
                let owner = path(&item.ident);
                self.put(owner.clone(), ItemKind::Trait, text(&item.supertraits), &item.attrs, None);
                for function in &item.items {
                    if let TraitItem::Fn(function) = function {
                        let kind = match function.default {
                            Some(_) => ItemKind::Function,
                            None => ItemKind::RequiredFunction,
                        };
                        let path = format!("{owner}::{}", function.sig.ident);
                        self.put(path, kind, signature(&function.sig), &function.attrs, Some(&owner));
                    }
                }
            }
            SynItem::Impl(item) => self.add_impl(prefix, item),
            SynItem::Fn(item) if is_public(&item.vis) => {
                self.put(path(&item.sig.ident), ItemKind::Function, signature(&item.sig), &item.attrs, None);
            }
            SynItem::Const(item) if is_public(&item.vis) => {
                self.put(path(&item.ident), ItemKind::Value, text(&item.ty), &item.attrs, None);
            }
            SynItem::Static(item) if is_public(&item.vis) => {
                self.put(path(&item.ident), ItemKind::Value, text(&item.ty), &item.attrs, None);
            }
            SynItem::Type(item) if is_public(&item.vis) => {
                self.put(path(&item.ident), ItemKind::Alias, text(&item.ty), &item.attrs, None);
            }
            SynItem::Mod(item) if is_public(&item.vis) => {
                let owner = path(&item.ident);
                self.put(owner.clone(), ItemKind::Module, String::new(), &item.attrs, None);
                if let Some((_, items)) = &item.content {
                    self.add_all(&format!("{owner}::"), items);
                }
            }
            _ => {}
        }
    }

    fn add_impl(&mut self, prefix: &str, item: &syn::ItemImpl) {
        let syn::Type::Path(ty) = &*item.self_ty else { return };
        let Some(name) = ty.path.segments.last() else { return };
        let owner = format!("{prefix}{}", name.ident);
        if !self.items.contains_key(&owner) {
            return;
        }
        if let Some((of, _)) = &item.trait_ {
            let name = text(of);
            if let Some(owner) = self.items.get_mut(&owner) {
                owner.traits.insert(short(&name));
            }
            return;
        }
        for inner in &item.items {
            match inner {
                ImplItem::Fn(function) if is_public(&function.vis) => {
                    let path = format!("{owner}::{}", function.sig.ident);
                    self.put(
                        path,
                        ItemKind::Function,
                        signature(&function.sig),
                        &function.attrs,
                        Some(&owner),
                    );
                }
                ImplItem::Const(value) if is_public(&value.vis) => {
                    let path = format!("{owner}::{}", value.ident);
                    self.put(path, ItemKind::Value, text(&value.ty), &value.attrs, Some(&owner));
                }
                _ => {}
            }
        }
    }
}

/// What callers get from the trait of an endpoint.
struct EndpointWords {
    response: String,
    status: String,
    /// It has the trait for lists in pages as well.
    is_paged: bool,
}

impl EndpointWords {
    fn of(attributes: &[Attribute]) -> Option<Self> {
        let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("endpoint"))?;
        let mut words = Self { response: "()".to_owned(), status: "StatusCode".to_owned(), is_paged: false };
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("response") {
                words.response = text(&meta.value()?.parse::<syn::Type>()?);
            } else if meta.path.is_ident("status") {
                words.status = text(&meta.value()?.parse::<syn::Type>()?);
            } else {
                words.is_paged |= meta.path.is_ident("paging");
                skip_value(&meta)?;
            }
            Ok(())
        });
        Some(words)
    }
}

/// Returns whether a class has a list that is read item by item.
fn has_items(item: &syn::ItemStruct) -> bool {
    let mut found = false;
    let attributes = item.fields.iter().flat_map(|field| &field.attrs);
    for attribute in attributes.filter(|attribute| attribute.path().is_ident("contract")) {
        let _ = attribute.parse_nested_meta(|meta| {
            found |= meta.path.is_ident("items");
            skip_value(&meta)
        });
    }
    found
}

/// Goes past what stands behind a word: `= 1`, `(..)` or nothing.
fn skip_value(meta: &syn::meta::ParseNestedMeta<'_>) -> syn::Result<()> {
    if let Ok(value) = meta.value() {
        value.parse::<syn::Expr>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let within;
        syn::parenthesized!(within in meta.input);
        within.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}

/// Returns what a function takes and returns: without its name, and as callers see it.
fn signature(function: &syn::Signature) -> String {
    let text = text(function);
    let text = text.strip_prefix(&format!("fn {}", function.ident)).unwrap_or(&text);
    let text =
        text.replace("mut self, ", "").replace("&self, ", "").replace("&self,", "").replace("&self", "");
    text.replace(",)", ")").replace("impl Future<Output = ", "").replace("> + Send", "")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Returns the traits that attributes derive, and the attributes that the contract does not have.
fn named(attributes: &[Attribute]) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut traits = BTreeSet::new();
    let mut others = BTreeSet::new();
    for attribute in attributes {
        let path = attribute.path();
        if path.is_ident("derive") {
            let _ = attribute.parse_nested_meta(|meta| {
                traits.insert(short(&text(&meta.path)));
                Ok(())
            });
        } else if !["doc", "contract", "deprecated", "allow", "expect", "endpoint"]
            .iter()
            .any(|own| path.is_ident(own))
        {
            others.insert(text(&attribute.meta));
        }
    }
    (traits, others)
}

/// Returns a trait's name without the modules before it.
fn short(name: &str) -> String {
    let end = name.find('<').unwrap_or(name.len());
    let start = name.get(..end).and_then(|path| path.rfind("::")).map_or(0, |at| at + 2);
    name.get(start..).unwrap_or(name).to_owned()
}

/// Returns code as people write it.
fn text(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string().replace(" :: datacontract", " datacontract");
    let mut text = text.replace(" :: ", "::").replace(":: ", "::").replace(" < ", "<").replace("< ", "<");
    for (from, to) in [
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        ("( ", "("),
        (" )", ")"),
        (" (", "("),
        (" :", ":"),
        (" ?", "?"),
    ] {
        text = text.replace(from, to);
    }
    text.strip_prefix("::").map_or_else(|| text.clone(), str::to_owned)
}
