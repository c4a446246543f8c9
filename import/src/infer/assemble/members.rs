//! Members as they are declared.

use datacontract_codegen::spec::{Clr, Word as SpecWord, is_password_name};

use super::{
    types::Types,
    wire_names::{NamingOfClass, WireNames, wire_names},
};
use crate::{
    infer::{
        alike::same,
        classes::codes,
        members::{
            counter::Nullable,
            facts::{Fact, Presence},
        },
        model::{Extent, Member, Remark, Ty},
        pages::{annotations, width},
        samples::json,
        types::resolve::Resolved,
        wording::words::PageType,
        xml_serializer::attributes,
    },
    page::NameEnd,
};

impl Types<'_> {
    pub(super) fn member(
        &self,
        fact: &Fact,
        resolved: &Resolved,
        is_serializable: bool,
        naming: NamingOfClass,
        unknown: &mut Vec<String>,
    ) -> Member {
        let WireNames { declared: name, mut contract_name } = wire_names(fact, naming.of_json_alone);
        let mut remarks = fact.remarks.clone();
        let mut only = fact.only;
        if is_serializable && let Some(field) = contract_name.take().filter(|_| fact.xml.is_some()) {
            only = Some("json");
            remarks.push(of_own_field(&field));
        }
        remarks.extend(fact.slots.iter().find_map(|slot| same::remark(self.registry, slot)));
        let doubt = |text| {
            Remark::open(text).write(
                "write its type, or delete the comment if it is right",
                &["type"],
                "\"…\"",
            )
        };
        remarks.extend(resolved.doubt.map(doubt));
        remarks.extend(resolved.reason.map(Remark::inferred));
        remarks.extend(of_interface(fact, &resolved.ty));
        if fact.is_written_guid() && resolved.ty == Ty::Clr(Clr::String) {
            remarks.push(Remark::inferred("a person wrote the sample, which is a Guid: it may be `Guid`"));
        }
        if fact.row.as_ref().is_some_and(|row| row.name_end == NameEnd::Open && fact.json.is_none()) {
            let advice = "import the whole page, or write the name as the service has it";
            remarks.push(Remark::open("the page ends behind its name, which may be longer").advise(advice));
        }
        remarks.extend(of_text(fact));
        let is_number = matches!(resolved.ty, Ty::Word(SpecWord::Integer) | Ty::Clr(Clr::Byte));
        remarks.extend(fact.uncounted_number().filter(|_| is_number).map(|number| {
            Remark::inferred(format!(
                "the numbers do not count it: it takes null, or is an enum whose lowest value is {number}"
            ))
        }));
        if fact.is_unset_number_of_thing() && matches!(resolved.ty, Ty::Word(SpecWord::Integer)) {
            remarks.push(Remark::inferred(
                "its name is that of a number, and the engine does not count to its 0: the class sets the number \
                 itself, or it is an enum whose lowest value is 0",
            ));
        }
        let is_guessed_enum = fact.only == Some("xml") && matches!(resolved.ty, Ty::Type(_));
        let NullableType { ty, nullable } = if is_guessed_enum {
            // The engine sets it always, and what JSON lacks must not become a nil that .NET cannot read.
            NullableType::plain(resolved.ty.clone())
        } else {
            // What becomes of null there a remark on the items of lists tells.
            let mut told = Vec::new();
            let unknown = if fact.presence == Presence::InSomeItems { &mut told } else { unknown };
            with_null(resolved, fact.nullable, &name, unknown)
        };
        let mut declared = contract_name.clone().unwrap_or_else(|| name.clone());
        if is_serializable {
            declared = format!("<{declared}>k__BackingField");
        }
        let row = fact.row.as_ref().map(|row| row.name.as_str());
        let row = row.filter(|row| !row.is_empty() && !is_serializable);
        let parted = row.filter(|row| self.extent == Extent::CutOff && is_parted(row, fact, &declared));
        remarks.extend(parted.map(of_parted));
        let row = row.filter(|_| parted.is_none());
        let json = fact.json.clone().unwrap_or_else(|| self.naming.apply(row.unwrap_or(&declared)));
        let json = Some(json).filter(|json| *json != naming.setting.apply(&declared));
        let mut annotations =
            fact.row.as_ref().map(|row| annotations::of_row(row, &mut remarks)).unwrap_or_default();
        let (ty, nullable) = match width::of_range(&annotations, &ty) {
            Some((shown, remark)) => {
                remarks.push(remark);
                // The word alone left open whether null may stand here.
                (if nullable == Some(false) { shown } else { shown.nullable() }, None)
            }
            None => (ty, nullable),
        };
        annotations::fit(&mut annotations, &ty, &mut remarks);
        let xml = attributes::of_member(fact, &name, resolved, &|ty| self.name_for_xml_serializer(ty));
        let doc = fact.row.as_ref().map(|row| row.description.clone()).unwrap_or_default();
        let is_hidden = fact.in_request || is_password_name(&name);
        let data_type = annotations.data_type.as_deref();
        let secret = codes::secret_by_data_type(data_type, &ty).or_else(|| codes::secret(&name, &ty, &doc));
        let secret = secret.filter(|_| is_hidden);
        let is_secret = secret.is_some();
        remarks.extend(secret);
        Member {
            doc,
            contract_name,
            order: fact.order.filter(|_| fact.node().is_none()),
            xml,
            emit_default: fact.presence != Presence::LeftOut,
            json: json.filter(|_| only != Some("xml")),
            json_order: fact.json_order.filter(|_| only != Some("xml")),
            only,
            field: fact.field,
            secret: is_secret,
            name,
            ty,
            nullable,
            annotations,
            remarks,
        }
    }
}

/// Returns the remark on a property of a serializable class whose value XML has in a field of another name.
fn of_own_field(field: &str) -> Remark {
    let text = format!(
        "XML has the class's own field `{field}` in place of the one that C# makes behind a property: it is left out"
    );
    let advice = "write the class as a data contract whose members have the fields' names as `contractName`";
    Remark::open(text).advise(advice)
}

/// Returns whether the table has a name with a blank, and no sample shows whether the name has it. Where pages are
/// whole, it is the service's: tables of models have no samples.
fn is_parted(row: &str, fact: &Fact, declared: &str) -> bool {
    row.contains(char::is_whitespace) && fact.json.is_none() && row != declared
}

/// Returns the remark on a name with a blank that only the table has.
fn of_parted(row: &str) -> Remark {
    Remark::open(format!("the page calls it `{row}`: JSON has that name, or the page has parted one word"))
        .write(
            "write its name in JSON, or delete the comment if it is one word",
            &["json"],
            &json::quoted(row),
        )
}

/// Returns the remark on a list of objects that the page calls one of an interface.
fn of_interface(fact: &Fact, ty: &Ty) -> Option<Remark> {
    let (Ty::List(item) | Ty::Array(item)) = ty else { return None };
    let page = PageType::parse(&fact.row.as_ref()?.ty);
    let name = page.innermost().filter(|_| **item == Ty::Clr(Clr::Object))?;
    Some(Remark::inferred(format!("XML has its items as objects: `{name}` is taken to be an interface")))
}

/// A member's type, with what is known about null.
struct NullableType {
    ty: Ty,
    /// The spec's `nullable`, where the type alone does not say it.
    nullable: Option<bool>,
}

impl NullableType {
    fn plain(ty: Ty) -> Self {
        Self { ty, nullable: None }
    }
}

/// Adds to a type what is known about null. Where nothing shows it, a value type is left to the page's word
/// if there is one: then the member is left out when it is empty, which is right either way.
fn with_null(resolved: &Resolved, nullable: Nullable, name: &str, unknown: &mut Vec<String>) -> NullableType {
    let ty = resolved.ty.clone();
    if !resolved.is_value_type {
        return NullableType::plain(ty);
    }
    match (nullable, &ty) {
        (Nullable::Takes, _) => NullableType::plain(ty.nullable()),
        (Nullable::Never, Ty::Word(_)) => NullableType { ty, nullable: Some(false) },
        (Nullable::Never, _) | (Nullable::Unknown, Ty::Pair(..)) => NullableType::plain(ty),
        (Nullable::Unknown, _) => {
            unknown.push(name.to_owned());
            NullableType::plain(match &ty {
                Ty::Clr(clr) => word_of(*clr).map_or_else(|| ty.clone().nullable(), Ty::Word),
                Ty::Word(_) => ty,
                _ => ty.nullable(),
            })
        }
    }
}

/// The page's word that is read as this type.
fn word_of(clr: Clr) -> Option<SpecWord> {
    SpecWord::ALL
        .into_iter()
        .find(|word| word.clr() == clr && !matches!(word, SpecWord::Integer | SpecWord::UnsignedInteger))
}

/// Returns the remark on a text that samples show, if that is not what the engine would have written for the member.
fn of_text(fact: &Fact) -> Option<Remark> {
    if fact.is_number_as_text() {
        let text = "JSON has the number as a text, by a converter of the service's own, for which specs have no word: clients \
                    read it, and write a number";
        return Some(Remark::open(text).advise("see whether the service takes a number there"));
    }
    let text = "its text has those of other members in it: a getter seems to make it";
    fact.is_made_of_others().then(|| Remark::inferred(text))
}
