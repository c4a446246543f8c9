//! Tokens as text that reads well.

use std::ops::Range;

use proc_macro2::TokenStream;

/// The text of a file's items: an empty line between them (but not between `use`s) and around the functions of an
/// `impl`.
///
/// Each item becomes text as soon as it is there, so that the tokens of a large API are never in memory together.
#[derive(Debug, Default)]
pub(crate) struct Items {
    text: String,
    last: ItemKind,
}

/// What decides whether an empty line stands above an item: lines of `use` stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ItemKind {
    Use,
    #[default]
    Other,
}

impl Items {
    /// Adds items.
    ///
    /// # Panics
    /// If the tokens are no items: a mistake in the emitter.
    pub(crate) fn push(&mut self, tokens: TokenStream) {
        for item in parsed(tokens) {
            let kind = if matches!(item, syn::Item::Use(_)) { ItemKind::Use } else { ItemKind::Other };
            let is_spaced = is_spaced(&item);
            let text = printed(item);
            self.add(&if is_spaced { space_out(&text) } else { text }, kind);
        }
    }

    /// Adds an item of many parts that are alike: the methods of a trait, the links of a chain. `item` is the item with
    /// the first of them, `others` are items with one of the others each, of which the first and the last `frame` lines
    /// are left out. So neither memory nor the depth of calls grows with the item.
    pub(crate) fn push_long(
        &mut self,
        item: TokenStream,
        others: impl IntoIterator<Item = TokenStream>,
        frame: usize,
    ) {
        let mut spaced = false;
        let mut text = String::new();
        for item in parsed(item) {
            spaced = is_spaced(&item);
            text = printed(item);
        }
        let end = text.split_off(inner(&text, 0, frame).end);
        for item in others.into_iter().flat_map(parsed) {
            let other = printed(item);
            text.push_str(&other[inner(&other, frame, frame)]);
        }
        text.push_str(&end);
        self.add(&if spaced { space_out(&text) } else { text }, ItemKind::Other);
    }

    fn add(&mut self, item: &str, kind: ItemKind) {
        let follows_use = self.last == ItemKind::Use && kind == ItemKind::Use;
        if !(self.text.is_empty() || follows_use) {
            self.text.push('\n');
        }
        self.last = kind;
        self.text.push_str(item);
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

fn parsed(tokens: TokenStream) -> Vec<syn::Item> {
    syn::parse2::<syn::File>(tokens).expect("emitted code is Rust").items
}

fn printed(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

fn is_spaced(item: &syn::Item) -> bool {
    matches!(item, syn::Item::Impl(_) | syn::Item::Trait(_))
}

/// Returns where a text is without so many of its first and last lines.
fn inner(text: &str, before: usize, after: usize) -> Range<usize> {
    let breaks = || text.match_indices('\n').map(|(at, _)| at + 1);
    let start = before.checked_sub(1).and_then(|line| breaks().nth(line)).unwrap_or(0);
    // The text ends with a line break.
    let end = text.rmatch_indices('\n').nth(after).map_or(0, |(at, _)| at + 1);
    start..end.max(start)
}

/// With an empty line before each function of an `impl` or a trait but the first item. Literals do not span lines here, so that
/// every line is one of code.
fn space_out(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len() + 64);
    let mut is_first = true;
    let mut at = 0;
    while at < lines.len() {
        // Docs and attributes belong to what follows them.
        let end = (at..lines.len()).find(|&line| !is_outer(lines[line])).unwrap_or(lines.len() - 1);
        let is_item =
            lines[end].starts_with("    ") && !lines[end].starts_with("     ") && lines[end] != "    }";
        let is_function = is_item && lines[end].contains("fn ");
        if is_function && !is_first {
            out.push('\n');
        }
        is_first &= !is_item;
        for line in &lines[at..=end] {
            out.push_str(line);
            out.push('\n');
        }
        at = end + 1;
    }
    out
}

/// Returns whether a line is documentation or an attribute of an item of an `impl`.
fn is_outer(line: &str) -> bool {
    line.starts_with("    ///") || line.starts_with("    #[")
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Items;

    #[test]
    fn functions_stand_apart() {
        let mut items = Items::default();
        items.push(quote! {
            struct A;
            impl A {
                /// One.
                const ONE: u8 = 1;
                const TWO: u8 = 2;
                /// Does it.
                #[must_use]
                fn a() { if true { b() } }
                fn b() {}
            }
        });
        let expected = "struct A;\n\nimpl A {\n    /// One.\n    const ONE: u8 = 1;\n    const TWO: u8 = 2;\n\n    \
            /// Does it.\n    #[must_use]\n    fn a() {\n        if true {\n            b()\n        }\n    }\n\n    \
            fn b() {}\n}\n";
        assert_eq!(items.into_text(), expected);
    }

    #[test]
    fn long_items_are_formatted_part_by_part() {
        let mut whole = Items::default();
        let functions = quote! {
            fn a() {}
            /// B.
            fn b() { c() }
            fn c();
        };
        whole.push(quote!(use a; pub trait A: B { #functions }));
        let mut parts = Items::default();
        parts.push(quote!(
            use a;
        ));
        let others = [
            quote!(
                #[doc = " B."]
                fn b() {
                    c()
                }
            ),
            quote!(
                fn c();
            ),
        ]
        .map(|f| quote!(trait T { #f }));
        parts.push_long(
            quote!(
                pub trait A: B {
                    fn a() {}
                }
            ),
            others,
            1,
        );
        assert_eq!(whole.into_text(), parts.into_text());
    }
}
