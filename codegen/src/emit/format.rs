//! Tokens as text that reads well.

use proc_macro2::TokenStream;

/// The text of items, an empty line between them (but not between `use`s) and around the functions of an `impl`.
pub(crate) fn items(tokens: TokenStream) -> Result<String, syn::Error> {
    let file = syn::parse2::<syn::File>(tokens)?;
    let mut text = String::new();
    let mut after_use = true;
    for item in file.items {
        let is_use = matches!(item, syn::Item::Use(_));
        let is_spaced = matches!(item, syn::Item::Impl(_) | syn::Item::Trait(_));
        let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
        let item = prettyplease::unparse(&file);
        let is_first = text.is_empty();
        let is_among_uses = after_use && is_use;
        if !is_first && !is_among_uses {
            text.push('\n');
        }
        after_use = is_use;
        text.push_str(&if is_spaced { space_out(&item) } else { item });
    }
    Ok(text)
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

/// Whether a line is documentation or an attribute of an item of an `impl`.
fn is_outer(line: &str) -> bool {
    line.starts_with("    ///") || line.starts_with("    #[")
}

#[cfg(test)]
mod tests {
    use super::items;

    #[test]
    fn functions_stand_apart() {
        let text = items(quote::quote! {
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
        assert_eq!(text.ok().as_deref(), Some(expected));
    }
}
