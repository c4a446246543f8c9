//! The catalogue of codes.

use crate::catalogue::catalogue;

catalogue! {
/// What kind of mistake a diagnostic is about.
pub enum Code {
    // Files
    Unreadable = "DC001", "the file cannot be read",
        "A spec is a text file in UTF-8. Commands take the file itself or its folder, in which it is called \
         `api.json`.";
    Syntax = "DC002", "this is no JSON",
        "Specs are JSON; besides, comments (`//` and `/* */`) and a comma after the last entry are allowed. Nothing \
         after such a mistake can be read, so it is reported alone.";
    TooDeep = "DC003", "brackets are nested too deeply",
        "No part of a spec nests more than a few levels. A limit keeps hostile files from exhausting the stack.";
    UnknownKey = "DC004", "unknown key",
        "The place has no such key. Keys are written in camelCase; README.md and schema.json in the folder of the \
         specs list all of them.";
    DuplicateKey = "DC005", "the same key twice",
        "JSON leaves open which of two equal keys counts, so neither does.";
    MissingKey = "DC006", "a key is missing",
        "This key has no default: nobody but the author of the spec can know what belongs there.";
    WrongKind = "DC007", "the wrong kind of value",
        "The key takes another kind of JSON value (text, number, true or false, list, object).";
    BadValue = "DC008", "this value cannot stand here",
        "The kind of value is right, the value itself is not one of those that the key takes.";
    UnsupportedVersion = "DC009", "an unknown version of the format",
        "`version` says which version of the spec format a file is written in. A newer tool may be needed.";

    // Types
    BadType = "DC101", "this is no type",
        "A type is written in C# (`long?`, `List<Lead>`, `Dictionary<string, int>`) or in the words of help pages \
         (`integer`, `Collection of Lead`).";
    UnknownType = "DC102", "unknown type",
        "Every type that is not built in must be declared under `types`. It may be named by its class's name alone, \
         by its full CLR name, or by its name on the page.";
    AmbiguousType = "DC103", "a name of several types",
        "Several declared types end in this name. Write as much of the namespace as tells them apart.";
    DuplicateType = "DC104", "a type declared twice",
        "A CLR name stands for one type. Generic types count as different if their type arguments differ.";
    MixedKinds = "DC105", "keys of different kinds of types",
        "A type is a class (`members`), an enum (`enum`), a list (`collection`) or a dictionary (`dictionary`), and \
         has only the keys of its kind.";
    BadTypeName = "DC106", "this is no CLR name",
        "A type is declared by its full CLR name as in C#: `Site.Models.Page<Lead>`; a class within a class with `+`: \
         `Site.Models.Outer+Inner`.";
    BuiltInName = "DC107", "the name of a built-in type",
        "The name alone already means a type of .NET. A declared type of that name needs a namespace, and is always \
         written with it.";
    CyclicBase = "DC108", "a class is its own base",
        "Following `base` from class to class must come to an end.";
    BaseIsNoClass = "DC109", "the base is no class",
        "Only classes have derived classes: not enums, lists, dictionaries, structs or built-in types.";
    PlainBase = "DC110", "a data contract on a plain class",
        "DataContractSerializer refuses a class with [DataContract] whose base class has neither [DataContract] nor \
         [Serializable].";
    BadNamespace = "DC111", "this is no namespace",
        "The namespace of a contract must be a URI; DataContractSerializer throws otherwise. It may be relative, and \
         it may be empty.";
    BadContractName = "DC112", "this is no contract name",
        "DataContractSerializer refuses an empty name, and a name with `{n}` where the type has no argument n. \
         (Characters that XML forbids are fine: they are encoded.)";
    UnusedType = "DC113", "no endpoint uses this type",
        "Neither an endpoint nor a type that one uses mentions this type. Either a reference is missing or the type is \
         superfluous.";
    Misplaced = "DC114", "an attribute that has no effect here",
        ".NET ignores or refuses this attribute on such a type, so it cannot be what the service does.";
    ContractClash = "DC115", "two types with one contract name",
        "Two types have the same name and namespace in XML, as `List<int>` and `int[]` have. DataContractSerializer \
         refuses a class that knows both by its `KnownType` attributes and those of its bases, since `i:type` could mean \
         either.";

    CyclicCollection = "DC116", "a collection of itself",
        "DataContractSerializer refuses a collection whose items are the collection again, with nothing but \
         collections in between.";

    DeepTypes = "DC117", "types deep within each other",
        "To prove that a value can go to another thread, rustc follows its type through all types within, 128 deep unless \
         the root of the crate says more by `#![recursion_limit = \"256\"]`. Long chains of classes reach that, and long \
         chains of base classes. `generate` writes the line into a crate of its own; where a module is part of your crate \
         (`build.rs`, an `output` without `crate`), and in programs that call such endpoints, it has to stand in `lib.rs` \
         or `main.rs`.";

    ReferenceClash = "DC118", "a class and its base differ in references",
        "DataContractSerializer lets derived classes inherit IsReference, and refuses one that says otherwise than its \
         base class.";

    // Members and enums
    DuplicateMember = "DC201", "a member declared twice",
        "A member is declared once in its class.";
    DuplicateWireName = "DC202", "two members with one name",
        "Two members of a class have the same name in XML or in JSON. Both serialisers refuse that.";
    RequiredNotEmitted = "DC203", "required but not always written",
        "DataContractSerializer throws when a member with IsRequired=true and EmitDefaultValue=false has its default \
         value: it must be written and must not be.";
    RequiredReference = "DC204", "required in a class with references",
        "DataContractSerializer refuses IsRequired=true on members of a class with IsReference=true: a reference to an \
         object (`z:Ref`) has no members.";
    NullabilityClash = "DC205", "type and `nullable` say different things",
        "A C# type already says whether it takes null. `nullable` is for types that do not: the page's words, and \
         reference types that are never null.";
    BadAnnotation = "DC206", "an annotation that cannot be kept",
        "No value can satisfy the annotation, or it does not fit the type of the member: only texts, lists and dictionaries \
         have a length, and only texts are addresses or numbers of telephones and cards. A `pattern` fits any type: .NET \
         matches the text that `Convert.ToString` makes of the value.";
    EnumOutOfRange = "DC207", "the value does not fit the enum",
        "An enum's values are of its underlying type: `int` unless `underlying` says otherwise.";
    DuplicateEnumValue = "DC208", "two names for one value",
        "C# allows it, and .NET reads both names, but writes only the first one.";
    EmptyEnum = "DC209", "a closed enum without members",
        "An enum that is not open and has no members has no values at all.";
    UnknownMember = "DC210", "unknown member",
        "A path names members by their CLR names, from the type on: `ErrorCode`, `Result.Code`. Members of base \
         classes count.";
    BadOutcome = "DC211", "an outcome that cannot be told",
        "The codes of an outcome must be values of the member that holds the code.";
    UncheckedPattern = "DC212", "a pattern that a service in Rust does not check",
        "Patterns of .NET may look ahead and behind, refer back to groups and take classes from each other. Services in Rust \
         check patterns in linear time, which those cannot be: they pass them over, and leave them to the service's own \
         code. So they do with patterns of dates, whose text depends on the culture of .NET's server (`1/2/2024 3:04:05 AM`, \
         `2024-01-02 03:04:05`), and of lists and objects, whose text is the name of their class.";

    // Rust
    RustNameClash = "DC301", "two entries become one Rust name",
        "Rust names are made from CLR names by Rust's conventions: PascalCase for types, snake_case for members. Two \
         names that differ only in case or in underscores then meet. Give one of them a name under `rust`.";
    BadRustName = "DC302", "this cannot be a Rust name",
        "A Rust name has letters, digits and underscores, does not begin with a digit, and is no word like `self` that \
         cannot be escaped.";
    UnknownRustTarget = "DC303", "there is nothing of this name",
        "The keys under `rust` are `*`, `Type`, `Type.Member`, `Type.*` and `*.Member`, by CLR names, and built-in types \
         of .NET: `DateTime`, `Guid`.";
    BadRustCode = "DC304", "this is no Rust",
        "`type` takes a Rust type, `derive` paths of derive macros, `attributes` the inner part of attributes, without \
         `#[` and `]`.";
    RootLint = "DC305", "a name that rustc warns of",
        "rustc warns of identifiers with letters that Unicode advises against (`uncommon_codepoints`), that look like \
         others (`confusable_idents`), or whose script shows in look-alikes alone (`mixed_script_confusables`). These lints \
         are about a whole crate, so only its root can allow them. `generate` does so in a crate of its own; elsewhere \
         write `#![allow(..)]` in `lib.rs` or `main.rs`, or give the names others under `rust`.";

    BadValueType = "DC306", "a Rust type that cannot stand for the type of .NET",
        "Under `rust` a built-in type of .NET becomes a type of a crate that datacontract knows: `\"DateTime\": \
         \"jiff::Timestamp\"`, `\"Guid\": \"uuid::Uuid\"`. A member alone can have any type that implements \
         `datacontract::Field`: `\"Lead.Phone\": \"Option<crate::PhoneNumber>\"`.";

    // Endpoints
    BadHeading = "DC401", "this is no heading of an endpoint",
        "An endpoint is named as in the heading of its page: the method, a space, path and query with the parameters \
         in braces.";
    UnknownParameter = "DC402", "the heading has no such parameter",
        "Whether a parameter stands in the path or in the query is read from the heading, so each one must be there.";
    UndeclaredParameter = "DC403", "a parameter is not declared",
        "Each parameter of the heading needs its type under `parameters`.";
    ParameterType = "DC404", "a parameter of a complex type",
        "What stands in a URI is a simple value, an enum, or a list of these. Web API splits a complex type into its \
         properties: declare these.";
    SampleMissing = "DC405", "there is no such sample",
        "Samples are files in the folder `samples` beside the spec.";
    SampleMisplaced = "DC406", "a sample of nothing",
        "A sample belongs to a body or a response that the endpoint has, in a format that the service has.";
    DuplicateEndpoint = "DC407", "an endpoint declared twice",
        "A method, a path and the names of the query's parameters stand for one endpoint; the case of letters and the \
         names of the path's parameters do not count.";
    DuplicateParameter = "DC408", "two parameters of one name",
        "Web API does not look at the case of letters in the names of parameters: `id` and `ID` are the same.";
    AmbiguousEndpoint = "DC409", "endpoints that a request does not tell apart",
        "Method and path of the endpoints are the same, and so are the parameters that a request must have: if it has no \
         others, the service cannot know which endpoint is meant. Probably a parameter is required that is not said to \
         be.";
    BadDefault = "DC410", "a default that is no value",
        "The value that the service takes for a parameter that is left out is a value of the parameter's type: a number \
         for numbers, a text for texts, the name of a member for enums.";
    PathOrder = "DC411", "a parameter that cannot stand there",
        "Only at its end can something of a path be left out, and only there can a parameter take the rest of it.";
    UncommonMethod = "DC412", "a method that no code is made for",
        "Clients and servers are made for GET, POST, PUT, DELETE, PATCH, HEAD and OPTIONS.";
    BadPaging = "DC413", "pages that cannot be asked for",
        "`paging` names the parameter that says where a page begins, or the member with the address of the next page; the list \
         among the members of the response; and what they say of the list. Numbers are whole numbers, and lists are `List<T>` \
         or `T[]`.";
    SampleName = "DC414", "a name of a file that not every system takes",
        "A spec is checked out on Linux, macOS and Windows. Windows refuses some characters and has devices such as `con` and \
         `nul`; it and macOS take names that differ by case alone for one file.";

    // Samples against contracts
    SampleUnreadable = "DC501", "the sample cannot be read",
        "The sample is no JSON or XML, or the contract does not take it.";
    SampleDiffers = "DC502", "the sample is not reproduced",
        "What was read from the sample and written again differs from the sample. So the contract differs from the \
         service's.";
    SamplesDisagree = "DC503", "the samples of two formats disagree",
        "What was read from one format's sample and written in the other differs from that one's sample. Pages show \
         the same object in all formats. It is a warning where the two differ in a text that no other member has: a \
         getter or a converter makes some texts anew each time, and each sample proves the contract by itself.";
    SampleLosesDetail = "DC504", "one format's sample does not say all",
        "What was read from one format's sample and written in the other differs from that one's sample, but the way \
         back gives both: the one format says less of the value than the other (JSON does not tell a `short` in an \
         `object` from a `long`). The contract is proven by the more exact one.";
    SampleLostByTypes = "DC505", "the chosen Rust types do not give the sample back",
        "The contract reproduces the sample, but the Rust types that were chosen under `rust` for types of .NET do not hold \
         all that is in it: an instant has no offset, a date without a zone is no instant. This project's own types \
         (`clr::DateTime`) keep everything.";

    // XmlSerializer
    XmlRefusedType = "DC601", "a type that the service has no XML of",
        "XmlSerializer takes no dictionaries, no `Uri`, no tuples, no read-only collections and no members of interface \
         types (`IList<T>`), and refuses every type that leads to one. Web API then answers in another format: the service \
         has no XML of such types, and their help pages have no XML sample.";
    XmlAttributeClash = "DC602", "attributes of XML that exclude each other",
        "A member is an element, an attribute, text, or an array with items: XmlSerializer refuses attributes of two of \
         these, those of arrays on what is no array, and names that contradict each other.";
    XmlDuplicateName = "DC603", "two elements or attributes with one name",
        "XmlSerializer refuses two elements of one name and namespace in an object, and two attributes likewise; members of \
         base classes count. Names are those of C#, unless `xmlElement`, `xmlAttribute` or `xmlArray` gives another: those \
         that `[DataMember]` gives mean nothing to it.";
    XmlOrder = "DC604", "members that are not all in order",
        "If one member has an `Order`, XmlSerializer wants one of each element of the class, of its base classes and of the \
         classes derived from it, and of one class each another. Attributes and text have none.";
    XmlNoText = "DC605", "an attribute or text of a type that is not written as text",
        "In an attribute of XML there is a simple value, an enum, or a list of these; text is a simple value, an enum or a \
         list of strings. XmlSerializer refuses classes, `object`, `T?` and `DateTimeOffset`.";
    XmlText = "DC606", "text that cannot stand there",
        "An object has one text. Beside elements it is a string, and a class derived from one with text alone may only add \
         attributes.";
    XmlNullable = "DC607", "a wrong `isNullable`",
        "`IsNullable = true` is for what can be null: reference types and `T?`. `IsNullable = false` is not for `T?`, which \
         is always written.";
    XmlAmbiguousChoice = "DC608", "elements that the type of a value does not tell apart",
        "Of several `XmlElement` or `XmlArrayItem` the type of the value picks one, so that each needs a type of its own.";
    XmlBadName = "DC609", "a name that no attribute of XML can have",
        "XmlSerializer encodes all characters of a name that XML does not take, but refuses a colon in the name of an \
         attribute, unless it is `xml:lang` or `xml:space`.";
    XmlTypeClash = "DC610", "two types with one name in XML",
        "XmlSerializer names a type by its class alone, without C#'s namespace and the classes around it, unless `xmlType` \
         gives another name or a namespace. It refuses a document in which two types have one name: the service has no XML \
         of it.";
    XmlBadDataType = "DC611", "a `dataType` that does not fit",
        "`DataType` is the name of a type of XML Schema that values of the member's type can be written as: `date` and \
         `time` for a `DateTime`, `hexBinary` for `byte[]`, `token` for a string.";
    XmlUnused = "DC612", "attributes that no serializer looks at",
        "Only XmlSerializer looks at `xmlElement` and the like, and it writes and reads nothing here: Web API uses \
         DataContractSerializer unless `\"xml\": {\"serializer\": \"xmlSerializer\"}` of the API, an endpoint or a type says \
         otherwise, and the service needs XML among its formatters.";

    // What `lint` finds
    LintConflict = "DC801", "a conflict that nobody has settled",
        "`pull` left a comment, `// conflict: ..`, where the pages and a person changed the same. Write what the service has, \
         and delete the comment. The rule is `conflicts`.";
    LintOpenFact = "DC802", "something that nobody has decided",
        "A comment, `// open: ..`, says what the pages do not decide. Write what the service has, or delete the comment if the \
         guess is right: `import` and `pull` do not ask again. The rule is `open-facts`.";
    LintNoSample = "DC803", "an endpoint without samples",
        "Without a sample nothing proves that the contract is the service's. Put what the service sends and takes into \
         `samples`, from its help page, a recording or a call. The rule is `endpoints-without-samples`.";
    LintUnusedType = "DC804", "a type that no endpoint leads to",
        "No parameter, body or response has the type, and no type that these lead to. Remove it, or name it where it is used \
         (`knownTypes` of a base class, say). The rule is `unused-types`.";
    LintUnnamedEnum = "DC805", "an enum whose members have no names of the service",
        "An enum without names has numbers alone. Names such as `Value1` say nothing, and are wrong on the wire where enums are written as text. The service's \
         documentation, or its people, know them. The rule is `unnamed-enums`.";
    LintNoDoc = "DC806", "something without a description",
        "`doc` becomes the documentation of the Rust item, and of the page that `serve` shows. The rule is `missing-docs`, \
         which is off unless it is switched on.";
    LintFlatList = "DC807", "a list that cannot be read item by item",
        "XmlSerializer writes a list with `[XmlElement]` without an element around its items: other members may stand between \
         them, and nobody knows where the list ends before the document does. So the endpoint has no `items()`, and its answer \
         is read as a whole. Short lists are fine so. The rule is `flat-lists`.";
}
}
