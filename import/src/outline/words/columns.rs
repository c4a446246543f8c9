//! The headings of columns.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::annotations::is_note;
use super::types::{is_stock_type, is_type};
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
    ("name", "Jméno"),
    ("name", "Název"),
    ("name", "Názov"),
    ("name", "Meno"),
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
    ("description", "Popis"),
    ("description", "描述"),
    ("description", "说明"),
    ("type", "Type"),
    ("type", "Typ"),
    ("type", "Tipo"),
    ("type", "Тип"),
    ("type", "类型"),
    ("annotations", "Additional information"),
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
    ("annotations", "Doplňující informace"),
    ("annotations", "Další informace"),
    ("annotations", "Doplňujúce informácie"),
    ("annotations", "Ďalšie informácie"),
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
    ("value", "Hodnota"),
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

/// What sites write in place of the stock headings. A line of a text can be any of these words, so they count
/// only among the headings of a table.
const RENAMED: &[(&str, &str)] = &[
    ("name", "Parameter name"),
    ("name", "Property name"),
    ("name", "Field name"),
    ("name", "Parameters"),
    ("name", "Properties"),
    ("name", "Fields"),
    ("name", "Attribute"),
    ("name", "Argument"),
    ("name", "Member"),
    ("name", "Key"),
    ("name", "Feld"),
    ("name", "Feldname"),
    ("name", "Eigenschaft"),
    ("name", "Propiedad"),
    ("name", "Campo"),
    ("name", "Champ"),
    ("name", "Propriété"),
    ("name", "Propriedade"),
    ("name", "Egenskap"),
    ("name", "Fält"),
    ("name", "Eigenschap"),
    ("name", "Поле"),
    ("name", "Параметр"),
    ("name", "Parâmetro"),
    ("name", "Parámetro"),
    ("name", "Paramètre"),
    ("description", "Erklärung"),
    ("description", "Bemerkung"),
    ("description", "Anmerkung"),
    ("description", "Bedeutung"),
    ("description", "Hinweis"),
    ("description", "Observaciones"),
    ("description", "Observações"),
    ("description", "Remarque"),
    ("description", "Remarques"),
    ("description", "Förklaring"),
    ("description", "Anmärkning"),
    ("description", "Opmerking"),
    ("description", "Note aggiuntive"),
    ("description", "Примечание"),
    ("type", "Datentyp"),
    ("type", "Art"),
    ("type", "Tipo de dato"),
    ("type", "Tipo de dado"),
    ("type", "Datatyp"),
    ("type", "Gegevenstype"),
    ("type", "Тип данных"),
    ("annotations", "Einschränkungen"),
    ("annotations", "Restricciones"),
    ("annotations", "Restrições"),
    ("annotations", "Contraintes"),
    ("annotations", "Ograniczenia"),
    ("annotations", "Ограничения"),
    ("description", "Note"),
    ("description", "Notes"),
    ("description", "Comment"),
    ("description", "Comments"),
    ("description", "Remark"),
    ("description", "Remarks"),
    ("description", "Details"),
    ("description", "Detail"),
    ("description", "Summary"),
    ("description", "Meaning"),
    ("description", "Explanation"),
    ("description", "Documentation"),
    ("type", "Kind"),
    ("type", "Data type"),
    ("type", "DataType"),
    ("type", "Property type"),
    ("type", "Parameter type"),
    ("type", "Field type"),
    ("annotations", "Constraint"),
    ("annotations", "Constraints"),
    ("annotations", "Restriction"),
    ("annotations", "Restrictions"),
    ("annotations", "Validation"),
    ("annotations", "Validations"),
    ("annotations", "Validation rules"),
    ("annotations", "Rules"),
    ("annotations", "Annotations"),
    ("annotations", "Annotation"),
    ("annotations", "Limits"),
    ("other", "Length"),
    ("other", "Max length"),
    ("other", "Max. length"),
    ("other", "MaxLength"),
    ("other", "Maximum length"),
    ("other", "Readonly"),
    ("other", "Read only"),
    ("other", "Read-only"),
    ("other", "Editable"),
    ("other", "Mandatory"),
    ("other", "Optional"),
];

/// Returns whether a column of a site's own says yes or no of each row, by its heading.
pub(crate) fn is_flag(heading: &str) -> bool {
    const FLAGS: &[&str] =
        &["nullable", "required", "mandatory", "optional", "editable", "readonly", "read only", "read-only"];
    FLAGS.contains(&heading.to_lowercase().as_str())
}

/// Returns whether a column of a site's own has the greatest length of each text, by its heading.
pub(crate) fn is_of_lengths(heading: &str) -> bool {
    heading.to_lowercase().ends_with("length")
}

/// The headings of columns as they are spelled where they run together: some sites begin each word of one with a
/// capital.
static SPELLED: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let spellings = |(role, word): &(&'static str, &'static str)| {
        let capitals = with_capitals(word);
        let other = (capitals != *word).then_some((*role, capitals));
        std::iter::once((*role, (*word).to_owned())).chain(other)
    };
    COLUMNS.iter().flat_map(spellings).collect()
});

fn with_capitals(heading: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    heading.split(' ').map(capital).collect::<Vec<_>>().join(" ")
}

/// The roles of columns by their headings in lower case: every line of a text is looked up.
static ROLES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| by_lower_case(COLUMNS));

/// The roles of the columns that only a table's headings show.
static RENAMED_ROLES: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| by_lower_case(RENAMED));

fn by_lower_case(words: &[(&'static str, &'static str)]) -> BTreeMap<String, &'static str> {
    words.iter().map(|(role, word)| (word.to_lowercase(), *role)).collect()
}

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
    let heading = heading.trim().trim_end_matches([':', '?']);
    if heading.len() > 60 {
        return None;
    }
    ROLES.get(&heading.to_lowercase()).map(|role| column_of(role, heading))
}

/// Returns the column that one of a table's headings stands for, by the words of stock pages and of sites.
pub(crate) fn column_of_table(heading: &str) -> Option<Column> {
    column(heading).or_else(|| {
        let heading = heading.trim().trim_end_matches([':', '?']);
        RENAMED_ROLES.get(&heading.to_lowercase()).map(|role| column_of(role, heading))
    })
}

/// Cuts a type's name before the first heading of its table: `BoxDtoName`.
pub(crate) fn before_first_column(cell: &str) -> Option<(&str, Column)> {
    let is_first = |role: &str| matches!(role, "name" | "value" | "type");
    let ends = COLUMNS
        .iter()
        .filter(|(role, word)| is_first(role) && cell.ends_with(word) && cell.len() > word.len());
    let (role, word) = ends.max_by_key(|(_, word)| word.len())?;
    Some((cell.strip_suffix(word)?, column_of(role, word)))
}

/// Returns whether a line begins as the headings of a table of members do that have run together, and has that of the
/// types among them.
pub(crate) fn begins_as_columns_of_members(line: &str) -> bool {
    let words_of = |wanted: &'static str| COLUMNS.iter().filter(move |(role, _)| *role == wanted);
    !line.contains(char::is_whitespace)
        && words_of("type").any(|(_, word)| line.contains(word))
        && words_of("name")
            .any(|(_, word)| line.strip_prefix(word).is_some_and(|more| more.starts_with(char::is_uppercase)))
}

/// Returns whether a line is no more than the headings of a table with blanks between, or run together:
/// `Parameter Value Description`. It begins with the one for names, and half of its words are known.
pub(crate) fn are_words_for_columns(line: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let line = line.trim();
    let begins_with_names = |columns: &[Column]| columns.first() == Some(&Column::Name);
    if glued_columns(line).is_some_and(|(before, columns)| before.is_empty() && begins_with_names(&columns)) {
        return true;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_name = |word: &&str| column_of_table(word) == Some(Column::Name);
    let known = words.iter().filter(|word| column_of_table(word).is_some()).count();
    words.first().is_some_and(is_name)
        && (2..=MOST_WORDS).contains(&words.len())
        && known >= 2
        && known * 2 >= words.len()
        && !line.ends_with(['.', '!', '?', ','])
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
    // A column before the names: a class can be called so, but then the other is missing among them.
    if let Some((role, word)) = COLUMNS.iter().find(|(_, word)| *word == rest)
        && !columns.contains(&column_of(role, word))
        && columns.len() >= 3
    {
        columns.push(column_of(role, word));
        rest = "";
    }
    // The names of headers: with two columns behind it the word is none of a member's name.
    if columns.len() > 1 && !columns.contains(&Column::Name) && begins_glued_headers(rest) {
        columns.push(Column::Name);
        rest = "";
    }
    // A word for names that a class can be called as well: a table of values has their names.
    if columns.last() == Some(&Column::Value) && column_of_table(rest) == Some(Column::Name) {
        columns.push(Column::Name);
        rest = "";
    }
    // Columns in an order of the site's own, and nothing before them.
    if let Some(more) = columns_before_names(rest, &columns) {
        columns.extend(more);
        rest = "";
    }
    columns.reverse();
    let plain = columns.iter().filter(|c| !matches!(c, Column::Other(_))).count();
    let first_fits = matches!(columns.first(), Some(Column::Name | Column::Api | Column::Value))
        || columns.get(1) == Some(&Column::Name)
        || (rest.is_empty() && columns.contains(&Column::Name));
    let distinct = columns.iter().enumerate().all(|(i, c)| !columns.iter().take(i).any(|o| o == c));
    if plain >= 2 && first_fits && distinct {
        Some((rest, columns))
    } else {
        renamed_columns(line.trim_end())
    }
}

/// Returns whether a text is the word with which headings of a table of headers begin where they have run together.
fn begins_glued_headers(text: &str) -> bool {
    ["Header", "Headers", "Header name", "Header Name", "HeaderName"].contains(&text)
}

/// Cuts headings of columns that run together before that of the names, from the right to the left, if there is
/// nothing else. `columns` are those behind it. A class can be called so, but then the same word is among them.
fn columns_before_names(text: &str, columns: &[Column]) -> Option<Vec<Column>> {
    const LEAST: usize = 3;
    let mut found: Vec<Column> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let last = last_column(rest).filter(|last| !matches!(last.role, "name" | "value" | "api"))?;
        let column = column_of(last.role, last.word);
        if columns.contains(&column) || found.contains(&column) {
            return None;
        }
        found.push(column);
        rest = last.before.trim_end();
    }
    let is_enum = columns.contains(&Column::Value);
    (!found.is_empty() && !is_enum && columns.len() + found.len() >= LEAST).then_some(found)
}

/// Cuts the headings of a table of members of which a site has renamed some:
/// `NameDetailsTypeAdditional information`. What stands for an unknown word follows from the place.
fn renamed_columns(line: &str) -> Option<(&str, Vec<Column>)> {
    let is_name = |(role, word): &&(&str, &'static str)| *role == "name" && line.contains(word);
    COLUMNS.iter().filter(is_name).find_map(|(_, word)| {
        let at = line.rfind(word)?;
        let (before, rest) = line.split_at_checked(at)?;
        let headings = headings_of(rest, word)?;
        let is_known = headings.iter().all(|heading| column_of_table(heading).is_some());
        let is_glued = headings.len() >= 3 && headings.concat() == rest;
        // As many words for columns with blanks between them are no sentence.
        let is_glued = is_glued || headings.len() >= 4;
        let fits = (is_glued && is_known) || are_of_members(&headings);
        fits.then(|| (before.trim_end(), columns(&headings)))
    })
}

/// Returns whether four headings are those of the stock table of members, of which a site has renamed one, or
/// both that stand beside the type.
pub(crate) fn are_of_members(headings: &[String]) -> bool {
    let [name, _, ty, _] = headings else { return false };
    let unknown = headings.iter().filter(|heading| column_of_table(heading).is_none()).count();
    let is_framed = column(name) == Some(Column::Name) && column(ty) == Some(Column::Type);
    unknown <= 1 || (unknown == 2 && is_framed)
}

/// Cuts headings that run together of which the first is `name`; a new one begins with a known word or a
/// capital letter.
fn headings_of(text: &str, name: &str) -> Option<Vec<String>> {
    /// More columns than any help page has.
    const MOST: usize = 12;
    let mut headings = vec![name.to_owned()];
    let mut rest = text.strip_prefix(name)?.trim_start();
    while !rest.is_empty() {
        let words =
            SPELLED.iter().map(|(_, word)| word.as_str()).chain(RENAMED.iter().map(|(_, word)| *word));
        // `Data Type` is `Data type`.
        let begins = |word: &&str| {
            let in_any_case = rest.starts_with(char::is_uppercase)
                && rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            rest.starts_with(word) || in_any_case
        };
        let known = words.filter(begins);
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
        if !is_heading || headings.len() == MOST {
            return None;
        }
        headings.push(heading.trim().to_owned());
        rest = more.trim_start();
    }
    Some(headings)
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
    // Most lines of samples end otherwise.
    if !text.ends_with(char::is_alphabetic) {
        return None;
    }
    let mut best: Option<LastColumn<'_>> = None;
    for (role, word) in SPELLED.iter() {
        if let Some(before) = text.strip_suffix(word.as_str())
            && best.as_ref().is_none_or(|other| word.len() > other.word.len())
        {
            best = Some(LastColumn { before, role, word });
        }
    }
    best
}

/// Returns what stands before two or more headings of columns at the end of a line, with blanks between or run together,
/// if that of the names is not among them.
pub(crate) fn before_nameless_columns(line: &str) -> Option<&str> {
    const LEAST: usize = 2;
    let (mut before, mut count) = (line.trim_end(), 0);
    while let Some(last) = last_column(before) {
        if matches!(last.role, "name" | "value" | "api") {
            return None;
        }
        before = last.before.trim_end();
        count += 1;
    }
    (count >= LEAST && !before.is_empty()).then_some(before)
}

/// The columns of a table from its headings: by their words, else by their number and place.
pub(crate) fn columns(headings: &[String]) -> Vec<Column> {
    columns_of(headings, &[])
}

/// The columns of a table from its headings and the texts of its rows: by the headings' words, else by what
/// stands below them, else by their order.
pub(crate) fn columns_of(headings: &[String], rows: &[Vec<String>]) -> Vec<Column> {
    let mut columns: Vec<Option<Column>> = vec![None; headings.len()];
    // A word that two columns have in common ("Information" beside "Additional information") is the first's.
    let mut take = |role_of: &dyn Fn(usize, &str) -> Option<Column>| {
        for (at, heading) in headings.iter().enumerate() {
            if columns.get(at).is_some_and(Option::is_some) {
                continue;
            }
            let role = role_of(at, heading).filter(|role| !columns.contains(&Some(role.clone())));
            if let Some(column) = columns.get_mut(at) {
                *column = role;
            }
        }
    };
    take(&|_, heading| column(heading));
    take(&|_, heading| column_of_table(heading));
    take(&|at, _| of_cells(rows, at));
    let has = |column: Column| columns.contains(&Some(column));
    // An operation is a name, and so is a value that stands first.
    let has_name = has(Column::Name) || has(Column::Api) || columns.first() == Some(&Some(Column::Value));
    let mut free = Vec::new();
    for (column, is_free) in [
        (Column::Name, !has_name),
        (Column::Description, !has(Column::Description)),
        (Column::Type, headings.len() >= 4 && !has(Column::Type)),
        (Column::Annotations, headings.len() >= 3 && !has(Column::Annotations) && !has(Column::Value)),
    ] {
        if is_free {
            free.push(column);
        }
    }
    // What nothing tells is what is missing, in the order of the stock pages.
    let mut free = free.into_iter();
    let one = |(column, heading): (Option<Column>, &String)| {
        column.or_else(|| free.next()).unwrap_or_else(|| Column::Other(heading.trim().to_owned()))
    };
    columns.into_iter().zip(headings).map(one).collect()
}

/// Returns what a column can only be by its cells: the engine's words for types, or its annotations.
fn of_cells(rows: &[Vec<String>], at: usize) -> Option<Column> {
    let cells = || rows.iter().filter_map(|row| row.get(at)).filter(|text| !text.is_empty());
    let all = |is: &dyn Fn(&str) -> bool| cells().next().is_some() && cells().all(|text| is(text));
    // Members can be called `date` or `string`, but no more than one each.
    let stock: Vec<&String> = cells().filter(|text| is_stock_type(text)).collect();
    if all(&|text| is_type(text)) && stock.len() * 2 > cells().count() {
        return Some(Column::Type);
    }
    all(&is_note).then_some(Column::Annotations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_tell_what_headings_do_not() {
        let of = |headings: &[&str], rows: &[&[&str]]| {
            let texts = |texts: &&[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
            columns_of(&texts(&headings), &rows.iter().map(texts).collect::<Vec<_>>())
        };
        assert_eq!(
            of(&["Property", "Note", "Constraints"], &[&["Id", "Its number", "Required"]]),
            [Column::Name, Column::Description, Column::Annotations]
        );
        // Renamed, and in another order.
        assert_eq!(
            of(&["Wire", "Kind", "About"], &[&["Id", "integer", "Its number"], &["Label", "string", ""]]),
            [Column::Name, Column::Type, Column::Description]
        );
        assert_eq!(of(&["API", "Info"], &[]), [Column::Api, Column::Description]);
        assert_eq!(of(&["Value", "Info"], &[]), [Column::Value, Column::Description]);
        assert_eq!(of(&["Comments", "Description"], &[&["a", "b"]]), [Column::Name, Column::Description]);
    }

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
        assert_eq!(glued_columns("BoxDtoNameDescriptionShapeUnits"), None);
        assert_eq!(glued_columns("BoxDtoNameDescriptionTypeNotes"), Some(("BoxDto", stock.to_vec())));
        let reordered = [Column::Name, Column::Type, Column::Description, Column::Annotations];
        assert_eq!(glued_columns("PropertyTypeNoteConstraints"), Some(("", reordered.to_vec())));
        for (line, columns) in [
            ("TypeNameDescription", [Column::Type, Column::Name, Column::Description]),
            ("DescriptionNameType", [Column::Description, Column::Name, Column::Type]),
            ("TypeDescriptionName", [Column::Type, Column::Description, Column::Name]),
        ] {
            assert_eq!(glued_columns(line), Some(("", columns.to_vec())));
        }
        let (class, _) = glued_columns("OrderTypeNameDescription").unwrap_or_default();
        assert_eq!(class, "OrderType");
        assert_eq!(glued_columns("Property Note"), None);
        assert_eq!(glued_columns("Name and Description: see there"), None);
        assert!(glued_columns("A field with Name and Description").is_none_or(|(b, _)| !b.is_empty()));
    }
}
