//! The kinds of changes.

use crate::catalogue::catalogue;

catalogue! {
/// A kind of change between two states of a spec.
pub enum Rule {
    // The API
    Documentation = "CH001", "documentation changed",
        "Docs, sources, notes and samples are for readers. Nothing on the wire and nothing that is called depends on them.";
    DeprecationChanged = "CH002", "deprecated, or no longer",
        "Code that uses what is deprecated compiles with a warning. On the wire nothing changes.";
    ApiRenamed = "CH003", "the API has another name",
        "The name stands in docs and messages alone.";
    ModuleRenamed = "CH004", "the Rust module has another name",
        "All paths into the generated module change. Keep `module`, or re-export the module under its old name.";
    BaseUrlChanged = "CH005", "the address of the service changed",
        "Clients take the address as an argument, so nothing stops compiling; but whoever has the old address asks a place \
         that may no longer answer. Keep a redirect at the old address.";
    AuthenticationAdded = "CH006", "the service asks who calls",
        "Callers of the old spec send no credentials and are refused.";
    AuthenticationRemoved = "CH007", "the service no longer asks who calls",
        "Callers that send credentials all the same do no harm; a service of the old spec refuses new clients, which send none.";
    AuthenticationChanged = "CH008", "callers say who they are in another way",
        "Credentials of the old way are not understood. Take both for a time.";
    FormatAdded = "CH009", "the service has another format",
        "Old clients do not use it. New clients may, and a service of the old spec answers 415 or in its own format.";
    FormatRemoved = "CH010", "the service no longer has a format",
        "Clients that send or ask for the format are refused, or get another one than they read.";
    FormatOrderChanged = "CH011", "the formats have another order",
        "The first format is what callers get that do not say which one they take.";
    MediaTypeAdded = "CH012", "a format has another media type",
        "New clients may name it, and a service of the old spec does not know it.";
    MediaTypeRemoved = "CH013", "a format no longer has a media type",
        "Clients that send it as `Content-Type` get 415; those that accept nothing else get another format.";
    XmlSerializerChanged = "CH014", "the XML is of another serializer",
        "DataContractSerializer and XmlSerializer differ in namespaces, names, order and in how null looks. Documents of one are \
         not documents of the other.";
    XmlDeclarationChanged = "CH015", "the XML formatter writes otherwise",
        "Declaration, encoding and indentation: every reader of XML takes all of them.";
    SpecAdded = "CH016", "a spec is new",
        "Nobody has used it.";
    SpecRemoved = "CH017", "a spec is gone",
        "Everything that was made from it is gone with it.";
    ApiVersionChanged = "CH018", "the API has another version",
        "It says which state of the API a spec describes. The other changes say what is different in it.";

    // Endpoints
    EndpointAdded = "CH101", "an endpoint is new",
        "Old clients do not call it. A service that implements the spec answers 501 until it has the method.";
    EndpointRemoved = "CH102", "an endpoint is gone",
        "Callers get 404. Deprecate it first, and remove it when nobody calls it any more.";
    EndpointMoved = "CH103", "an endpoint has another method or path",
        "Callers ask the old place and get 404 or 405. Serve both for a time.";
    EndpointRustName = "CH104", "an endpoint has another Rust name",
        "The method of clients and servers and the endpoint's struct are called otherwise. Write the old `name` into the spec.";
    BodyAdded = "CH105", "an endpoint takes a body",
        "Old clients send none: the service gets null, or refuses the request.";
    BodyRemoved = "CH106", "an endpoint takes no body any more",
        "What old clients send is not read. New clients send nothing to a service that expects it.";
    BodyTypeChanged = "CH107", "the body has another type",
        "What old clients send has to be a document of the new type too.";
    BodyNowNullable = "CH108", "the body may be null",
        "Callers need not care. A service of the old spec refuses null.";
    BodyNoLongerNullable = "CH109", "the body may no longer be null",
        "Callers that send null, or nothing, are refused.";
    BodyNameChanged = "CH110", "the body's argument has another name in C#",
        "The service's messages about invalid bodies begin with the name: programs that read the keys of `ModelState` notice.";
    ResponseAdded = "CH111", "an endpoint has a response",
        "Old clients do not read it.";
    ResponseRemoved = "CH112", "an endpoint has no response any more",
        "Callers that read it find an empty body.";
    ResponseTypeChanged = "CH113", "the response has another type",
        "Callers read it as the old type.";
    ResponseNowNullable = "CH114", "the response may be null",
        "Callers that were promised an object find null.";
    ResponseNoLongerNullable = "CH115", "the response is never null any more",
        "Callers need not care. A service of the old spec may answer null to new clients, which do not expect it.";
    UntypedChanged = "CH116", "a body or response of unknown type came or went",
        "The spec knows more or less than before. What the service does is not known to have changed.";
    StatusAdded = "CH117", "a status code is new",
        "Callers that look at the status meet one that they do not know; the generated client has it as an error in any case.";
    StatusRemoved = "CH118", "a status code is gone",
        "Code that names its variant no longer compiles.";
    EndpointXmlChanged = "CH119", "an endpoint's XML is of another serializer",
        "As for the whole API (CH014), for this endpoint alone.";
    EndpointOrderChanged = "CH120", "endpoints stand in another order",
        "The order is that of the generated code, and of nothing else.";
    UploadChanged = "CH121", "an endpoint takes other files",
        "Requests of old clients have other parts, or another body, than the service expects.";
    DownloadChanged = "CH122", "an endpoint answers with another file, or no longer with one",
        "Callers find a file where they read a value, or a value or nothing in place of a file. Another media type is still a \
         file, which not all callers may know.";
    PagingChanged = "CH123", "the pages of a list follow each other in another way",
        "`paging` says how the generated client walks over all pages. Calls of `pages` are gone with it.";

    // Parameters
    ParameterAdded = "CH201", "a parameter is new, and may be left out",
        "Old clients do not send it. A service of the old spec does not look at it.";
    RequiredParameterAdded = "CH202", "a required parameter is new",
        "The requests of old clients no longer find the endpoint. Give the parameter a default.";
    ParameterRemoved = "CH203", "a parameter is gone",
        "What old clients send is not looked at, so they get something else than they asked for. If it was required, a service of \
         the old spec does not find the endpoint for new clients.";
    ParameterNowRequired = "CH204", "a parameter is required now",
        "Requests without it no longer find the endpoint.";
    ParameterNowOptional = "CH205", "a parameter may be left out now",
        "Callers need not care. A service of the old spec does not find the endpoint without it.";
    ParameterTypeChanged = "CH206", "a parameter has another type",
        "Values of the old type have to be values of the new one, as text in the address.";
    ParameterDefaultChanged = "CH207", "a parameter has another default",
        "Callers that leave it out get another result than before.";
    ParameterMoved = "CH208", "a parameter stands elsewhere",
        "Path and query are different addresses.";
    ParameterRenamed = "CH209", "a parameter of the path has another name",
        "The name of a part of the path is not on the wire; in Rust the argument or field is called otherwise.";
    CatchAllChanged = "CH210", "a parameter takes the rest of the path, or no longer",
        "Values with slashes find the endpoint, or no longer do.";
    ListFormChanged = "CH211", "a list in the query is written otherwise",
        "`?ids=1,2,3` and `?ids=1&ids=2&ids=3` are different values to a service.";
    ParameterSecrecyChanged = "CH212", "a parameter is secret, or no longer",
        "Its Rust type changes, and whether logs and errors show it. On the wire nothing changes.";
    ParameterOrderChanged = "CH213", "parameters stand in another order",
        "Arguments of generated methods stand in the order of the parameters.";

    // Types
    TypeAdded = "CH301", "a type is new",
        "Nobody has used it.";
    TypeRemoved = "CH302", "a type is gone",
        "Code that names it no longer compiles. On the wire, what used it says what changed.";
    TypeRenamed = "CH303", "a class has another name",
        "In XML the name is that of the root and of items, and in `i:type`. Keep it by `DataContract(Name)`, `name` in the spec.";
    ClrNamespaceChanged = "CH304", "a class stands in another C# namespace",
        "The XML namespace follows from it, so .NET finds none of the members and loses all of them in silence. Keep it by \
         `DataContract(Namespace)`, `namespace` in the spec.";
    ContractNameChanged = "CH305", "a contract has another name",
        "In XML it is the name of the root and of items, and stands in `i:type`.";
    ContractNamespaceChanged = "CH306", "a contract has another namespace",
        "Members are found by namespace and name: .NET finds none of the old ones and loses all of them in silence.";
    KindChanged = "CH307", "a type is of another kind",
        "Class, enum, list and dictionary look different on the wire.";
    SerialisationRulesChanged = "CH308", "other rules say what of a type is serialised",
        "No attributes, `[DataContract]` and `[Serializable]` differ in which members are there, in names and in their order.";
    BaseChanged = "CH309", "a class has another base class",
        "The members of the base class come first in XML. .NET reads members in their order and loses those that come too early or \
         too late, in silence.";
    AbstractChanged = "CH310", "a class is abstract, or no longer",
        "Of an abstract class there are no objects: documents name the derived class, and readers need it.";
    StructChanged = "CH311", "a class is a struct, or a struct a class",
        "A struct is never null: where a class stood, null could.";
    IsReferenceChanged = "CH312", "a class has identities on the wire, or no longer",
        "With `IsReference` objects have a `z:Id`, and a second occurrence is a `z:Ref` without content.";
    KnownTypeAdded = "CH313", "another class may stand for a class",
        "Readers of the old spec do not know the derived class: .NET refuses its name.";
    KnownTypeRemoved = "CH314", "a class may no longer stand for another",
        "Documents with the derived class are refused.";
    OutcomeChanged = "CH315", "success and failure are told apart otherwise",
        "A response that meant success may mean failure, and the other way round.";
    TypeJsonChanged = "CH316", "a type looks otherwise in JSON",
        "Names of members, or values of enums, are spelled in another way.";
    AssemblyChanged = "CH317", "a type is in another assembly",
        "`$type` in JSON names the assembly. Nothing else does.";
    MembersReordered = "CH318", "members have another order in XML",
        "Members come by base classes, `Order` and name. .NET reads them in this order: one that comes before another that it has \
         already passed is lost, in silence.";
    JsonMembersReordered = "CH319", "members have another order in JSON",
        "Readers of JSON take any order. Only bytes that are compared or signed differ.";
    TypePageNameChanged = "CH320", "a type is called otherwise on the help page",
        "The name is for readers of pages, and for references in the spec.";

    // Members
    MemberAdded = "CH401", "a member is new",
        "Old readers skip it. In Rust a struct's field is new, so that literals without `..Default::default()` no longer compile.";
    RequiredMemberAdded = "CH402", "a required member is new",
        "What old clients send lacks it, and is refused.";
    MemberRemoved = "CH403", "a member is gone",
        "Readers find null or the default where a value was.";
    MemberRenamed = "CH404", "a member has another name in C#",
        "It is the name on the wire unless `DataMember(Name)` or `JsonProperty` say otherwise. Keep the old one by `name` and `json`.";
    MemberTypeChanged = "CH405", "a member has another type",
        "Readers find values that they cannot take, or others than were written.";
    MemberTypeWidened = "CH406", "a member takes more values",
        "What was written before can be read. Readers of the old spec meet values that their type does not hold.";
    MemberTypeNarrowed = "CH407", "a member takes fewer values",
        "What is written can be read by the old readers. The new ones refuse values that were fine before.";
    MemberTypeLearned = "CH408", "the type of a member is known exactly",
        "The page's word left open which type it is. The service is what it was; the Rust type may be another one.";
    MemberNowNullable = "CH409", "a member may be null",
        "Readers that were promised a value find null: a break where it is answered, and none where it is sent.";
    MemberNoLongerNullable = "CH410", "a member is never null any more",
        "Writers that leave it null are refused: a break where it is sent, and none where it is answered.";
    MemberNullabilityLearned = "CH411", "whether a member may be null is known",
        "The page left it open. The service is what it was; the Rust type may be another one.";
    MemberNowRequired = "CH412", "a member has to be there (`IsRequired`)",
        "Documents without it are refused by .NET's readers.";
    MemberNoLongerRequired = "CH413", "a member need not be there any more (`IsRequired`)",
        "Documents may lack it, and readers of the old spec refuse those.";
    EmitDefaultChanged = "CH414", "a default is written, or left out (`EmitDefaultValue`)",
        "Readers give the default to what is missing. Only those that ask whether a member is there notice.";
    MemberOrderChanged = "CH415", "`DataMember(Order)` changed",
        "The order counts in XML: .NET loses members that come too early or too late, in silence.";
    MemberXmlNameChanged = "CH416", "a member is called otherwise in XML",
        "Readers skip the new name, and find nothing under the old one.";
    MemberJsonNameChanged = "CH417", "a member is called otherwise in JSON",
        "Readers skip the new name, and find nothing under the old one. Json.NET takes names in any case of letters; others do not.";
    MemberJsonChanged = "CH418", "a member looks otherwise in JSON",
        "Dates, enums, nulls or defaults of the member are written in another way.";
    OnlyChanged = "CH419", "a member is in other formats than before",
        "In the format that no longer has it, readers find nothing.";
    MemberFieldChanged = "CH420", "a property became a field, or a field a property",
        "Fields come before properties in JSON, and in XML of XmlSerializer.";
    MemberSecrecyChanged = "CH421", "a member is secret, or no longer",
        "Its Rust type changes, and whether logs and errors show it. On the wire nothing changes.";
    MemberDefaultChanged = "CH422", "the service takes another default",
        "Whoever leaves the member out gets another result than before.";
    ValidationTightened = "CH423", "the service refuses more",
        "Requests that were taken are answered 400.";
    ValidationLoosened = "CH424", "the service refuses less",
        "Callers need not care. A service of the old spec refuses what new clients send.";
    ValidationMessageChanged = "CH425", "messages of refused requests changed",
        "Names, texts or their order in `ModelState`. Programs that read them notice.";

    // Enums
    EnumMemberAdded = "CH501", "an enum has another value",
        "In answers old readers meet a name that they do not know: .NET refuses it in XML, and Json.NET refuses it as text. This \
         project's types keep it. In requests old clients do not send it.";
    EnumMemberRemoved = "CH502", "an enum no longer has a value",
        "Whoever sends it is refused.";
    EnumNumberChanged = "CH503", "an enum's value has another number",
        "In JSON enums are numbers unless the service says otherwise: the old number means something else now.";
    EnumTextChanged = "CH504", "an enum's value has another name on the wire",
        "In XML, and in JSON that has names, the old name is not known any more.";
    EnumMemberRenamed = "CH505", "an enum's value has another name in C#",
        "It is the name on the wire unless `EnumMember` says otherwise.";
    UnderlyingChanged = "CH506", "an enum is stored as another integer",
        "Numbers that only the wider type holds are refused by the narrower one.";
    FlagsChanged = "CH507", "values of an enum can be combined, or no longer",
        "Combined values are several names with blanks between them. Others do not read them.";
    OpenChanged = "CH508", "values without a name are kept, or no longer",
        "It says what the generated type does with values that the spec does not name.";
    EnumOrderChanged = "CH509", "the values of an enum stand in another order",
        "The first one is the default of the generated type where no value is 0.";

    // Lists and dictionaries
    ItemTypeChanged = "CH601", "the items of a list have another type",
        "As for members (CH405), for each item.";
    ItemNameChanged = "CH602", "the items of a list have another name in XML",
        "Readers skip the new elements, so that the list is empty.";
    KeyTypeChanged = "CH603", "the keys of a dictionary have another type",
        "As for members (CH405), for each key.";
    ValueTypeChanged = "CH604", "the values of a dictionary have another type",
        "As for members (CH405), for each value.";
    EntryNameChanged = "CH605", "entries of a dictionary have other names in XML",
        "Readers skip the new elements, so that entries or the whole dictionary are lost.";

    // XmlSerializer
    XmlRootChanged = "CH701", "`XmlRoot` changed",
        "The root element of documents has another name or namespace: XmlSerializer refuses the document.";
    XmlTypeChanged = "CH702", "`XmlType` changed",
        "The namespace of the members' elements, or the name in `xsi:type`, is another one.";
    XmlIncludeChanged = "CH703", "`XmlInclude` changed",
        "Which derived classes may stand for a class.";
    XmlMemberShapeChanged = "CH704", "a member is another node of the XML",
        "Element, attribute, text, or elements around or without a wrapper: XmlSerializer looks for the member elsewhere.";
    XmlMemberNameChanged = "CH705", "a member's element or attribute has another name",
        "XmlSerializer skips the new name, and finds nothing under the old one.";
    XmlMemberDetailChanged = "CH706", "a member's XML is written otherwise",
        "`IsNullable`, `Form`, `DataType` or `Order` of an attribute of XmlSerializer.";
    XmlIgnoreChanged = "CH707", "a member is in XML, or no longer (`XmlIgnore`)",
        "Readers find nothing where a value was.";
    XmlSerializerOfTypeChanged = "CH708", "documents of a type are of another serializer",
        "As for the whole API (CH014), for documents with this root.";
    XmlRefusalChanged = "CH709", "`XmlSerializer` refuses a type, or no longer",
        "A refused type has no XML: the service answers in JSON.";
    XmlMembersReordered = "CH710", "members stand in another order in the source",
        "XmlSerializer writes members in the order of the source and reads them in any order, unless `Order` is given.";

    // JSON settings
    JsonNamingChanged = "CH801", "names in JSON are spelled otherwise",
        "camelCase, snake_case and so on. Json.NET finds names in any case of letters; other readers do not.";
    JsonEnumsChanged = "CH802", "enums in JSON became numbers, or texts",
        "Json.NET reads both; other readers do not.";
    JsonDatesChanged = "CH803", "dates in JSON are written otherwise",
        "Zone, form or format of dates. Readers that expect the old form read another instant, or nothing.";
    JsonNullsChanged = "CH804", "nulls or defaults are left out of JSON, or no longer",
        "Readers that ask whether a member is there notice.";
    JsonTypeNamesChanged = "CH805", "`$type` is written, or no longer",
        "Objects have a further first member; lists may become objects around `$values`.";
    JsonReferencesChanged = "CH806", "`$id` and `$ref` are written, or no longer",
        "Objects have a further first member, and a second occurrence is a reference without content.";
    JsonTextFormChanged = "CH807", "escapes and white space of JSON changed",
        "Every reader of JSON takes all of them.";
    JsonDictionaryKeysChanged = "CH808", "keys of dictionaries are spelled otherwise in JSON",
        "Keys are data: whoever looks one up finds it under another name.";

    // Rust
    RustItemAdded = "CH901", "an item of the generated code is new",
        "Nobody has used it.";
    RustItemRemoved = "CH902", "an item of the generated code is gone",
        "Code that names it no longer compiles.";
    RustFieldAdded = "CH903", "a struct of the generated code has another field",
        "Literals that name all fields no longer compile; with `..Default::default()` they do.";
    RustTypeChanged = "CH904", "a type in the generated code is another one",
        "What is assigned to it, or taken from it, no longer compiles.";
    RustVariantAdded = "CH905", "an enum of the generated code has another variant",
        "A `match` without `_` no longer compiles.";
    RustSignatureChanged = "CH906", "a function of the generated code takes or returns something else",
        "Calls no longer compile.";
    RustTraitRemoved = "CH907", "a type of the generated code no longer has a trait",
        "Code that compares, hashes, orders or copies it may no longer compile.";
    RustTraitAdded = "CH908", "a type of the generated code has another trait",
        "Nothing stops compiling but what implements the trait by hand.";
    RustAttributesChanged = "CH909", "attributes in the generated code changed",
        "What further derives and attributes do is not known here.";

    // What was found by trying
    UnexplainedLoss = "CH990", "documents are not read as they were written",
        "Made-up documents of one contract were read by the other, and what came out was not what went in, though no other change \
         says so. Please report it: a kind of change is missing.";
}
}
