//! The headings of sections.

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
