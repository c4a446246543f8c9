//! What `#[contract(..)]` says, word by word. What the words mean together is `check`'s. `#[endpoint(..)]` is
//! read by the same means.

mod annotations;
mod container;
mod conversion;
mod field;
mod serde;
mod variant;
mod wire_name;
mod xml;

pub(crate) use annotations::Annotations;
pub(crate) use container::{Container, EntryNames};
pub(crate) use conversion::Conversion;
pub(crate) use field::Field;
pub(crate) use serde::{RenameRule, Serde, SerdeDefault, SerdeFlag};
pub(crate) use variant::Variant;
pub(crate) use wire_name::WireName;
pub(crate) use xml::{XmlNode, XmlOfField, XmlOfType, XmlOfVariant};

use crate::ctxt::Ctxt;
use crate::symbol::{AS, AttributePlace, RESPONSE, STATUS, Symbol, TYPE_WORD};
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use std::str::FromStr;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, ExprUnary, Lit, Token, UnOp, token};

/// What a word was given, and where.
pub(crate) struct AttributeValue<T> {
    pub(crate) word: Ident,
    /// Its value as it stands there; the word itself where it has none.
    pub(crate) place: TokenStream,
    pub(crate) value: T,
}

impl<T> AttributeValue<T> {
    /// Fills the place of a word, which may be filled once.
    pub(crate) fn set(place: &mut Option<Self>, cx: &Ctxt, item: &Item, value: Option<T>) {
        match (value, &place) {
            (Some(_), Some(there)) => {
                let word = &item.word;
                let message = if there.word == *word {
                    format!("`{word}` is given twice")
                } else {
                    format!("`{}` and `{word}` say the same in two ways: keep one of them", there.word)
                };
                cx.error(word, message);
            }
            (Some(value), None) => {
                *place = Some(AttributeValue { word: item.word.clone(), place: item.place(), value });
            }
            (None, _) => {}
        }
    }
}

/// A word with its value.
pub(crate) struct Item {
    pub(crate) word: Ident,
    value: Value,
}

enum Value {
    None,
    /// `= expression`
    Expr(Expr),
    /// `= type`
    Type(syn::Type),
    /// `= |name| expression`
    Closure(Closure),
    /// `(..)`
    List(Group),
}

/// A closure of one argument, up to the next comma. syn knows closures only with all of Rust's syntax, which costs whoever
/// builds the macros.
#[derive(Clone)]
pub(crate) struct Closure {
    pub(crate) argument: Ident,
    pub(crate) body: TokenStream,
}

impl Parse for Closure {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.parse::<Token![|]>()?;
        let argument = input.parse()?;
        input.parse::<Token![|]>()?;
        let mut body = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            body.extend([input.parse::<TokenTree>()?]);
        }
        if body.is_empty() {
            return Err(input.error("the value of the closure is missing"));
        }
        Ok(Closure { argument, body })
    }
}

impl Parse for Item {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word = input.call(Ident::parse_any)?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            if word == RESPONSE || word == STATUS || ((word == AS || word == TYPE_WORD) && !input.peek(Lit)) {
                Value::Type(input.parse()?)
            } else if input.peek(Token![|]) {
                Value::Closure(input.parse()?)
            } else {
                Value::Expr(input.parse()?)
            }
        } else if input.peek(token::Paren) {
            Value::List(input.parse()?)
        } else {
            Value::None
        };
        Ok(Item { word, value })
    }
}

/// Returns the words of all attributes of one place. Those that may not stand there are reported and left
/// out.
pub(crate) fn items(cx: &Ctxt, attrs: &[syn::Attribute], place: &AttributePlace) -> Vec<(Symbol, Item)> {
    let mut items = Vec::new();
    let is_ours =
        |attr: &&syn::Attribute| attr.path().get_ident().is_some_and(|ident| *ident == place.attribute);
    for attr in attrs.iter().filter(is_ours) {
        match attr.parse_args_with(Punctuated::<Item, Token![,]>::parse_terminated) {
            Ok(given) => items.extend(given),
            Err(error) => cx.syn_error(error),
        }
    }
    allowed(cx, items, place)
}

fn allowed(cx: &Ctxt, items: Vec<Item>, place: &AttributePlace) -> Vec<(Symbol, Item)> {
    let mut allowed = Vec::with_capacity(items.len());
    for item in items {
        match place.words.iter().find(|word| item.word == **word) {
            Some(word) => allowed.push((*word, item)),
            None => cx.error(&item.word, place.refuse(&item.word)),
        }
    }
    allowed
}

/// The words of a place, for what is said of them together.
pub(crate) type Words = Vec<(Symbol, Ident)>;

impl Item {
    pub(crate) fn place(&self) -> TokenStream {
        match &self.value {
            Value::None => self.word.to_token_stream(),
            Value::Expr(expr) => expr.to_token_stream(),
            Value::Type(ty) => ty.to_token_stream(),
            Value::Closure(closure) => closure.body.clone(),
            Value::List(list) => list.to_token_stream(),
        }
    }

    /// Says what the word wants instead of what it got.
    fn wants<T>(&self, cx: &Ctxt, what: &str) -> Option<T> {
        let word = &self.word;
        cx.error(self.place(), format!("`{word}` wants {what}"));
        None
    }

    fn literal(&self) -> Option<&Lit> {
        match &self.value {
            Value::Expr(expr) => literal(expr),
            Value::None | Value::Type(_) | Value::Closure(_) | Value::List(_) => None,
        }
    }

    /// `word = ".."`
    pub(crate) fn text(&self, cx: &Ctxt) -> Option<String> {
        match self.literal() {
            Some(Lit::Str(text)) => Some(text.value()),
            _ => self.wants(cx, &format!("a text: `{} = \"..\"`", self.word)),
        }
    }

    /// `word = ".."`, not empty
    pub(crate) fn name(&self, cx: &Ctxt) -> Option<String> {
        let name = self.text(cx)?;
        if name.is_empty() {
            return self.wants(cx, "a name: the empty text is none");
        }
        Some(name)
    }

    /// `word = ".."`, one of these
    pub(crate) fn choice<T: Copy>(&self, cx: &Ctxt, choices: &[(&str, T)]) -> Option<T> {
        let given = match self.literal() {
            Some(Lit::Str(text)) => Some(text.value()),
            _ => None,
        };
        let found = choices.iter().find(|(text, _)| given.as_deref() == Some(*text));
        found.map(|(_, choice)| *choice).or_else(|| {
            let texts: Vec<String> = choices.iter().map(|(text, _)| format!("\"{text}\"")).collect();
            let (last, first) = texts.split_last()?;
            self.wants(cx, &format!("{} or {last}", first.join(", ")))
        })
    }

    /// `word = path::of::AN_ITEM`
    pub(crate) fn path(&self, cx: &Ctxt, what: &str) -> Option<syn::Path> {
        match &self.value {
            Value::Expr(Expr::Path(path)) => Some(path.path.clone()),
            _ => self.wants(cx, what),
        }
    }

    /// `word = Vec<Lead>`
    pub(crate) fn ty(&self, cx: &Ctxt) -> Option<syn::Type> {
        match &self.value {
            Value::Type(ty) => Some(ty.clone()),
            _ => self.wants(cx, &format!("a Rust type: `{} = Vec<Lead>`", self.word)),
        }
    }

    /// `word = Priority::High`
    pub(crate) fn expr(&self, cx: &Ctxt) -> Option<Expr> {
        match &self.value {
            Value::Expr(expr) => Some(expr.clone()),
            _ => self.wants(cx, &format!("a value: `{} = 1`", self.word)),
        }
    }

    /// `word = |answer| answer.total`
    pub(crate) fn closure(&self, cx: &Ctxt) -> Option<Closure> {
        match &self.value {
            Value::Closure(closure) => Some(closure.clone()),
            _ => self.wants(cx, &format!("a closure: `{} = |answer| answer.{}`", self.word, self.word)),
        }
    }

    /// `word = 1`
    fn int<T: TryFrom<i128>>(&self, cx: &Ctxt, what: &str) -> Option<T> {
        let number = match &self.value {
            Value::Expr(expr) => integer(expr),
            Value::None | Value::Type(_) | Value::Closure(_) | Value::List(_) => None,
        };
        match number.and_then(|number| T::try_from(number).ok()) {
            Some(number) => Some(number),
            None => self.wants(cx, &format!("{what}: `{} = 1`", self.word)),
        }
    }

    /// `word = true`
    fn boolean(&self, cx: &Ctxt) -> Option<bool> {
        match self.literal() {
            Some(Lit::Bool(value)) => Some(value.value),
            _ => self.wants(cx, &format!("`true` or `false`: `{} = false`", self.word)),
        }
    }

    /// `word`, or `word = true`; `None` also for `word = false`
    pub(crate) fn flag(&self, cx: &Ctxt) -> Option<()> {
        match (&self.value, self.literal()) {
            (Value::None, _) => Some(()),
            (_, Some(Lit::Bool(value))) => value.value.then_some(()),
            _ => self.wants(cx, "no value: it stands alone"),
        }
    }

    /// `word(A, B)`, in any form that `T` has
    fn list<T: Parse>(&self, cx: &Ctxt, what: &str) -> Option<Vec<T>> {
        let Value::List(list) = &self.value else { return self.wants(cx, what) };
        match Punctuated::<T, Token![,]>::parse_terminated.parse2(list.stream()) {
            Ok(list) => Some(list.into_iter().collect()),
            Err(error) => {
                cx.syn_error(error);
                None
            }
        }
    }

    /// `word(a = .., b = ..)`; `word` alone is the empty list
    pub(crate) fn nested(&self, cx: &Ctxt, place: &AttributePlace) -> Option<Vec<(Symbol, Item)>> {
        if matches!(self.value, Value::None) {
            return Some(Vec::new());
        }
        let items =
            self.list(cx, &format!("its words in parentheses: `{}({} = ..)`", self.word, place.words[0]))?;
        Some(allowed(cx, items, place))
    }
}

/// A literal, also one that came through a `macro_rules` variable.
fn literal(expr: &Expr) -> Option<&Lit> {
    match expr {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

/// Returns an integer literal with or without minus.
pub(crate) fn integer(expr: &Expr) -> Option<i128> {
    match expr {
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => integer(expr).map(|number| -number),
        Expr::Paren(paren) => integer(&paren.expr),
        Expr::Group(group) => integer(&group.expr),
        _ => match literal(expr)? {
            Lit::Int(number) => i128::from_str(number.base10_digits()).ok(),
            _ => None,
        },
    }
}
