//! The headings of columns.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::outline::Column;

const COLUMNS: &[(&str, &str)] = &[
    ("name", "Name"),
    ("name", "Namn"),
    ("name", "Nombre"),
    ("name", "Nome"),
    ("name", "Nom"),
    ("name", "Naam"),
    ("name", "Navn"),
    ("name", "Nazwa"),
    ("name", "Имя"),
    ("name", "Название"),
    ("name", "Наименование"),
    ("name", "Parameter"),
    ("name", "Property"),
    ("name", "Field"),
    ("name", "名称"),
    ("description", "Description"),
    ("description", "Beskrivning"),
    ("description", "Beskrivelse"),
    ("description", "Beschreibung"),
    ("description", "Descripción"),
    ("description", "Descrição"),
    ("description", "Descrizione"),
    ("description", "Omschrijving"),
    ("description", "Beschrijving"),
    ("description", "Описание"),
    ("description", "Opis"),
    ("description", "描述"),
    ("description", "说明"),
    ("type", "Type"),
    ("type", "Typ"),
    ("type", "Tipo"),
    ("type", "Тип"),
    ("type", "类型"),
    ("annotations", "Additional information"),
    ("annotations", "Additional Information"),
    ("annotations", "Additional Info"),
    ("annotations", "Ytterligare information"),
    ("annotations", "Information"),
    ("annotations", "Zusätzliche Informationen"),
    ("annotations", "Weitere Informationen"),
    ("annotations", "Informations supplémentaires"),
    ("annotations", "Informations complémentaires"),
    ("annotations", "Información adicional"),
    ("annotations", "Informações adicionais"),
    ("annotations", "Informação adicional"),
    ("annotations", "Informazioni aggiuntive"),
    ("annotations", "Aanvullende informatie"),
    ("annotations", "Yderligere oplysninger"),
    ("annotations", "Dodatkowe informacje"),
    ("annotations", "Дополнительная информация"),
    ("annotations", "Дополнительные сведения"),
    ("annotations", "Дополнительно"),
    ("annotations", "其他信息"),
    ("value", "Value"),
    ("value", "Värde"),
    ("value", "Wert"),
    ("value", "Valeur"),
    ("value", "Valor"),
    ("value", "Valore"),
    ("value", "Waarde"),
    ("value", "Verdi"),
    ("value", "Værdi"),
    ("value", "Wartość"),
    ("value", "Значение"),
    ("value", "值"),
    ("api", "API"),
    ("other", "Nullable"),
    ("other", "Required"),
    ("other", "Default value"),
    ("other", "Default"),
    ("other", "Example"),
    ("other", "Format"),
];

/// The roles of columns by their headings in lower case: every line of a text is looked up.
static ROLES: LazyLock<BTreeMap<String, &'static str>> =
    LazyLock::new(|| COLUMNS.iter().map(|(role, word)| (word.to_lowercase(), *role)).collect());

fn column_of(role: &str, heading: &str) -> Column {
    match role {
        "name" => Column::Name,
        "description" => Column::Description,
        "type" => Column::Type,
        "annotations" => Column::Annotations,
        "value" => Column::Value,
        "api" => Column::Api,
        _ => Column::Other(heading.to_owned()),
    }
}

/// The column that a heading stands for, by its words.
pub(crate) fn column(heading: &str) -> Option<Column> {
    let heading = heading.trim().trim_end_matches(':');
    if heading.len() > 60 {
        return None;
    }
    ROLES.get(&heading.to_lowercase()).map(|role| column_of(role, heading))
}

/// Cuts column headings that run together: `NameDescriptionTypeAdditional information`. Something may stand
/// before them (`LeadRequestName...`), which is handed back.
pub(crate) fn glued_columns(line: &str) -> Option<(&str, Vec<Column>)> {
    // Longer lines are text: all headings together have fewer letters than this.
    if line.len() > 400 {
        return None;
    }
    let mut columns = Vec::new();
    let mut rest = line.trim_end();
    while let Some(last) = last_column(rest) {
        columns.push(column_of(last.role, last.word));
        rest = last.before.trim_end();
        if matches!(columns.last(), Some(Column::Name | Column::Api)) {
            break;
        }
    }
    columns.reverse();
    let plain = columns.iter().filter(|c| !matches!(c, Column::Other(_))).count();
    let first_fits = matches!(columns.first(), Some(Column::Name | Column::Api | Column::Value));
    let distinct = columns.iter().enumerate().all(|(i, c)| !columns.iter().take(i).any(|o| o == c));
    if plain >= 2 && first_fits && distinct {
        Some((rest, columns))
    } else {
        renamed_columns(line.trim_end())
    }
}

/// Cuts the headings of the stock table of members where a site has renamed one of the last three:
/// `NameDetailsTypeAdditional information`. What stands for an unknown word follows from the place.
fn renamed_columns(line: &str) -> Option<(&str, Vec<Column>)> {
    let is_name = |(role, word): &&(&str, &'static str)| *role == "name" && line.contains(word);
    COLUMNS.iter().filter(is_name).find_map(|(_, word)| {
        let at = line.rfind(word)?;
        let (before, rest) = line.split_at_checked(at)?;
        let headings = four_headings(rest, word)?;
        are_of_members(&headings).then(|| (before.trim_end(), columns(&headings)))
    })
}

/// Returns whether four headings are those of the stock table of members, of which a site has renamed one, or
/// both that stand beside the type.
pub(crate) fn are_of_members(headings: &[String]) -> bool {
    let [name, _, ty, _] = headings else { return false };
    let unknown = headings.iter().filter(|heading| column(heading).is_none()).count();
    let is_framed = column(name) == Some(Column::Name) && column(ty) == Some(Column::Type);
    unknown <= 1 || (unknown == 2 && is_framed)
}

/// Cuts four headings of which the first is `name`; a new one begins with a known word or a capital letter.
fn four_headings(text: &str, name: &str) -> Option<Vec<String>> {
    let mut headings = vec![name.to_owned()];
    let mut rest = text.strip_prefix(name)?.trim_start();
    while !rest.is_empty() {
        let known = COLUMNS.iter().map(|(_, word)| *word).filter(|word| rest.starts_with(word));
        let end = match known.max_by_key(|word| word.len()) {
            Some(word) => word.len(),
            None if rest.starts_with(char::is_uppercase) => {
                let starts = rest.char_indices().skip(1).filter(|(_, c)| c.is_uppercase());
                starts.map(|(at, _)| at).next().unwrap_or(rest.len())
            }
            None => return None,
        };
        let (heading, more) = rest.split_at_checked(end)?;
        let is_heading = heading.chars().all(|c| c.is_alphabetic() || c == ' ') && heading.len() <= 40;
        if !is_heading || headings.len() == 4 {
            return None;
        }
        headings.push(heading.trim().to_owned());
        rest = more.trim_start();
    }
    (headings.len() == 4).then_some(headings)
}

/// The heading of a column at the end of a line.
struct LastColumn<'l> {
    /// What stands before it.
    before: &'l str,
    role: &'static str,
    word: &'static str,
}

/// Returns the longest heading of a column with which a line ends.
fn last_column(text: &str) -> Option<LastColumn<'_>> {
    let mut best: Option<LastColumn<'_>> = None;
    for (role, word) in COLUMNS {
        if let Some(before) = text.strip_suffix(word)
            && best.as_ref().is_none_or(|other| word.len() > other.word.len())
        {
            best = Some(LastColumn { before, role, word });
        }
    }
    best
}

/// The columns of a table from its headings: by their words, else by their number and place.
pub(crate) fn columns(headings: &[String]) -> Vec<Column> {
    let mut columns: Vec<Option<Column>> = headings.iter().map(|h| column(h)).collect();
    // A word that two columns have in common ("Information" beside "Additional information") is the first's.
    for at in 1..columns.len() {
        let (before, rest) = columns.split_at_mut(at);
        if let Some(this) = rest.first_mut()
            && this.is_some()
            && before.contains(this)
        {
            *this = None;
        }
    }
    let by_place: &[Column] = match headings.len() {
        3 if columns.contains(&Some(Column::Value)) => &[Column::Name, Column::Value, Column::Description],
        3 => &[Column::Name, Column::Description, Column::Annotations],
        2 => &[Column::Name, Column::Description],
        _ => &[Column::Name, Column::Description, Column::Type, Column::Annotations],
    };
    let mut out = Vec::with_capacity(headings.len());
    for (at, (column, heading)) in columns.iter().zip(headings).enumerate() {
        let free = by_place.get(at).filter(|c| !columns.contains(&Some((*c).clone())) && !out.contains(*c));
        out.push(match (column, free) {
            (Some(known), _) => known.clone(),
            (None, Some(free)) => free.clone(),
            (None, None) => Column::Other(heading.trim().to_owned()),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_column_headings() {
        let (before, columns) =
            glued_columns("NameDescriptionTypeAdditional information").unwrap_or_default();
        assert_eq!(before, "");
        assert_eq!(columns, [Column::Name, Column::Description, Column::Type, Column::Annotations]);
        let (before, columns) = glued_columns("APIDescription").unwrap_or_default();
        assert_eq!((before, columns.len()), ("", 2));
        assert!(glued_columns("NameValueDescription").is_some());
        let stock = [Column::Name, Column::Description, Column::Type, Column::Annotations];
        for line in ["NameDetailsTypeAdditional information", "NameDescriptionTypeConstraints"] {
            assert_eq!(glued_columns(line), Some(("", stock.to_vec())));
        }
        assert_eq!(glued_columns("BoxDtoNameDescriptionKindNotes"), None);
        assert_eq!(glued_columns("BoxDtoNameDescriptionTypeNotes"), Some(("BoxDto", stock.to_vec())));
        assert_eq!(glued_columns("Name and Description: see there"), None);
        assert!(glued_columns("A field with Name and Description").is_none_or(|(b, _)| !b.is_empty()));
    }
}
