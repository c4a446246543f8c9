//! The check of a response's own code.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{
    access::{Access, Root},
    docs::{self, Docs},
    fields::base_field,
    markdown,
    model::{Model, ident},
};
use crate::spec::{Enum, Literal, Outcome, TypeKind};

/// `outcome` and `into_result` of a class.
pub(crate) struct OutcomeImpl<'a> {
    model: &'a Model<'a>,
    index: usize,
    outcome: &'a Outcome,
    /// `None` for a class that has it from its base class.
    own: Option<OwnOutcome>,
}

/// Where code and message stand.
struct OwnOutcome {
    code: Access,
    message: Option<Access>,
}

impl<'a> OutcomeImpl<'a> {
    /// Returns the outcome of the class at a place, if it or a base class has one.
    pub(crate) fn of(model: &'a Model<'a>, index: usize) -> Option<Self> {
        let classes = model.spec.with_bases(index).into_iter();
        let mut classes = classes.take_while(|index| model.external(*index).is_none());
        let declaring =
            classes.find(|index| model.class(*index).is_some_and(|class| class.outcome.is_some()))?;
        let outcome = model.class(declaring)?.outcome.as_ref()?;
        let code = Access::of(model, declaring, &outcome.code)?;
        let message = outcome.message.as_ref().and_then(|path| Access::of(model, declaring, path));
        let own = (declaring == index).then_some(OwnOutcome { code, message });
        Some(Self { model, index, outcome, own })
    }

    /// Returns the enum of the code, if it is one.
    fn enumeration(&self) -> Option<&'a Enum> {
        let member = self.model.spec.member_at(self.index, &self.outcome.code).ok()?;
        match &self.model.spec.types.get(self.model.spec.named(&member.ty)?)?.kind {
            TypeKind::Enum(of) => Some(of),
            _ => None,
        }
    }

    /// Returns a code as the runtime spells it: enums by their wire names, numbers in digits.
    fn spelled(&self, code: &str) -> String {
        let number = code.parse::<i128>();
        let member = self.enumeration().and_then(|of| {
            of.members
                .iter()
                .find(|member| member.name.value == code || number.as_ref() == Ok(&member.value.value))
        });
        match (member, number) {
            (Some(member), _) => member.contract_name.as_ref().unwrap_or(&member.name).value.clone(),
            (None, Ok(number)) => number.to_string(),
            (None, Err(_)) => code.to_owned(),
        }
    }

    fn success(&self) -> Option<Vec<String>> {
        let success = self.outcome.success.as_ref()?.iter();
        let codes = success.map(|value| match &value.value {
            Literal::Null => "null".to_owned(),
            Literal::Bool(value) => value.to_string(),
            Literal::Number(text) | Literal::Text(text) => self.spelled(text),
        });
        Some(codes.collect())
    }

    fn docs(&self) -> Docs {
        let shown = |path: &str, access: Option<&Access>| match access.and_then(|access| access.field()) {
            Some(field) => format!("[`{field}`](Self::{field})"),
            None => docs::name(path),
        };
        let own = self.own.as_ref();
        let code = shown(&self.outcome.code, own.map(|own| &own.code));
        let message = self.outcome.message.as_ref();
        let message = message.map(|path| shown(path, own.and_then(|own| own.message.as_ref())));
        let sources = match message.filter(|message| *message != code) {
            Some(message) => format!("{code} and {message}"),
            None => code,
        };
        let codes = self.outcome.codes.iter().map(|code| {
            let meaning = markdown::paragraph(&code.doc);
            format!("- {}: {meaning}", docs::name(&code.code))
        });
        Docs::default()
            .paragraph(&format!("Returns whether the request succeeded, according to {sources}."))
            .block(codes)
    }

    fn body(&self) -> TokenStream {
        let Some(own) = &self.own else {
            let base = ident(&base_field(self.model, self.index));
            return quote!(self.#base.outcome());
        };
        let root = Root::Plain(quote!(self));
        let code = own.code.borrowed(&root);
        let of = if own.code.is_optional() { quote!(of_optional) } else { quote!(of) };
        let message = own.message.as_ref().map(|access| {
            let message = access.borrowed(&root);
            if access.is_optional() {
                quote!(.with_optional_message(#message))
            } else {
                quote!(.with_message(#message))
            }
        });
        let success = self.success().map(|codes| quote!(.with_success(&[#(#codes),*])));
        let meanings = self.outcome.codes.iter().map(|code| {
            let (code, meaning) = (self.spelled(&code.code), &code.doc.value);
            quote!((#code, #meaning))
        });
        let meanings = (!self.outcome.codes.is_empty()).then(|| quote!(.with_meanings(&[#(#meanings),*])));
        quote!(::datacontract::outcome::Outcome::#of(#code) #message #success #meanings)
    }
}

impl ToTokens for OutcomeImpl<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { model, index, .. } = *self;
        let name = model.name(index);
        let (docs, body) = (self.docs(), self.body());
        let into_result = self.success().map(|codes| {
            let codes: Vec<String> = codes.iter().map(|code| docs::name(code)).collect();
            let docs = Docs::default()
                .paragraph("Returns the response if its code means success.")
                .paragraph("# Errors")
                .paragraph(&format!(
                    "Returns the code and the message of the service if the code is not {}.",
                    codes.join(" or ")
                ));
            let (result, ok) = (model.scope.prelude("Result"), model.scope.prelude("Ok"));
            quote! {
                #docs
                pub fn into_result(self) -> #result<Self, ::datacontract::outcome::ApplicationError> {
                    self.outcome().check()?;
                    #ok(self)
                }
            }
        });
        let is_deprecated = model.spec.types.get(index).is_some_and(|ty| ty.deprecated.is_some())
            || self.mentions_deprecated();
        let allows = super::attributes::allow([is_deprecated.then(|| quote!(deprecated))]);
        tokens.extend(quote! {
            #allows
            impl #name {
                #docs
                pub fn outcome(&self) -> ::datacontract::outcome::Outcome<'_> {
                    #body
                }

                #into_result
            }
        });
    }
}

impl OutcomeImpl<'_> {
    /// Returns whether the members that hold code and message are on their way out.
    fn mentions_deprecated(&self) -> bool {
        let paths = [Some(&self.outcome.code), self.outcome.message.as_ref()];
        paths.into_iter().flatten().any(|path| {
            self.model.spec.member_at(self.index, path).is_ok_and(|member| member.deprecated.is_some())
        })
    }
}
