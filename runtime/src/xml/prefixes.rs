//! Which prefix a name gets, and where namespaces are declared: the heart of what makes the output that of
//! .NET.
//!
//! `DataContractSerializer` never chooses prefixes itself. It tells an `XmlWriter` names with their
//! namespaces, now and then asks it to declare a namespace, and the writer finds a prefix. The rules of both
//! together:
//!
//! 1. A name takes the prefix that its namespace has in the innermost scope. The default namespace counts as
//!    a prefix like any other, so that a name back in the root's namespace has none.
//! 2. A namespace that is not in scope becomes the default of the element that needs it: `<Name xmlns="..">`.
//!    Such a declaration is *implicit*.
//! 3. A declaration that the serializer asks for is *explicit*. It is made only if the namespace is not in
//!    scope, with the prefix `d{depth}p{k}`: the depth of the element (the root's is 1), and a number that
//!    counts the element's explicit declarations.
//! 4. Attributes bring their fixed prefixes with them: `i` for `nil` and `type`, `z` for `Id` and `Ref`.
//!    Where these are not in scope, they are declared implicitly. (The root declares `i` explicitly if it is
//!    an object.)
//! 5. Explicit declarations stand among the attributes in the order of writing; the implicit ones follow at
//!    the end of the tag, the last one first.
//! 6. Declarations end with their element.
//!
//! What the serializer asks for, and when, is in the module [`writer`](super::writer).
//!
//! `XmlSerializer` tells the same writer names (rules 1, 2, 5 and 6), but asks for other declarations:
//!
//! - The root of a class or collection declares `xsi` and `xsd`.
//! - Before `xsi:type` it declares the type's namespace as `q{k}`, unless that is in scope; `k` counts over the
//!   document.
//! - An attribute in a namespace takes the prefix that is in scope. Without one the writer makes `p{n}`, where `n`
//!   is the number of its entries: one for each open element, one for each declaration, and one for each prefix
//!   that an element's attributes use and an element around it declared.

use super::output::Output;
use crate::contract::{SER, Serializer, XML, XSD, XSI};
use crate::raw::Literal;

/// A prefix that the serializer can come to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Prefix<'p> {
    /// None: the default namespace.
    Default,
    /// `i`, of `i:nil` and `i:type`.
    Instance,
    /// `z`, of `z:Id`, `z:Ref` and the root `z:anyType`.
    Serialization,
    /// `d{depth}p{number}`.
    Numbered { depth: u32, number: u32 },
    /// `xsi`, of `xsi:nil` and `xsi:type` in `XmlSerializer`'s form.
    SchemaInstance,
    /// `xsd`, of the types of XML Schema in `XmlSerializer`'s form.
    Schema,
    /// `p{number}`, of an attribute.
    Counted(u32),
    /// `xml`, which is never declared.
    Xml,
    /// `q{number}`, of a type that `xsi:type` names.
    OfType(u32),
    /// One that a value says: of `XmlNamespaceDeclarations`, or of `XmlAnyAttribute`.
    Named(&'p str),
}

impl<'p> Prefix<'p> {
    /// Returns the prefix of this name.
    pub(crate) fn named(name: &'p str) -> Self {
        let number = |digits: &str| {
            let number = digits.parse::<u32>().ok()?;
            (number.to_string() == digits).then_some(number)
        };
        match name {
            "" => Prefix::Default,
            "xsi" => Prefix::SchemaInstance,
            "xsd" => Prefix::Schema,
            "xml" => Prefix::Xml,
            name => {
                let counted = name.strip_prefix('p').and_then(number).map(Prefix::Counted);
                let of_type = || name.strip_prefix('q').and_then(number).map(Prefix::OfType);
                counted.or_else(of_type).unwrap_or(Prefix::Named(name))
            }
        }
    }

    /// Returns the prefix of this name among those that a serializer makes.
    fn of_serializer(name: &'p str, serializer: Serializer) -> Self {
        let numbers = || {
            let (depth, number) = name.strip_prefix('d')?.split_once('p')?;
            Some(Prefix::Numbered { depth: depth.parse().ok()?, number: number.parse().ok()? })
        };
        match (serializer, name) {
            (Serializer::DataContractSerializer, "i") => Prefix::Instance,
            (Serializer::DataContractSerializer, "z") => Prefix::Serialization,
            (Serializer::DataContractSerializer, name) => numbers().unwrap_or(Prefix::named(name)),
            (Serializer::XmlSerializer, name) => Prefix::named(name),
        }
    }

    /// Writes the prefix and its colon; nothing for the default namespace.
    pub(crate) fn write_to(self, out: &mut Output<'_>) {
        if self != Prefix::Default {
            self.write_bare(out);
            out.push(':');
        }
    }

    /// Writes the prefix without its colon.
    #[inline]
    pub(crate) fn write_bare(self, out: &mut Output<'_>) {
        static D: Literal = Literal::short("d");
        static P: Literal = Literal::short("p");
        static Q: Literal = Literal::short("q");
        match self {
            Prefix::Default => {}
            Prefix::Instance => out.push('i'),
            Prefix::Serialization => out.push('z'),
            Prefix::Numbered { depth, number } => {
                out.push_literal_and_unsigned(&D, depth.into());
                out.push_literal_and_unsigned(&P, number.into());
            }
            Prefix::SchemaInstance => out.push_str("xsi"),
            Prefix::Schema => out.push_str("xsd"),
            Prefix::Xml => out.push_str("xml"),
            Prefix::Counted(number) => out.push_literal_and_unsigned(&P, number.into()),
            Prefix::OfType(number) => out.push_literal_and_unsigned(&Q, number.into()),
            Prefix::Named(name) => out.push_str(name),
        }
    }
}

struct Declaration<'p> {
    prefix: Prefix<'p>,
    namespace: &'p str,
}

/// The namespaces in scope at a place of a document, kept so that its writing can go on there.
#[derive(Debug)]
pub(crate) struct KeptScope {
    /// Each prefix with what it means, outermost first.
    declarations: Vec<(String, String)>,
    depth: u32,
    /// The prefixes of outer elements that attributes use, each with the depth of its element.
    used: Vec<(u32, String)>,
}

impl KeptScope {
    /// Returns how many elements are open.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Returns whether nothing is in scope but what a root that is an object in this namespace declares.
    pub(crate) fn is_of_root(&self, namespace: &str, serializer: Serializer) -> bool {
        let declarations = self.declarations.iter().map(|(prefix, of)| (prefix.as_str(), of.as_str()));
        let default = (!namespace.is_empty()).then_some(("", namespace));
        let others: &[(&str, &str)] = match serializer {
            Serializer::DataContractSerializer => &[("i", XSI)],
            Serializer::XmlSerializer => &[("xsi", XSI), ("xsd", XSD)],
        };
        self.used.is_empty() && declarations.eq(default.into_iter().chain(others.iter().copied()))
    }
}

/// The namespaces in scope while a document is written.
pub(crate) struct Prefixes<'p> {
    /// All declarations in scope, outermost first.
    declarations: Vec<Declaration<'p>>,
    /// The implicit declarations of the tag that is being written, to be written at its end.
    implicit: Vec<usize>,
    /// The number of elements that are open.
    depth: u32,
    /// The explicit declarations with a numbered prefix of the tag that is being written.
    numbered: u32,
    /// The namespace of a root whose declarations are not in scope yet.
    root: Option<&'p str>,
    serializer: Serializer,
    /// The prefixes of outer elements that attributes use, each with the depth of its element.
    used: Vec<(u32, Prefix<'p>)>,
    /// How many declarations were in scope before the tag that is being written.
    tag: ScopeStart,
    /// The prefixes `q{k}` so far.
    types: u32,
}

/// Where the scope of an element begins, so that it can end.
#[derive(Clone, Copy)]
pub(crate) struct ScopeStart(usize);

impl<'p> Prefixes<'p> {
    pub(crate) fn new(serializer: Serializer) -> Self {
        Prefixes {
            declarations: Vec::new(),
            implicit: Vec::new(),
            depth: 0,
            numbered: 0,
            root: None,
            serializer,
            used: Vec::new(),
            tag: ScopeStart(0),
            types: 0,
        }
    }

    /// The scope inside a root that is an object in this namespace.
    pub(crate) fn of_root(namespace: &'p str, serializer: Serializer) -> Self {
        let mut prefixes = Prefixes::new(serializer);
        prefixes.enter_root(namespace);
        prefixes.declare_root();
        prefixes
    }

    /// Enters a root that is an object in this namespace. Until [`declare_root`](Self::declare_root) says so,
    /// nobody asks what is in scope.
    pub(crate) fn enter_root(&mut self, namespace: &'p str) {
        self.root = Some(namespace);
        self.depth = 1;
    }

    /// Makes sure that the declarations of the root are in scope.
    pub(crate) fn declare_root(&mut self) {
        if let Some(namespace) = self.root.take() {
            if !namespace.is_empty() {
                self.declarations.push(Declaration { prefix: Prefix::Default, namespace });
            }
            match self.serializer {
                // Behind the default: a contract in this very namespace has this prefix.
                Serializer::DataContractSerializer => {
                    self.declarations.push(Declaration { prefix: Prefix::Instance, namespace: XSI });
                }
                Serializer::XmlSerializer => {
                    for (prefix, namespace) in [(Prefix::SchemaInstance, XSI), (Prefix::Schema, XSD)] {
                        self.declarations.push(Declaration { prefix, namespace });
                    }
                }
            }
        }
    }

    /// Keeps the scope of the content of the element that was opened last.
    pub(crate) fn keep(&self) -> KeptScope {
        let name = |prefix: Prefix<'_>| Output::text_of(|out| prefix.write_bare(out));
        KeptScope {
            declarations: self
                .declarations
                .iter()
                .map(|declared| (name(declared.prefix), declared.namespace.to_owned()))
                .collect(),
            depth: self.depth,
            used: self.used.iter().map(|(depth, prefix)| (*depth, name(*prefix))).collect(),
        }
    }

    /// Enters a scope that was kept.
    pub(crate) fn enter_kept(&mut self, kept: &'p KeptScope) {
        let prefix = |name: &'p str| Prefix::of_serializer(name, self.serializer);
        self.declarations = kept
            .declarations
            .iter()
            .map(|(name, namespace)| Declaration { prefix: prefix(name), namespace })
            .collect();
        self.used = kept.used.iter().map(|(depth, name)| (*depth, prefix(name))).collect();
        self.depth = kept.depth;
    }

    /// Enters a scope that was kept, in which nothing is but what a root in this namespace declares.
    pub(crate) fn enter_kept_root(&mut self, namespace: &'p str, kept: &KeptScope) {
        self.enter_root(namespace);
        self.depth = kept.depth;
    }

    /// Returns how many prefixes `q{k}` there were so far.
    pub(crate) fn types(&self) -> u32 {
        self.types
    }

    /// Says how many prefixes `q{k}` there were so far.
    pub(crate) fn set_types(&mut self, types: u32) {
        self.types = types;
    }

    /// Enters an element that declares nothing.
    pub(crate) fn enter(&mut self) {
        self.depth += 1;
    }

    /// Leaves it.
    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Returns the number of elements that are open.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Rule 1: the prefix that a namespace has in scope.
    #[inline]
    pub(crate) fn find(&self, namespace: &str) -> Option<Prefix<'p>> {
        let mut declared = self.declarations.iter().enumerate().rev();
        let (inner, prefix) = match declared.find(|(_, declared)| declared.namespace == namespace) {
            Some((place, found)) => (&self.declarations[place + 1..], found.prefix),
            // Outside of all elements no prefix means no namespace.
            None if namespace.is_empty() => (&*self.declarations, Prefix::Default),
            None => return None,
        };
        // The innermost declaration of the namespace counts; if its prefix means something else by now, none
        // does.
        let is_hidden = inner.iter().any(|inner| inner.prefix == prefix);
        (!is_hidden).then_some(prefix)
    }

    /// Begins an element whose name is in this namespace: its prefix (rules 1 and 2).
    #[inline]
    pub(crate) fn begin(&mut self, namespace: &'p str) -> (Prefix<'p>, ScopeStart) {
        let scope_start = self.enter_scope();
        let prefix = self.find(namespace).unwrap_or_else(|| {
            self.declare_implicitly(Prefix::Default, namespace);
            Prefix::Default
        });
        (prefix, scope_start)
    }

    /// Begins an element with a fixed prefix: the root `z:anyType`, or one that the value itself declares.
    pub(crate) fn begin_with(&mut self, prefix: Prefix<'p>, namespace: &'p str) -> ScopeStart {
        let scope_start = self.enter_scope();
        if self.meaning(prefix) != Some(namespace) {
            self.declare_implicitly(prefix, namespace);
        }
        scope_start
    }

    /// Returns what a prefix means here.
    fn meaning(&self, prefix: Prefix<'p>) -> Option<&'p str> {
        let mut declared = self.declarations.iter().rev();
        declared.find(|declared| declared.prefix == prefix).map(|declared| declared.namespace)
    }

    /// Returns whether a prefix means a namespace here.
    pub(crate) fn means(&self, prefix: &str, namespace: &str) -> bool {
        // What a value says lives no longer than the value, so prefixes are compared by what they are.
        let prefix = Prefix::named(prefix);
        let mut declared = self.declarations.iter().rev();
        match declared.find(|declared| declared.prefix == prefix) {
            Some(declared) => declared.namespace == namespace,
            None => prefix == Prefix::Default && namespace.is_empty(),
        }
    }

    /// Declares a namespace as the value says, unless it has this very prefix. Returns whether that can be: one tag
    /// declares a prefix once.
    pub(crate) fn declare_named(
        &mut self,
        prefix: Prefix<'p>,
        namespace: &'p str,
        out: &mut Output<'_>,
    ) -> bool {
        let is_there = !namespace.is_empty() && self.find(namespace) == Some(prefix);
        let declared = self.local_meaning(prefix);
        if !is_there && declared.is_none() {
            self.declare_as(prefix, namespace, out);
        }
        is_there || declared.is_none_or(|declared| declared == namespace)
    }

    /// Returns what the tag that is being written declares a prefix for.
    fn local_meaning(&self, prefix: Prefix<'p>) -> Option<&'p str> {
        let own = &self.declarations[self.tag.0..];
        own.iter().find(|declared| declared.prefix == prefix).map(|declared| declared.namespace)
    }

    /// Returns the prefix of an attribute that says which one it wants; another one, if the tag declares that for
    /// another namespace. `None` if it has to be a new one, which [`of_attribute`](Self::of_attribute) makes.
    pub(crate) fn of_named_attribute(
        &mut self,
        wanted: Prefix<'p>,
        namespace: &'p str,
    ) -> Option<Prefix<'p>> {
        if self.local_meaning(wanted).is_some_and(|declared| declared != namespace) {
            return None;
        }
        if self.meaning(wanted) != Some(namespace) {
            self.declare_implicitly(wanted, namespace);
        }
        Some(wanted)
    }

    #[inline]
    fn enter_scope(&mut self) -> ScopeStart {
        let scope_start = ScopeStart(self.declarations.len());
        self.depth += 1;
        self.numbered = 0;
        self.implicit.clear();
        self.tag = scope_start;
        while self.used.last().is_some_and(|(depth, _)| *depth >= self.depth) {
            self.used.pop();
        }
        scope_start
    }

    fn declare_implicitly(&mut self, prefix: Prefix<'p>, namespace: &'p str) {
        self.implicit.push(self.declarations.len());
        self.declarations.push(Declaration { prefix, namespace });
    }

    /// Rule 3: declares a namespace, unless it is in scope.
    pub(crate) fn declare(&mut self, namespace: &'p str, out: &mut Output<'_>) {
        if self.find(namespace).is_none() {
            self.numbered += 1;
            let prefix = Prefix::Numbered { depth: self.depth, number: self.numbered };
            self.declare_as(prefix, namespace, out);
        }
    }

    /// Declares a namespace with a fixed prefix: `i` at the root, or no namespace as the default.
    ///
    /// Where the element's own name brought the same declaration, that is written now instead of at the end.
    pub(crate) fn declare_as(&mut self, prefix: Prefix<'p>, namespace: &'p str, out: &mut Output<'_>) {
        let same = |declared: &Declaration<'_>| declared.prefix == prefix && declared.namespace == namespace;
        if let Some(own) = self.implicit.iter().position(|&place| same(&self.declarations[place])) {
            self.implicit.remove(own);
            write_declaration(prefix, namespace, out);
            return;
        }
        self.declarations.push(Declaration { prefix, namespace });
        write_declaration(prefix, namespace, out);
    }

    /// Returns the prefix of an attribute in a namespace, as `XmlSerializer`'s form has it: the one that is in
    /// scope, or a new one.
    pub(crate) fn of_attribute(&mut self, namespace: &'p str) -> Prefix<'p> {
        if namespace == XML {
            return Prefix::Xml;
        }
        let found = self.declarations.iter().enumerate().rev().find(|(place, declared)| {
            let is_hidden =
                || self.declarations[place + 1..].iter().any(|inner| inner.prefix == declared.prefix);
            declared.namespace == namespace && declared.prefix != Prefix::Default && !is_hidden()
        });
        let Some((place, &Declaration { prefix, .. })) = found else {
            return self.declare_counted(namespace);
        };
        let used = (self.depth, prefix);
        if place < self.tag.0 && !self.used.contains(&used) {
            self.used.push(used);
        }
        prefix
    }

    /// Declares a namespace with a new prefix at the end of the tag: `p3`, or `p30` where a value declares `p3`.
    pub(crate) fn declare_counted(&mut self, namespace: &'p str) -> Prefix<'p> {
        let number = self.entries();
        let mut prefixes = std::iter::once(number)
            .chain((0..u32::MAX).map_while(|digit| format!("{number}{digit}").parse().ok()));
        let is_free = |number: &u32| self.meaning(Prefix::Counted(*number)).is_none();
        let prefix = Prefix::Counted(prefixes.find(is_free).unwrap_or(number));
        self.declare_implicitly(prefix, namespace);
        prefix
    }

    /// Returns how many entries .NET's writer has, by which it numbers the prefixes of attributes.
    fn entries(&self) -> u32 {
        // The default namespace of an element is no entry besides that of the element.
        let declared = self.declarations.iter().filter(|declared| declared.prefix != Prefix::Default).count();
        u32::try_from(declared + self.used.len()).unwrap_or(u32::MAX).saturating_add(self.depth)
    }

    /// Returns the prefix of a type's namespace before `xsi:type` names it, which is declared unless it is in
    /// scope.
    pub(crate) fn of_type(&mut self, namespace: &'p str, out: &mut Output<'_>) -> Prefix<'p> {
        self.find(namespace).unwrap_or_else(|| {
            self.types += 1;
            let prefix = Prefix::OfType(self.types);
            self.declare_as(prefix, namespace, out);
            prefix
        })
    }

    /// Declares what the root declares for the attributes of the serializer.
    pub(crate) fn declare_instance(&mut self, out: &mut Output<'_>) {
        match self.serializer {
            Serializer::DataContractSerializer => self.declare_as(Prefix::Instance, XSI, out),
            Serializer::XmlSerializer => {
                self.declare_as(Prefix::SchemaInstance, XSI, out);
                self.declare_as(Prefix::Schema, XSD, out);
            }
        }
    }

    /// Rule 4: an attribute with one of the fixed prefixes is about to be written.
    pub(crate) fn use_in_attribute(&mut self, prefix: Prefix<'p>) {
        if !self.declarations.iter().any(|declared| declared.prefix == prefix) {
            let namespace = if prefix == Prefix::Serialization { SER } else { XSI };
            self.declare_implicitly(prefix, namespace);
        }
    }

    /// Rule 5: writes the implicit declarations, at the end of the tag.
    #[inline]
    pub(crate) fn finish_tag(&mut self, out: &mut Output<'_>) {
        while let Some(place) = self.implicit.pop() {
            let Declaration { prefix, namespace } = self.declarations[place];
            write_declaration(prefix, namespace, out);
        }
    }

    /// Rule 6: ends an element.
    #[inline]
    pub(crate) fn end(&mut self, scope_start: ScopeStart) {
        self.declarations.truncate(scope_start.0);
        self.depth -= 1;
    }
}

fn write_declaration(prefix: Prefix<'_>, namespace: &str, out: &mut Output<'_>) {
    out.push_str(" xmlns");
    if prefix != Prefix::Default {
        out.push(':');
        prefix.write_bare(out);
    }
    out.push_str("=\"");
    super::text::write_attribute(out, namespace);
    out.push('"');
}
