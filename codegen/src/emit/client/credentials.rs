//! Credentials that stand in bodies.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::{
    emit::{
        docs::{self, Docs},
        fields::{MemberPath, member_path},
        model::{Model, Naming, RustType, Scope, ident},
        operation::Operation,
    },
    spec::{Authentication, Member, rust_name::field_name},
};

/// The credentials that a client holds, and where they go.
pub(super) struct Credentials<'a> {
    model: &'a Model<'a>,
    /// One path, or several.
    places: Vec<CredentialMember<'a>>,
}

/// A member of bodies that holds a credential.
struct CredentialMember<'a> {
    path: &'a str,
    member: &'a Member,
    /// The field of the client's own struct, where there are several paths.
    field: Ident,
    /// What is put there, `Option` and box aside.
    ty: RustType,
}

impl<'a> Credentials<'a> {
    /// Returns the credentials of an API, if they stand in bodies where they can be put: not within what a user's own type
    /// holds, nor behind a reference.
    pub(super) fn of(model: &'a Model<'a>, operations: &[Operation<'_>]) -> Option<Self> {
        let Authentication::Body(paths) = &model.spec.authentication else { return None };
        let bodies: Vec<usize> = operations.iter().filter_map(|operation| body_class(operation)).collect();
        let mut scope = Scope::default();
        let places: Vec<CredentialMember<'_>> = paths
            .iter()
            .filter_map(|path| {
                let way = bodies.iter().find_map(|body| Way::of(model, *body, path))?;
                let member = bodies.iter().find_map(|body| model.spec.member_at(*body, path).ok())?;
                let last = path.rsplit('.').next().unwrap_or_default();
                let field = ident(&scope.take(&field_name(last), "_"));
                Some(CredentialMember { path, member, field, ty: way.target })
            })
            .collect();
        (!places.is_empty()).then_some(Self { model, places })
    }

    /// Returns the class that the only path leads to.
    fn class(&self) -> Option<&RustType> {
        match self.places.as_slice() {
            [CredentialMember { ty: ty @ RustType::Own(index), .. }] => self.model.class(*index).map(|_| ty),
            _ => None,
        }
    }

    /// Returns the type of what the client holds.
    pub(super) fn ty(&self, at: &dyn Naming) -> TokenStream {
        self.class().map_or_else(|| quote!(Credentials), |class| class.tokens(at))
    }

    /// Returns the struct of what the client holds, where the API has no class that is just that.
    pub(super) fn declaration(&self, at: &dyn Naming) -> Option<TokenStream> {
        if self.class().is_some() {
            return None;
        }
        let docs = Docs::default().paragraph("The credentials that each request body carries.");
        let fields = self.places.iter().map(|place| {
            let docs =
                Docs::of(place.member.doc.as_ref(), || format!("The member {}.", docs::name(place.path)));
            let (field, ty) = (&place.field, place.ty.tokens(at));
            quote! {
                #docs
                pub #field: Option<#ty>,
            }
        });
        Some(quote! {
            #docs
            #[derive(Clone, Debug, Default, PartialEq)]
            pub struct Credentials {
                #(#fields)*
            }
        })
    }

    /// Returns code that puts the credentials into the body of a call.
    pub(super) fn fill(&self, operation: &Operation<'_>, at: &dyn Naming) -> Option<TokenStream> {
        let body = operation.body.as_ref()?;
        let class = body_class(operation)?;
        let is_optional = matches!(body.ty, RustType::Option(_));
        let name = &body.name;
        let root = if is_optional { quote!(#name.get_or_insert_default()) } else { quote!(#name) };
        let fills: Vec<TokenStream> = self
            .places
            .iter()
            .filter_map(|place| {
                let way = Way::of(self.model, class, place.path)?;
                Some(if self.class().is_some() {
                    way.fill(&root, &quote!(credentials.clone()), at)
                } else {
                    let field = &place.field;
                    let is_copy = self.model.traits_of(&place.ty).copy;
                    let value = if is_copy { quote!(*#field) } else { quote!(#field.clone()) };
                    let fill = way.fill(&root, &value, at);
                    quote!(if let Some(#field) = &credentials.#field { #fill })
                })
            })
            .collect();
        (!fills.is_empty()).then(|| quote!(if let Some(credentials) = &self.credentials { #(#fills)* }))
    }
}

/// Returns the class of an endpoint's body.
fn body_class(operation: &Operation<'_>) -> Option<usize> {
    let ty = match &operation.body.as_ref()?.ty {
        RustType::Option(inner) => inner,
        ty => ty,
    };
    let RustType::Own(index) = ty else { return None };
    Some(*index).filter(|index| operation.model.external(*index).is_none())
}

/// The way from a body to a member.
struct Way {
    steps: Vec<WayStep>,
    /// Whether the last `Option` holds a box.
    is_boxed: bool,
    target: RustType,
}

/// A step on the way to a member.
struct WayStep {
    /// The fields of base classes that lead to the member's field, and that one.
    fields: Vec<Ident>,
    /// Whether the member is an `Option`.
    is_optional: bool,
}

impl Way {
    /// Finds the way by CLR names, from the class at `index` on. Returns `None` if it leads through something that cannot
    /// be filled.
    fn of(model: &Model<'_>, index: usize, path: &str) -> Option<Self> {
        let mut steps = Vec::new();
        let mut owner = index;
        let mut parts = path.split('.').peekable();
        loop {
            let MemberPath { fields, class: declaring, member: place } =
                member_path(model, owner, parts.next()?)?;
            let mut ty = model.member_type(declaring, place);
            let mut is_optional = false;
            if let RustType::Option(inner) = ty {
                is_optional = true;
                ty = *inner;
            }
            let is_boxed = matches!(ty, RustType::Boxed(_));
            if let RustType::Boxed(inner) = ty {
                ty = *inner;
            }
            steps.push(WayStep { fields, is_optional });
            if parts.peek().is_none() {
                let is_known = !matches!(ty, RustType::Custom(_));
                return is_known.then_some(Self { steps, is_boxed, target: ty });
            }
            let RustType::Own(next) = ty else { return None };
            owner = Some(next).filter(|next| model.external(*next).is_none())?;
        }
    }

    /// Returns code that puts a value there unless there is one.
    fn fill(&self, root: &TokenStream, value: &TokenStream, at: &dyn Naming) -> TokenStream {
        let mut place = root.clone();
        let value = if self.is_boxed { quote!(Box::new(#value)) } else { value.clone() };
        let last = self.steps.len().saturating_sub(1);
        for (at, WayStep { fields, is_optional }) in self.steps.iter().enumerate() {
            place = quote!(#place #(.#fields)*);
            if at == last {
                break;
            }
            if *is_optional {
                let next = format_ident!("get_or_insert_default");
                place = quote!(#place.#next());
            }
        }
        if self.steps.last().is_some_and(|step| step.is_optional) {
            quote!(#place.get_or_insert_with(|| #value);)
        } else {
            let ty = self.target.tokens(at);
            let default = match self.target {
                _ if self.target.needs_initial() => {
                    quote!(::datacontract::codegen::initial::<#ty>())
                }
                RustType::Clr(_) | RustType::Own(_) | RustType::Library(_) => quote!(#ty::default()),
                _ => quote!(<#ty>::default()),
            };
            quote! {
                let place = &mut #place;
                if *place == #default {
                    *place = #value;
                }
            }
        }
    }
}
