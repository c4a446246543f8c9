//! Type words: what they mean and where their mistakes are.

use datacontract_codegen::spec::{Clr, ClrName, Nullability, Span, TypeExpr, Word};

fn parse(text: &str) -> TypeExpr {
    TypeExpr::parse(text, 0).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn words_mean_types() {
    let cases = [
        ("int", "int"),
        ("  long ? ", "long?"),
        ("System.Int32", "int"),
        ("Nullable<int>", "int?"),
        ("byte[]", "byte[]"),
        ("Collection of byte", "byte[]"),
        ("byte[][]", "byte[][]"),
        ("int?[]", "int?[]"),
        ("List<string?>", "List<string?>"),
        ("URI", "Uri"),
        ("Object", "object"),
        ("decimal number", "decimal number"),
        ("unsigned\n  integer?", "unsigned integer?"),
        ("IEnumerable<Lead>", "List<Lead>"),
        ("Collection of Collection of integer", "List<List<integer>>"),
        ("Dictionary of string [key] \n and Lead [value]", "Dictionary<string, Lead>"),
        ("Dictionary<string, List<int?>>", "Dictionary<string, List<int?>>"),
        ("Pair of integer [key] and string [value]", "KeyValuePair<integer, string>"),
        ("Tuple<int, string, Lead>", "Tuple<int, string, Lead>"),
        ("ReadOnlyCollection<System.Int32>", "ReadOnlyCollection<int>"),
        ("System.Collections.ObjectModel.ReadOnlyCollection<Lead>", "ReadOnlyCollection<Lead>"),
        ("ReadOnlyDictionary<string, IList<int>>", "ReadOnlyDictionary<string, List<int>>"),
        ("ReadOnlyCollection", "ReadOnlyCollection"),
        ("System.Collections.ObjectModel.Collection<int>", "List<int>"),
        ("Site.Models.Outer<int>+Inner<Page<Lead>>", "Site.Models.Outer<int>+Inner<Page<Lead>>"),
        ("Collection", "Collection"),
        ("integers", "integers"),
        ("date.Lead", "date.Lead"),
        ("String", "String"),
    ];
    for (text, expected) in cases {
        assert_eq!(parse(text).to_string(), expected, "{text}");
    }
}

/// What is shown means the same when it is read.
#[test]
fn shown_types_are_read_back() {
    let texts = Clr::ALL.map(Clr::name).into_iter().chain(Word::ALL.map(Word::text));
    let others = [
        "List<Lead>",
        "A.B+C<D, E?>",
        "Dictionary<string, Tuple<int, X>>",
        "ReadOnlyCollection<ReadOnlyDictionary<string, int?>>",
    ];
    for text in texts.chain(others) {
        let ty = parse(text);
        assert_eq!(ty.to_string(), text);
        assert_eq!(parse(&ty.to_string()), ty);
    }
}

#[test]
fn nullability_is_three_valued() {
    let of = |text: &str| parse(text).nullability(|name| name.short() == "State");
    for (text, expected) in [
        ("int", Nullability::Never),
        ("int?", Nullability::Nullable),
        ("integer", Nullability::Unknown),
        ("integer?", Nullability::Nullable),
        ("date", Nullability::Unknown),
        ("string", Nullability::Nullable),
        ("Object", Nullability::Nullable),
        ("byte[]", Nullability::Nullable),
        ("Collection of integer", Nullability::Nullable),
        ("State", Nullability::Never),
        ("State?", Nullability::Nullable),
        ("Lead", Nullability::Nullable),
    ] {
        assert_eq!(of(text), expected, "{text}");
    }
}

#[test]
fn spans_count_from_the_files_start() {
    let ty = TypeExpr::parse(" Dictionary<string, Sité.Lead?>", 100).expect("a type");
    let mut spans = Vec::new();
    ty.each_name(&mut |name: &ClrName| spans.push(name.span));
    assert_eq!(spans, [Span::new(120, 130)]);
    let error = TypeExpr::parse("List<Lead, Lead>", 100).expect_err("no type");
    assert_eq!(error.span.range(), 100..116);
    let error = TypeExpr::parse("List<§>", 100).expect_err("no type");
    assert_eq!(error.span.range(), 105..107);
}
