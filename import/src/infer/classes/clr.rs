//! The CLR names of types, from their names on pages and in XML.
//!
//! The name in XML is the class's unless `[DataContract(Name)]` says otherwise; the name on the page is the
//! class's unless `[ModelName]` does. Where the two differ and both could be the class's, the class is taken
//! to be called as in XML, since then no attribute has to be assumed.

use datacontract::contract::{DC, encode_name};

use crate::{
    clr_name::{AssemblyQualifiedName, FullName, by_class},
    infer::{
        model::{NO_NAMESPACE, Remark, Ty, TypeId},
        samples::xml::decode,
        types::{
            built_in::built_in,
            contract_names::{self, Argument, NamedType},
            each::{CutContract, CutNamespace, Known, Type},
            generic_names::GenericClass,
            registry::Registry,
        },
        wording::{
            plain_names::pascal,
            words::{PageType, is_identifier},
        },
    },
};

/// How a type is declared.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClrName {
    pub(crate) namespace: String,
    /// `Outer+Inner`; without type arguments.
    pub(crate) class: String,
    pub(crate) arguments: Vec<Ty>,
    /// The page's name, if it does not follow.
    pub(crate) page: Option<String>,
    pub(crate) contract_name: Option<String>,
    pub(crate) contract_namespace: Option<String>,
    /// No page and no sample shows it.
    pub(crate) is_made_up: bool,
    pub(crate) remarks: Vec<Remark>,
}

/// Finds the name of a type. `is_missed` says whether a namespace that no sample shows is to be told of.
pub(crate) fn name(registry: &Registry, id: TypeId, is_missed: bool) -> ClrName {
    let mut result = ClrName::default();
    let Some(ty) = registry.types.get(id) else { return result };
    let dotnets = || ty.dotnet_enum().map(|known| known.name.to_owned());
    let own = ty.page.clone().or_else(dotnets).unwrap_or_else(|| ty.made_up.clone());
    let from = set_namespace(&mut result, ty, is_missed);
    let cut = || ty.cut_contract.as_ref().and_then(CutContract::whole_name);
    let shown = ty.contract.as_ref().map(|(_, name)| name).or_else(cut);
    let contract = shown.map(|name| decode(name));
    if let Some(class) = &ty.clr
        && let Some(found) = of_clr_name(registry, &result, class, ty, contract.clone())
    {
        return found;
    }
    let generic =
        GenericOnPage::parse(registry, &own).or_else(|| GenericOnPage::of_model_name(registry, &own));
    if let Some(generic) = generic {
        return of_generic_name(result, generic, ty, contract);
    }
    if let Some(class) = generic_of_unknown(registry, &own) {
        return of_unknown_argument(result, class, own, contract);
    }
    if let Some(name) = QualifiedClass::parse_full(&own) {
        return of_full_name(result, &name, ty, contract);
    }
    let in_xml = contract.as_deref().map(encode_name);
    if let Some(generic) = in_xml.and_then(|name| GenericClass::find(registry, ty.page.as_deref(), &name)) {
        result.class = generic.class;
        result.arguments = generic.arguments;
        return result;
    }
    if let Some(generic) = GenericClass::of_built_in(ty.page.as_deref(), contract.as_deref()) {
        let text = "no sample shows its name in XML; on the page it is that of a generic class";
        result.remarks.push(Remark::inferred(text));
        result.class = generic.class;
        result.arguments = generic.arguments;
        return result;
    }
    if let Some(generic) = GenericClass::of_members(registry, ty, contract.as_deref()) {
        let text = "no sample shows its name in XML; on the page it is that of a generic class, and a member or a list is of \
                    its argument";
        result.remarks.push(Remark::inferred(text));
        result.class = generic.class;
        result.arguments = generic.arguments;
        return result;
    }
    let Some(contract) = contract.filter(|name| *name != own) else {
        return of_own_name(result, own, ty);
    };
    if let Some(generic) = ty
        .page
        .as_deref()
        .and_then(|page| GenericClass::by_hash_alone(registry, page, &encode_name(&contract)))
    {
        result.class = generic.class;
        result.arguments = generic.arguments;
        let text = format!(
            "XML calls it `{contract}`: no page shows the namespace of its argument that gives this name"
        );
        let advice = "write the namespace of the class that it is of, as the service has it";
        result.remarks.push(Remark::open(text).advise(advice));
        // A sample that is whole is reproduced by the name itself.
        let is_whole = ty.seen.iter().any(|seen| seen.formats.xml && seen.whole.xml);
        result.contract_name = ty.contract.as_ref().filter(|_| is_whole).map(|_| contract);
        return result;
    }
    let nested = contract.contains('.') && contract.split('.').all(is_identifier);
    if nested
        && from == NamespaceFrom::Clr
        && contract.rsplit('.').next().is_some_and(|last| ty.page.as_deref().is_none_or(|page| page == last))
    {
        result.class = contract.replace('.', "+");
    } else if from == NamespaceFrom::Clr && is_identifier(&contract) {
        result.page.clone_from(&ty.page);
        result.class = contract;
    } else {
        result.class = class_name(&own);
        result.page = ty.page.clone().filter(|page| *page != result.class);
        result.contract_name = Some(contract);
    }
    result
}

/// Where the namespace of a contract is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NamespaceFrom {
    /// It is made of that of the class, or nothing shows it.
    Clr,
    /// `[DataContract(Namespace)]` says it.
    Contract,
}

/// Sets the namespace of a type as far as it is known, and says how it was found. `is_missed` says whether one that no
/// sample shows is to be told of.
fn set_namespace(result: &mut ClrName, ty: &Type, is_missed: bool) -> NamespaceFrom {
    let Some((known, namespace)) = &ty.namespace else {
        if is_missed {
            let text = match ty.open_namespace() {
                Some(CutNamespace { start, owners: Some(owners) }) => format!(
                    "a sample shows that its namespace is another one than that of the class around it (`{owners}`), and ends \
                     in it: `{start}…`"
                ),
                Some(CutNamespace { start, owners: None }) => {
                    format!("a sample ends in its namespace: `{start}…`")
                }
                None => NO_NAMESPACE.to_owned(),
            };
            result.remarks.push(Remark::open(text).write(
                "write the `xmlns` that the service sends, or delete the comment if it is called in JSON alone",
                &["namespace"],
                r#""http://schemas.datacontract.org/2004/07/…""#,
            ));
        }
        return NamespaceFrom::Clr;
    };
    let Some(clr) = namespace.strip_prefix(DC).filter(|clr| is_namespace(clr)) else {
        if *known <= Known::Owner {
            return NamespaceFrom::Clr;
        }
        result.contract_namespace = Some(namespace.clone());
        return NamespaceFrom::Contract;
    };
    clr.clone_into(&mut result.namespace);
    let taken = match known {
        Known::Owner => {
            Some("its element declares no namespace: it is one of those in scope, taken to be its owner's")
        }
        Known::Assumed if ty.is_enum() => {
            Some("enums declare no namespace on the wire; it is taken to be its neighbours'")
        }
        Known::Assumed => Some("no sample shows its namespace; it is taken to be its neighbours'"),
        Known::OtherArguments => Some(
            "no sample shows its namespace; it is taken to be that of the same generic class with other arguments",
        ),
        Known::Named => {
            Some("the failure of a sample names the class with it; in XML it is taken to be the usual one")
        }
        Known::Content | Known::Declared | Known::Shown => None,
    };
    result.remarks.extend(taken.map(Remark::inferred));
    NamespaceFrom::Clr
}

/// The class is called as on the page, or for want of a name, and XML says nothing else.
fn of_own_name(mut result: ClrName, own: String, ty: &Type) -> ClrName {
    result.class = class_name(&own);
    if result.class != own {
        result.page = ty.page.clone().filter(|page| *page != result.class);
        if ty.contract.is_some() {
            result.contract_name = Some(own);
        }
    }
    result.is_made_up = ty.page.is_none() && ty.contract.is_none() && ty.dotnet_enum().is_none();
    result
}

/// The parts of a class's name.
struct QualifiedClass<'n> {
    /// The namespace; empty if the name has none.
    namespace: &'n str,
    /// The class, with those around it: `Order+Line`.
    class: &'n str,
}

impl<'n> QualifiedClass<'n> {
    fn split(name: &'n str) -> Self {
        let (namespace, class) = name.rsplit_once('.').unwrap_or(("", name));
        Self { namespace, class }
    }

    /// Reads a name that shows its namespace or its outer classes: `Shop.Models.Order+Line`.
    fn parse_full(name: &'n str) -> Option<Self> {
        let parts = Self::split(name);
        let is_full = !parts.namespace.is_empty() || parts.class.contains('+');
        (is_full && is_namespace(parts.namespace) && parts.class.split('+').all(is_identifier))
            .then_some(parts)
    }
}

/// A page that shows namespace and outer classes is right about them; what XML has instead is the contract's.
fn of_full_name(
    mut result: ClrName,
    name: &QualifiedClass<'_>,
    ty: &Type,
    contract: Option<String>,
) -> ClrName {
    let QualifiedClass { namespace, class } = *name;
    let shown =
        ty.namespace.as_ref().filter(|(known, _)| *known > Known::Owner).map(|(_, shown)| shown.as_str());
    if namespace.is_empty() {
        // The page says nothing of the namespace, and what was found stays.
    } else {
        namespace.clone_into(&mut result.namespace);
        let is_missed = result.remarks.iter().any(|remark| remark.text == NO_NAMESPACE);
        result.remarks.clear();
        if is_missed {
            let text = "no sample shows its namespace in XML: the usual one of its CLR namespace is taken";
            result.remarks.push(Remark::inferred(text));
        }
        let is_usual = |shown: &&str| shown.strip_prefix(DC) == Some(namespace);
        result.contract_namespace = shown.filter(|shown| !is_usual(shown)).map(str::to_owned);
    }
    result.contract_name = contract.filter(|contract| *contract != class.replace('+', "."));
    class.clone_into(&mut result.class);
    result
}

/// What JSON says of a class, as `$type`, is right about all of its name.
fn of_clr_name(
    registry: &Registry,
    known: &ClrName,
    class: &AssemblyQualifiedName,
    ty: &Type,
    contract: Option<String>,
) -> Option<ClrName> {
    let mut result = if let Some(generic) = GenericOnPage::parse(registry, &class.name) {
        of_generic_name(known.clone(), generic, ty, contract)
    } else {
        let in_full = QualifiedClass::parse_full(&class.name);
        let alone = || is_identifier(&class.name).then(|| QualifiedClass::split(&class.name));
        of_full_name(known.clone(), &in_full.or_else(alone)?, ty, contract)
    };
    result.page = ty.page.clone().filter(|page| !class.is_called(page));
    Some(result)
}

/// An argument of a generic class.
struct TypeArgument {
    ty: Ty,
    /// Its contract name, if its namespace is known.
    name: Option<Argument>,
}

impl TypeArgument {
    fn list(self) -> Self {
        Self { ty: Ty::List(Box::new(self.ty)), name: self.name.map(|name| name.list()) }
    }

    fn nullable(self) -> Self {
        Self { ty: self.ty.nullable(), name: self.name.map(|name| name.nullable()) }
    }
}

impl From<NamedType> for TypeArgument {
    fn from(named: NamedType) -> Self {
        Self { ty: named.ty, name: Some(named.name) }
    }
}

/// A generic class that a page names in full, with its arguments.
struct GenericOnPage {
    full: FullName,
    arguments: Vec<TypeArgument>,
}

impl GenericOnPage {
    /// Reads a class, if all of its arguments are known.
    fn parse(registry: &Registry, page: &str) -> Option<Self> {
        let full = FullName::parse(page).filter(|full| !full.arguments.is_empty() && full.arrays == 0)?;
        let arguments: Option<Vec<_>> = full.arguments.iter().map(|name| argument(registry, name)).collect();
        Some(Self { arguments: arguments?, full })
    }
}

impl GenericOnPage {
    /// Reads the name that help pages make of a generic class, on a site that calls all other classes by their full
    /// names: `PageOfShop.Models.Order`. `Of` may be a part of any name, so the arguments have to be known.
    fn of_model_name(registry: &Registry, page: &str) -> Option<Self> {
        if !page.contains('.') {
            return None;
        }
        contract_names::split_page_name(page).into_iter().find_map(|(class, parts)| {
            let is_class = class.split('.').all(is_identifier) && parts.iter().any(|part| part.contains('.'));
            if !is_class {
                return None;
            }
            let arguments: Option<Vec<_>> =
                parts.iter().map(|part| argument(registry, &FullName::parse(part)?)).collect();
            let full =
                FullName { name: class.to_owned(), arguments: Vec::new(), arrays: 0, is_nullable: false };
            Some(Self { full, arguments: arguments? })
        })
    }
}

/// Returns what to call a generic class whose argument no page shows, if a name is that of one: the site calls other
/// classes by full names that begin as the argument's does.
fn generic_of_unknown(registry: &Registry, page: &str) -> Option<String> {
    let (first, _) = page.split_once('.')?;
    let (class, start) = first.split_once("Of").filter(|(class, _)| is_identifier(class))?;
    let is_of = |start: &str, name: &str| name.strip_prefix(start).is_some_and(|rest| rest.starts_with('.'));
    let names = || registry.types.iter().filter_map(|ty| ty.page.as_deref()).filter(|name| *name != page);
    let is_generic = names().any(|name| is_of(start, name)) && !names().any(|name| is_of(first, name));
    let argument = page.rsplit(['.', '+']).next().filter(|_| is_generic)?;
    Some(format!("{class}Of{argument}")).filter(|name| is_identifier(name))
}

/// The page names the class and its argument; what the argument is, and so the name in XML, nobody knows.
fn of_unknown_argument(
    mut result: ClrName,
    class: String,
    page: String,
    contract: Option<String>,
) -> ClrName {
    let argument = page.split_once("Of").map_or("", |(_, argument)| argument);
    let text = format!("it seems to be a generic class of `{argument}`, of which no page shows anything");
    let advice = "import the pages that show its argument as well, or write the class as the service has it";
    result.remarks.push(Remark::open(text).advise(advice));
    result.contract_name = contract.filter(|contract| *contract != class);
    result.page = Some(page);
    result.class = class;
    result
}

/// Finds what an argument of a generic class is.
fn argument(registry: &Registry, full: &FullName) -> Option<TypeArgument> {
    if full.arrays > 0 {
        let item = FullName { arrays: full.arrays - 1, ..full.clone() };
        return argument(registry, &item).map(TypeArgument::list);
    }
    match PageType::parse(&full.to_string()) {
        PageType::List(_) => argument(registry, full.arguments.first()?).map(TypeArgument::list),
        PageType::Named(page) => {
            let of_clr_name = registry.of_clr_name(&full.name);
            let id = of_clr_name.or_else(|| registry.variants(&page).first().copied())?;
            let ty = registry.types.get(id)?;
            let own =
                ty.contract.as_ref().map_or_else(|| full.class().replace('+', "."), |(_, name)| name.clone());
            let namespace = ty.namespace.as_ref().map(|(_, namespace)| namespace.clone());
            let name = namespace.map(|namespace| Argument::new(own, namespace));
            Some(TypeArgument { ty: Ty::Type(id), name })
        }
        _ if full.is_one_of(&["Nullable"]) => {
            argument(registry, full.arguments.first()?).map(TypeArgument::nullable)
        }
        PageType::Word(word) => {
            let found = by_class(full.class()).and_then(built_in).map(TypeArgument::from)?;
            Some(if full.is_nullable && word.is_value() { found.nullable() } else { found })
        }
        _ => by_class(full.class()).and_then(built_in).map(TypeArgument::from),
    }
}

/// The page is right about namespace, class and arguments; the name in XML follows from them, or is the
/// contract's own.
fn of_generic_name(result: ClrName, generic: GenericOnPage, ty: &Type, contract: Option<String>) -> ClrName {
    let name = QualifiedClass::split(&generic.full.name);
    let mut result = of_full_name(result, &name, ty, contract);
    let names: Option<Vec<Argument>> =
        generic.arguments.iter().map(|argument| argument.name.clone()).collect();
    let computed = names.map(|names| decode(&contract_names::generic(&name.class.replace('+', "."), &names)));
    if computed.is_none() || result.contract_name == computed {
        result.contract_name = None;
    }
    result.arguments = generic.arguments.into_iter().map(|argument| argument.ty).collect();
    result
}

fn class_name(name: &str) -> String {
    if is_identifier(name) { name.to_owned() } else { pascal(name) }
}

fn is_namespace(text: &str) -> bool {
    text.is_empty() || text.split('.').all(is_identifier)
}
