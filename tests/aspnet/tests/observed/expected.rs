//! What our server does otherwise, and why.

use std::collections::BTreeSet;

/// Why exchanges differ, and which.
const OTHER: &[(&str, &[&str])] = &[
    (
        "Malformed JSON is refused: comments, single quotes, bare names, `NaN`, hexadecimal numbers, commas at the end, \
         control characters, halves of surrogate pairs, and what ends too soon. The argument is null then; Json.NET keeps \
         what it read so far",
        &[
            "camel/json/malformed",
            "main/json/all/double-infinity-bare",
            "main/json/all/double-nan-bare",
            "main/json/all/double-overflow",
            "main/json/bad-escape",
            "main/json/bare-names",
            "main/json/comment",
            "main/json/control",
            "main/json/hex",
            "main/json/lone-surrogate",
            "main/json/nan",
            "main/json/single-quotes",
            "main/json/trailing-comma",
            "main/json/truncated",
            "main/json/truncated-text",
            "main/model-state/json-to-xml/malformed",
            "main/model-state/json/malformed",
        ],
    ),
    (
        "A wrong number is one fault: behind some of them Json.NET 6 loses its place and tells another; and `7.0` is seven",
        &[
            "main/json/all/bytes-bad",
            "main/json/int-exponent",
            "main/json/int-float",
            "main/json/int-fraction",
            "main/json/int-overflow",
        ],
    ),
    (
        "A text is not read as the machine's culture has it (`10/15/2024`, `1,5` as fifteen), nor in its time zone; true as \
         a text is `true`, as for later versions of Json.NET",
        &[
            "main/form/customer/date",
            "main/json/all/date-us",
            "main/json/all/offset-none",
            "main/json/decimal-text-comma",
            "main/json/simple/string-4",
            "main/json/text-bool",
        ],
    ),
    (
        "A value in a form's dictionary that cannot be read is called `Value` in the model state, and the method gets the \
         entry all the same; Web API writes `value`, and leaves the entry out",
        &["main/form/index/map-bad"],
    ),
    (
        "An enum takes names that it does not have: pages do not show all of them",
        &[
            "camel/json/enum-unknown",
            "main/json/all/enum-unknown",
            "main/json/enum-text-unknown",
            "main/json/simple/color-2",
        ],
    ),
    (
        "The entry of a dictionary that is wrong is told by its number: its key may be secret",
        &["main/json/simple/map-1"],
    ),
    (
        "A body is read in the character set that it names, also where Web API does not know it",
        &[
            "main/content-type/json/latin1",
            "main/content-type/xml/utf16-declared-within",
            "main/random/139",
            "main/random/330",
            "main/random/382",
        ],
    ),
    (
        "A form is read in its character set, and without its byte-order mark: Web API takes its octets for ASCII",
        &[
            "main/random/038",
            "main/random/040",
            "main/random/058",
            "main/random/066",
            "main/random/067",
            "main/random/072",
            "main/random/102",
            "main/random/149",
            "main/random/162",
            "main/random/175",
            "main/random/188",
            "main/random/190",
            "main/random/204",
            "main/random/207",
            "main/random/241",
            "main/random/274",
            "main/random/310",
            "main/random/321",
            "main/random/322",
            "main/random/357",
            "main/random/364",
            "main/random/376",
            "main/random/384",
        ],
    ),
    (
        "What stands in the query without a name (`=x`, `[]=1`) is no value of the parameters that are not there",
        &[
            "main/random/025",
            "main/random/094",
            "main/random/109",
            "main/random/113",
            "main/random/119",
            "main/random/231",
            "main/random/233",
            "main/random/240",
            "main/random/279",
            "main/random/297",
            "main/random/304",
            "main/random/313",
            "main/random/315",
            "main/random/325",
            "main/random/393",
        ],
    ),
    (
        "`HEAD` is answered for every `GET`; the answer to an endpoint of its own has no `Content-Type`",
        &[
            "main/answer/exception/head",
            "main/method/lead-id/HEAD",
            "main/method/leads/HEAD",
            "main/method/verbs/HEAD",
        ],
    ),
    (
        "No page shows the constraints of routes, such as `{id:int}`: what does not fit is 400, not 404",
        &[
            "main/path/guid-wrong",
            "main/path/int-route-overflow",
            "main/path/int-route-text",
            "main/query/orders/path-not-a-date",
        ],
    ),
    (
        "A path is split before it is decoded, so that `%2F` is a part of a value; dots are no folders",
        &["main/path/encoded-slash", "main/path/value/dot-segment", "main/path/value/slash"],
    ),
    ("What stands in the path is not replaced by a query of that name", &["main/query/path-name-in-query"]),
    (
        "A spec cannot say that a type has no XML (a class without a parameterless constructor, `JObject`), and a `JObject` \
         is any `object` to it",
        &[
            "main/answer/jobject-from-xml",
            "main/answer/jobject-xml",
            "main/answer/noctor-from-xml",
            "main/answer/noctor-xml",
            "main/answer/null/jobject-json",
            "main/answer/null/jobject-xml",
            "main/form/jobject",
        ],
    ),
    ("A form has no `byte[]` item by item and no `object`", &["main/form/all/bytes"]),
    (
        "A class in the URI is its properties, as help pages show it: it has no name of its own (`filter.Name`), and is \
         never null",
        &[
            "main/query/filter/mixed",
            "main/query/filter/none",
            "main/query/filter/prefixed",
            "main/query/filter/wrong",
            "main/query/filter/wrong-enum",
            "main/query/near/none",
            "validation/uri/good",
            "validation/uri/prefixed",
        ],
    ),
    (
        "Several messages for one value come in the order of the spec; for .NET they come in no order: it keeps attributes in \
         a hash table",
        &["validation/several/blank", "validation/several/long"],
    ),
    (
        "The early Web API of Debian tells callers what its reader says, where Web API 2 tells that an error has occurred",
        &[
            "validation/contracted/nothing",
            "validation/form/two-wrong",
            "validation/plain/reader",
            "validation/plain/reader-and-rule",
            "validation/plain/wrong-text",
            "validation/two/both",
        ],
    ),
    ("A list that is not in the URI is empty, never null", &["main/query/list/none"]),
    (
        "Empty text in the URI is null, and no fault (the caller sees none of this)",
        &[
            "main/path/catch-all-empty",
            "main/query/leads/decimal-empty",
            "main/query/orders/empty",
            "main/query/search/blank",
            "main/query/search/empty",
            "main/query/search/no-equals",
            "main/random/013",
            "main/random/031",
            "main/random/044",
            "main/random/107",
            "main/random/126",
            "main/random/195",
            "main/random/196",
            "main/random/210",
            "main/random/298",
            "main/random/314",
            "main/random/332",
            "main/random/336",
            "main/random/373",
            "main/random/378",
        ],
    ),
    (
        "The host of the tests in C#, not Web API: a body without a length, octets above 127 and `<` in the request line, an \
         answer that cannot be written",
        &[
            "main/answer/not-writable",
            "main/no-body/class/no-length",
            "main/not-found/query-in-message",
            "main/path/value/raw-utf8",
            "main/query/search/raw-utf8",
            "main/xml/enum-hidden",
        ],
    ),
    ("An action that the help page hides, and so the spec does not have", &["main/path/hidden"]),
];

/// The exchanges that are expected to differ.
pub(crate) struct Expected {
    rest: BTreeSet<&'static str>,
}

impl Expected {
    pub(crate) fn read() -> Self {
        Expected { rest: OTHER.iter().flat_map(|(_, names)| names.iter().copied()).collect() }
    }

    /// Whether an exchange is expected to differ; each only once.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.rest.remove(name)
    }

    /// Those that nobody asked for.
    pub(crate) fn rest(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.rest.clone().into_iter()
    }
}

/// The reasons, and how many exchanges each has.
pub(crate) fn reasons() -> String {
    let line = |(reason, names): &(&str, &[&str])| format!("| {reason}. | {} |", names.len());
    let lines: Vec<String> = OTHER.iter().map(line).collect();
    format!("\n| what is other | exchanges |\n|---|---|\n{}\n", lines.join("\n"))
}
