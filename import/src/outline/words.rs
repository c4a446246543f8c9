//! The words of help pages: headings, column headings, type names, annotations, media types.
//!
//! Everything here is only a help to tell pieces apart; pages with none of these words are read by
//! [place](super::place).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Column;

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    RequestInfo,
    UriParameters,
    /// The one table of Web API 5.0 and older, for URI and body alike.
    Parameters,
    BodyParameters,
    RequestFormats,
    ResponseInfo,
    ResourceDescription,
    ResponseFormats,
    Status,
    EnumValues,
}

const HEADINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::RequestInfo,
        &[
            "request information",
            "request",
            "begäran",
            "information om begäran",
            "anforderungsinformationen",
            "anfrage",
            "informations sur la demande",
            "informations de requête",
            "información de la solicitud",
            "informações da solicitação",
            "informações da requisição",
            "сведения о запросе",
            "информация о запросе",
            "informazioni sulla richiesta",
            "aanvraaginformatie",
            "informacje o żądaniu",
        ],
    ),
    (
        Meaning::UriParameters,
        &[
            "uri parameters",
            "url parameters",
            "query parameters",
            "query string parameters",
            "path parameters",
            "uri-parametrar",
            "uri-parameter",
            "paramètres uri",
            "paramètres d'uri",
            "parámetros de uri",
            "parámetros uri",
            "parâmetros de uri",
            "parâmetros da uri",
            "параметры uri",
            "parametri uri",
            "parametry uri",
        ],
    ),
    (
        Meaning::Parameters,
        &[
            "parameters",
            "request parameters",
            "parametrar",
            "parameter",
            "paramètres",
            "parámetros",
            "parâmetros",
            "параметры",
            "parametri",
            "parametry",
        ],
    ),
    (
        Meaning::BodyParameters,
        &[
            "body parameters",
            "request body",
            "request body parameters",
            "body",
            "body-parametrar",
            "brödtextparametrar",
            "body-parameter",
            "textparameter",
            "paramètres du corps",
            "parámetros del cuerpo",
            "parâmetros do corpo",
            "параметры тела",
            "parametri del corpo",
            "parametry treści",
        ],
    ),
    (
        Meaning::RequestFormats,
        &[
            "request formats",
            "request format",
            "request body formats",
            "request body format",
            "sample request",
            "example request",
            "request sample",
            "request example",
            "format för begäran",
            "begäransformat",
            "anforderungsformate",
            "formats de demande",
            "formats de requête",
            "formatos de solicitud",
            "formatos de solicitação",
            "formatos de requisição",
            "форматы запроса",
            "formati della richiesta",
            "aanvraagindelingen",
            "formaty żądania",
        ],
    ),
    (
        Meaning::ResponseInfo,
        &[
            "response information",
            "response",
            "svar",
            "information om svaret",
            "antwortinformationen",
            "antwort",
            "informations sur la réponse",
            "informations de réponse",
            "información de la respuesta",
            "informações da resposta",
            "сведения об ответе",
            "информация об ответе",
            "informazioni sulla risposta",
            "antwoordinformatie",
            "informacje o odpowiedzi",
        ],
    ),
    (
        Meaning::ResourceDescription,
        &[
            "resource description",
            "response description",
            "response body",
            "response parameters",
            "resursbeskrivning",
            "ressourcenbeschreibung",
            "description de la ressource",
            "descripción del recurso",
            "descrição do recurso",
            "описание ресурса",
            "descrizione della risorsa",
            "resourcebeschrijving",
            "opis zasobu",
        ],
    ),
    (
        Meaning::ResponseFormats,
        &[
            "response formats",
            "response format",
            "response body formats",
            "response body format",
            "sample response",
            "example response",
            "response sample",
            "response example",
            "svarsformat",
            "format för svar",
            "antwortformate",
            "formats de réponse",
            "formatos de respuesta",
            "formatos de resposta",
            "форматы ответа",
            "formati della risposta",
            "antwoordindelingen",
            "formaty odpowiedzi",
        ],
    ),
    (
        Meaning::Status,
        &[
            "response codes",
            "response status codes",
            "status codes",
            "http status codes",
            "error responses",
            "standard responses",
            "error codes",
        ],
    ),
    (
        Meaning::EnumValues,
        &[
            "possible enumeration values",
            "possible values",
            "enumeration values",
            "möjliga uppräkningsvärden",
            "mögliche enumerationswerte",
            "valeurs d'énumération possibles",
            "valores de enumeración posibles",
            "valores de enumeração possíveis",
            "возможные значения перечисления",
            "valori di enumerazione possibili",
        ],
    ),
];

/// The headings that layouts glue to the text before them, as they are spelled on stock pages.
const GLUED: &[&str] = &[
    "Request Formats",
    "Response Formats",
    "Request body formats",
    "Response body formats",
    "Response Information",
    "Request Information",
    "Body Parameters",
    "URI Parameters",
    "Resource Description",
];

/// What a heading announces, by its words.
pub(crate) fn meaning(heading: &str) -> Option<Meaning> {
    let plain = heading.trim().trim_end_matches([':', ' ', '.']);
    // The longest heading of the list has some forty letters; a paragraph need not be put in lower case.
    if plain.is_empty() || plain.len() > 80 {
        return None;
    }
    let plain = plain.to_lowercase();
    HEADINGS.iter().find(|(_, words)| words.contains(&plain.as_str())).map(|(meaning, _)| *meaning)
}

/// A known heading that stands on a line of its own in a flattened text: single words are too common for that.
pub(crate) fn line_meaning(line: &str) -> Option<Meaning> {
    let found = meaning(line)?;
    let word = line.trim().trim_end_matches([':', ' ', '.']);
    let common = word.split_whitespace().count() < 2 && found != Meaning::Parameters;
    if common && !word.contains('-') { None } else { Some(found) }
}

/// Cuts a line that ends with a heading without a blank before it: `integerRequest Formats`.
pub(crate) fn glued_heading(line: &str) -> Option<(&str, &str)> {
    for heading in GLUED {
        if let Some(before) = line.strip_suffix(heading)
            && before.ends_with(|c: char| c.is_alphanumeric() || c == ']' || c == '.' || c == ')')
        {
            return Some((before, heading));
        }
    }
    None
}

const NONE: &[&str] = &[
    "none.", "none", "inga.", "ingen.", "inget.", "keine.", "keine", "aucun.", "aucune.", "ninguno.",
    "ninguna.", "nenhum.", "nenhuma.", "нет.", "nessuno.", "nessuna.", "geen.", "brak.", "无。", "无",
];

/// `None.` in its variants: without the stop, in other languages.
pub(crate) fn is_none(text: &str) -> bool {
    text.len() <= 16 && NONE.contains(&text.trim().to_lowercase().as_str())
}

/// The words that stand where nothing is documented.
pub(crate) fn is_no_documentation(text: &str) -> bool {
    text.eq_ignore_ascii_case("No documentation available.")
}

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

/// Cuts column headings that run together: `NameDescriptionTypeAdditional information`. Something may stand before
/// them (`LeadRequestName...`), which is handed back.
pub(crate) fn glued_columns(line: &str) -> Option<(&str, Vec<Column>)> {
    // Longer lines are text: all headings together have fewer letters than this.
    if line.len() > 400 {
        return None;
    }
    let mut columns = Vec::new();
    let mut rest = line.trim_end();
    while let Some((before, role, word)) = last_column(rest) {
        columns.push(column_of(role, word));
        rest = before.trim_end();
        if matches!(columns.last(), Some(Column::Name | Column::Api)) {
            break;
        }
    }
    columns.reverse();
    let plain = columns.iter().filter(|c| !matches!(c, Column::Other(_))).count();
    let first_fits = matches!(columns.first(), Some(Column::Name | Column::Api | Column::Value));
    let distinct = columns.iter().enumerate().all(|(i, c)| !columns.iter().take(i).any(|o| o == c));
    if plain >= 2 && first_fits && distinct { Some((rest, columns)) } else { None }
}

fn last_column(text: &str) -> Option<(&str, &'static str, &'static str)> {
    let mut best: Option<(&str, &'static str, &'static str)> = None;
    for (role, word) in COLUMNS {
        if let Some(before) = text.strip_suffix(word)
            && best.is_none_or(|(_, _, other)| word.len() > other.len())
        {
            best = Some((before, role, word));
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

const TYPES: &[&str] = &[
    "integer",
    "unsigned integer",
    "byte",
    "signed byte",
    "character",
    "decimal number",
    "string",
    "boolean",
    "globally unique identifier",
    "time interval",
    "date",
    "URI",
    "Object",
];

/// A type's name as the engine writes it: not a class's, which can be any word.
pub(crate) fn is_stock_type(text: &str) -> bool {
    let text = text.trim();
    TYPES.contains(&text) || is_composed_type(text)
}

/// `Collection of X`, `Dictionary of K [key] and V [value]`, `Pair of K [key] and V [value]`.
fn is_composed_type(text: &str) -> bool {
    if let Some(of) = text.strip_prefix("Collection of ") {
        // Nested collections are walked, not recursed into: their depth is the page's choice.
        let mut of = of;
        while let Some(inner) = of.strip_prefix("Collection of ") {
            of = inner;
        }
        return TYPES.contains(&of) || is_identifier(of) || is_pair(of);
    }
    is_pair(text)
}

fn is_pair(text: &str) -> bool {
    (text.starts_with("Dictionary of ") || text.starts_with("Pair of ")) && text.ends_with("[value]")
}

/// A word as classes and members are called: `Lead`, `utm_source`, `Outer+Inner`, `$filter`, `codes[0]`.
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    first.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@'))
        && text.len() <= 256
        && !text.ends_with(['.', ':', '-'])
        && chars
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '-' | '.' | '+' | '[' | ']' | '`'))
}

/// `PublicAdvertisingPersonLead`: an identifier that is no word of any language.
pub(crate) fn is_class_name(text: &str) -> bool {
    is_identifier(text) && text.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit() || c == '_')
}

/// The beginnings of annotations, each with what follows it.
const ANNOTATIONS: &[(&str, Follows)] = &[
    ("Required.", Follows::Nothing),
    ("Required", Follows::Nothing),
    ("Krävs", Follows::Nothing),
    ("Max length: ", Follows::Number),
    ("Min length: ", Follows::Number),
    ("String length: inclusive between ", Follows::Bounds),
    ("Range: inclusive between ", Follows::Bounds),
    ("Data type: ", Follows::Text),
    ("Matching regular expression pattern: ", Follows::Text),
    ("Default value is ", Follows::Text),
    ("Default value is", Follows::Nothing),
    ("Nullable", Follows::Nothing),
    ("Null values possible.", Follows::Nothing),
    ("Optional", Follows::Nothing),
    ("Define this parameter in the request", Follows::Text),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Nothing,
    Number,
    Bounds,
    Text,
}

/// An annotation by its beginning.
pub(crate) fn is_annotation(text: &str) -> bool {
    let text = text.trim();
    ANNOTATIONS.iter().any(|(start, follows)| match follows {
        Follows::Nothing => {
            text == *start
                || text.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ') && is_annotation(rest))
        }
        _ => text.starts_with(start),
    })
}

/// Cuts `Required Max length: 20`, several annotations that a layout put on one line.
pub(crate) fn split_annotations(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = annotation_end(rest).unwrap_or(rest.len());
        let (one, more) = rest.split_at(end);
        let one = one.trim();
        if !one.is_empty() {
            // "Required." is one site's spelling of "Required".
            out.push(if one == "Required." { "Required".to_owned() } else { one.to_owned() });
        }
        rest = more.trim();
    }
    out
}

/// Where the first annotation of a line ends.
fn annotation_end(text: &str) -> Option<usize> {
    let (start, follows) = ANNOTATIONS.iter().find(|(start, _)| text.starts_with(start))?;
    let rest = text.get(start.len()..)?;
    let length = match follows {
        Follows::Nothing => 0,
        Follows::Number => rest.find(' ').unwrap_or(rest.len()),
        Follows::Bounds => {
            let and = rest.find(" and ")?;
            let after = rest.get(and + 5..)?;
            and + 5 + next_annotation(after).unwrap_or(after.len())
        }
        // A pattern can have blanks in it; the next annotation's beginning ends it.
        Follows::Text => next_annotation(rest).unwrap_or(rest.len()),
    };
    Some(start.len() + length)
}

fn next_annotation(text: &str) -> Option<usize> {
    ANNOTATIONS
        .iter()
        .filter(|(_, follows)| *follows != Follows::Nothing)
        .filter_map(|(start, _)| {
            let found = text.find(start)?;
            let before = text.get(..found)?;
            before.ends_with(' ').then_some(found)
        })
        .min()
}

/// `application/json, text/json`: the media types of a sample's heading.
pub(crate) fn media_types(text: &str) -> Option<Vec<String>> {
    let text = text.trim().trim_end_matches(':').trim_end();
    if text.is_empty() || text.len() > 400 || !text.contains('/') {
        return None;
    }
    let types: Vec<String> = text.split(',').map(|t| t.trim().to_owned()).collect();
    types.iter().all(|t| is_media_type(t)).then_some(types)
}

fn is_media_type(text: &str) -> bool {
    const KINDS: &[&str] =
        &["application", "text", "image", "multipart", "audio", "video", "message", "font", "model"];
    let plain = text.split(';').next().unwrap_or_default().trim_end();
    let Some((kind, sub)) = plain.split_once('/') else { return false };
    KINDS.contains(&kind.to_ascii_lowercase().as_str())
        && !sub.is_empty()
        && sub.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_' | '*'))
}

const METHODS: &[&str] = &[
    "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "MERGE", "TRACE", "LINK", "UNLINK", "COPY",
    "MOVE", "PURGE", "QUERY",
];

pub(crate) fn is_method(text: &str) -> bool {
    METHODS.contains(&text)
}

/// `POST api/leads/{id}`, also as `Method: POST api/leads/{id}`: the method and the rest.
pub(crate) fn operation(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let text = text.strip_prefix("Method:").map_or(text, str::trim_start);
    let (method, path) = text.split_once(char::is_whitespace)?;
    let path = path.trim();
    let fits = is_method(method) && !path.is_empty() && path.len() <= 4096;
    let one_word = !path.contains(char::is_whitespace);
    // Parameter names with blanks exist; a sentence that starts with a method's name has no braces.
    let braces = path.contains('/') && path.contains('{') && path.contains('}');
    let line_word =
        path.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '{' | '~' | '$' | '_' | '?'));
    (fits && line_word && (one_word || braces)).then_some((method, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_annotations() {
        assert_eq!(split_annotations("Required Max length: 20"), ["Required", "Max length: 20"]);
        assert_eq!(
            split_annotations("Required Matching regular expression pattern: ^(a | b)$ Max length: 3"),
            ["Required", "Matching regular expression pattern: ^(a | b)$", "Max length: 3"]
        );
        assert_eq!(
            split_annotations(
                "Range: inclusive between 0 and 1.84467440737096E+19 String length: inclusive between 0 and 5"
            ),
            [
                "Range: inclusive between 0 and 1.84467440737096E+19",
                "String length: inclusive between 0 and 5"
            ]
        );
        assert_eq!(split_annotations("En leadskälla måste anges"), ["En leadskälla måste anges"]);
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
        assert!(glued_columns("A field with Name and Description").is_none_or(|(b, _)| !b.is_empty()));
    }

    #[test]
    fn knows_operations() {
        assert_eq!(operation("POST api/leads"), Some(("POST", "api/leads")));
        assert_eq!(operation("Method: GET /x"), Some(("GET", "/x")));
        assert_eq!(operation("GET the lead"), None);
        assert_eq!(operation("POST Save"), Some(("POST", "Save")));
    }
}
