//! The words for what is sent, for what comes back, and for what is listed of either.

/// What is listed: the words for members, and for parameters.
pub(super) const LISTED: &[&str] = &[
    "attributes",
    "attribute",
    "arguments",
    "fields",
    "properties",
    "members",
    "parameters",
    "parameter",
    "atributos",
    "argumentos",
    "campos",
    "propiedades",
    "parámetros",
    "propriedades",
    "parâmetros",
    "attributs",
    "champs",
    "propriétés",
    "paramètres",
    "felder",
    "eigenschaften",
    "attribut",
    "egenskaper",
    "fält",
    "parametrar",
    "velden",
    "eigenschappen",
    "campi",
    "attributi",
    "proprietà",
    "parametri",
    "lastnosti",
    "pola",
    "parametry",
    "поля",
    "параметры",
    "свойства",
];

/// Returns whether a heading is no more than the word for members or parameters: `Properties`.
pub(crate) fn is_listed(heading: &str) -> bool {
    LISTED.contains(&heading.trim().to_lowercase().as_str())
}

/// Returns whether a heading is no more than the word for the class that stands below it: `Modelo:`.
pub(crate) fn is_word_for_model(heading: &str) -> bool {
    ["model", "modell", "modèle", "modelo", "modello"].contains(&heading.trim().to_lowercase().as_str())
}

/// The words for a header of HTTP, as they begin.
const HEADER: &[&str] = &[
    "header",
    "kopfzeile",
    "en-tête",
    "cabecera",
    "encabezado",
    "cabeçalho",
    "intestazion",
    "nagłów",
    "заголов",
];

/// Returns whether a word is one for a header: `Headers`, `HTTP-Header`, `Anforderungsheader`. Classes such as
/// `RequestHeader` are none.
fn is_word_for_header(word: &str) -> bool {
    /// No ending is longer.
    const ENDING: usize = 2;
    let is_one = |part: &str| {
        let plain = part.to_lowercase();
        let mut endings = HEADER.iter().filter_map(|header| plain.strip_prefix(header));
        endings.any(|ending| ending.chars().count() <= ENDING)
    };
    let is_compound = || {
        let side = word.strip_suffix("headers").or_else(|| word.strip_suffix("header"));
        side.is_some_and(|side| {
            let plain = side.to_lowercase();
            let plain = plain.strip_suffix('s').unwrap_or(&plain);
            SENT.contains(&plain) || RETURNED.contains(&plain)
        })
    };
    is_one(word) || word.split('-').any(is_one) || is_compound()
}

/// Returns whether a heading announces headers of HTTP.
pub(crate) fn is_of_headers(heading: &str) -> bool {
    heading.split(|c: char| !c.is_alphanumeric() && c != '-').any(is_word_for_header)
}

/// Returns whether the heading of a table's first column says that its cells are names of headers: `Header`,
/// `Header name`.
pub(crate) fn names_header(heading: &str) -> bool {
    const MOST_WORDS: usize = 3;
    heading.split_whitespace().count() <= MOST_WORDS && is_of_headers(heading)
}

/// Returns whether the headings of a table that have run together begin with the one for headers:
/// `HeaderDescriptionRequired`.
pub(crate) fn begins_with_headers(glued: &str) -> bool {
    let plain = glued.to_lowercase();
    HEADER.iter().any(|header| plain.starts_with(header))
}

/// The words for what is sent.
pub(super) const SENT: &[&str] = &[
    "request",
    "petición",
    "solicitud",
    "solicitação",
    "requisição",
    "pedido",
    "requête",
    "demande",
    "anfrage",
    "anforderung",
    "begäran",
    "anrop",
    "verzoek",
    "aanvraag",
    "richiesta",
    "zahtevka",
    "zahteve",
    "żądania",
    "запроса",
];

/// The words for what comes back.
pub(super) const RETURNED: &[&str] = &[
    "response",
    "respuesta",
    "resposta",
    "réponse",
    "antwort",
    "svar",
    "svaret",
    "antwoord",
    "risposta",
    "odgovora",
    "odpowiedzi",
    "ответа",
];

/// The words for the body of what is sent.
pub(super) const BODY: &[&str] =
    &["body", "corps", "cuerpo", "corpo", "textkörper", "brödtext", "hoofdtekst", "ciała", "treści", "тела"];

/// The words for what is sent that are as common in other senses: they are read so beside [`INFORMATION`] or
/// [`FORMATS`].
pub(super) const SENT_AS_WELL: &[&str] =
    &["input", "envio", "envío", "entrada", "envoi", "entrée", "eingabe", "invio", "ingresso", "invoer"];

/// The words for what comes back that are as common in other senses.
pub(super) const RETURNED_AS_WELL: &[&str] = &[
    "output",
    "return",
    "retorno",
    "saída",
    "salida",
    "retour",
    "sortie",
    "rückgabe",
    "ausgabe",
    "ritorno",
    "uscita",
    "uitvoer",
];

/// The words of the headings above all that is told of a side.
pub(super) const INFORMATION: &[&str] = &[
    "information",
    "info",
    "details",
    "informationen",
    "informations",
    "détails",
    "información",
    "detalles",
    "informações",
    "informação",
    "detalhes",
    "informazioni",
    "dettagli",
    "informatie",
];

/// The words of the headings above samples.
pub(super) const FORMATS: &[&str] =
    &["format", "formats", "formate", "formato", "formatos", "formati", "formaat", "formaten"];
