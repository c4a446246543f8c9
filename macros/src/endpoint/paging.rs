//! `paging(..)`: an answer that is a page of a longer list.

use super::{Field, Input};
use crate::attr::{AttributeValue, Closure, Item};
use crate::ctxt::Ctxt;
use crate::symbol::{FIRST, MORE, NEXT, PAGE, PAGES, PAGING_WORDS, SIZE, SKIP, TOTAL};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::Expr;

/// What it says.
#[derive(Default)]
pub(super) struct Paging {
    page: Option<AttributeValue<Ident>>,
    first: Option<AttributeValue<Expr>>,
    skip: Option<AttributeValue<Ident>>,
    size: Option<AttributeValue<Ident>>,
    next: Option<AttributeValue<Closure>>,
    total: Option<AttributeValue<Closure>>,
    pages: Option<AttributeValue<Closure>>,
    more: Option<AttributeValue<Closure>>,
}

/// Returns the value of a closure over an answer of this type.
fn value_of(closure: &Closure, answer: &TokenStream) -> TokenStream {
    let Closure { argument, body } = closure;
    quote!({ let #argument: #answer = response; #body })
}

impl Paging {
    pub(super) fn read(cx: &Ctxt, item: &Item) -> Option<Self> {
        let mut paging = Paging::default();
        for (word, item) in item.nested(cx, &PAGING_WORDS)? {
            match word {
                PAGE => AttributeValue::set(&mut paging.page, cx, &item, argument(cx, &item)),
                FIRST => AttributeValue::set(&mut paging.first, cx, &item, item.expr(cx)),
                SKIP => AttributeValue::set(&mut paging.skip, cx, &item, argument(cx, &item)),
                SIZE => AttributeValue::set(&mut paging.size, cx, &item, argument(cx, &item)),
                NEXT => AttributeValue::set(&mut paging.next, cx, &item, item.closure(cx)),
                TOTAL => AttributeValue::set(&mut paging.total, cx, &item, item.closure(cx)),
                PAGES => AttributeValue::set(&mut paging.pages, cx, &item, item.closure(cx)),
                MORE => AttributeValue::set(&mut paging.more, cx, &item, item.closure(cx)),
                _ => {}
            }
        }
        Some(paging)
    }

    fn arguments(&self) -> impl Iterator<Item = &AttributeValue<Ident>> {
        [&self.page, &self.skip, &self.size].into_iter().flatten()
    }

    /// Implements `Paged`.
    pub(super) fn expand(&self, input: &Input<'_>) -> TokenStream {
        let ident = input.ident;
        let response = input.attrs.response.as_ref();
        let response = response.map_or_else(|| quote!(()), |response| response.value.to_token_stream());
        let kind = match (&self.page, &self.skip) {
            (Some(_), _) => {
                let first =
                    self.first.as_ref().map_or_else(|| quote!(1), |first| first.value.to_token_stream());
                quote!(Page { first: #first })
            }
            (None, Some(_)) => quote!(Skip),
            (None, None) => quote!(Link),
        };
        let position = self.page.as_ref().or(self.skip.as_ref()).map(|field| &field.value);
        let position = position.map_or_else(
            || quote!(::core::option::Option::None),
            |field| quote!(::core::option::Option::Some(&mut self.#field)),
        );
        let size = self.size.as_ref().map(|field| {
            let field = &field.value;
            quote! {
                fn size(&self) -> ::core::option::Option<u64> {
                    ::datacontract::http::PageArgument::get(&self.#field)
                }
            }
        });
        let borrowed = quote!(&#response);
        let told =
            [("total", &self.total), ("pages", &self.pages), ("more", &self.more), ("next", &self.next)];
        let told = told.into_iter().filter_map(|(word, access)| {
            let access = access.as_ref()?;
            let (word, value) = (Ident::new(word, access.word.span()), value_of(&access.value, &borrowed));
            Some(quote!(.#word(#value)))
        });
        quote! {
            #[automatically_derived]
            impl ::datacontract::http::Paged for #ident {
                const PAGING: ::datacontract::http::Paging = ::datacontract::http::Paging::#kind;
                fn position(&mut self) -> ::core::option::Option<&mut dyn ::datacontract::http::PageArgument> {
                    #position
                }
                #size
                fn info(response: &#response) -> ::datacontract::http::PageInfo {
                    let _ = response;
                    ::datacontract::http::PageInfo::default()#(#told)*
                }
            }
        }
    }
}

/// `page = page_number`
fn argument(cx: &Ctxt, item: &Item) -> Option<Ident> {
    let path = item.path(cx, "the field that holds the argument: `page = page`")?;
    let ident = path.get_ident().cloned();
    if ident.is_none() {
        cx.error(path, "name a field of the endpoint");
    }
    ident
}

/// Reports what cannot be meant.
pub(super) fn check(cx: &Ctxt, input: &Input<'_>) {
    let Some(paging) = &input.attrs.paging else { return };
    let (word, paging) = (&paging.word, &paging.value);
    let steps = [paging.page.is_some(), paging.skip.is_some(), paging.next.is_some()];
    if steps.into_iter().filter(|is_given| *is_given).count() != 1 {
        cx.error(word, "pages follow each other by one of `page`, `skip` and `next`");
    }
    if let (Some(first), None) = (&paging.first, &paging.page) {
        cx.error(&first.word, "`first` is the number of the first page, beside `page`");
    }
    if input.attrs.response.is_none() {
        cx.error(word, "nothing comes back that could be a page: write its type, `response = Vec<Lead>`");
    }
    for argument in paging.arguments() {
        let is_argument = |field: &Field<'_>| {
            *field.ident == argument.value && field.attrs.body.is_none() && field.attrs.file.is_none()
        };
        if !input.fields.iter().any(is_argument) {
            cx.error(&argument.value, "no parameter of the endpoint has this name");
        }
    }
}
