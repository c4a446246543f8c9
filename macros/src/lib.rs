//! The derive macros of [`datacontract`](https://docs.rs/datacontract), which exports them:
//! `use datacontract::DataContract` brings the trait and the macro, and so does `use datacontract::Endpoint`.
//!
//! `#[derive(DataContract)]` makes a struct or enum a contract. What C# says by `[DataContract]`,
//! `[DataMember]` and `[EnumMember]`, and by Json.NET's attributes, `#[contract(..)]` says by the same words
//! in small letters:
//!
//! ```
//! use datacontract::{DataContract, xml};
//!
//! /// `[DataContract] class Request { [DataMember(IsRequired = true)] public string Token; }`
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
//! struct Request {
//!     #[contract(is_required)]
//!     token: String,
//! }
//!
//! /// `class OrderRequest : Request { [DataMember(Name = "No", Order = 1)] public int Number; public string Note; }`
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(clr_namespace = "Shop.Orders", rename_all = "PascalCase")]
//! struct OrderRequest {
//!     #[contract(base)]
//!     base: Request,
//!     #[contract(name = "No", order = 1)]
//!     number: i32,
//!     note: Option<String>,
//! }
//!
//! let order = OrderRequest { base: Request { token: "t".to_owned() }, number: 7, note: None };
//! assert_eq!(
//!     xml::to_string(&order)?,
//!     "<OrderRequest xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" \
//!        xmlns=\"http://schemas.datacontract.org/2004/07/Shop.Orders\">\
//!        <Token xmlns=\"http://schemas.datacontract.org/2004/07/Shop\">t</Token>\
//!        <Note i:nil=\"true\" />\
//!        <No>7</No>\
//!      </OrderRequest>",
//! );
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! Reading begins with the type's `Default`, or without one with the defaults of its members, as in .NET.
//! A field's type is asked through `datacontract::Field`, never by its name; so an alias or a type of your
//! own serves as well as `Option<i64>`. JSON is read and written by `datacontract::json`. serde's own derives
//! may stand beside this one, in the same list: their traits and this one's do not touch. With the word `serde`
//! this derive implements `Serialize` and `Deserialize`, which then go through Json.NET's rules.
//!
//! # Names
//!
//! On every struct and enum (but not on a polymorphic enum, which has no contract of its own):
//!
//! | word | what it says |
//! |---|---|
//! | `name = ".."` | the contract's name; without it the Rust name |
//! | `namespace = "urn:shop"` | the namespace, a URI |
//! | `clr_namespace = "Shop.Orders"` | the C# namespace of a contract that sets none: `http://schemas.datacontract.org/2004/07/` goes before it. Without either word, the class is outside any C# namespace |
//! | `generic(args(Lead, i32))` | the arguments of a generic class, which `name` has places for: `{0}`, `{1}`, and `{#}` for the hash of their namespaces, for a struct that is one instantiation. A generic struct needs no such word |
//! | `generic(args(..), levels(1, 0))` | also how many parameters each class has that this one is nested in, outermost first, itself last |
//!
//! ```
//! use datacontract::DataContract;
//!
//! /// `Page<Lead>`
//! #[derive(DataContract, Default)]
//! #[contract(name = "PageOf{0}{#}", clr_namespace = "Shop", generic(args(Lead)))]
//! struct PageOfLead {
//!     #[contract(name = "Items")]
//!     items: Option<Vec<Lead>>,
//! }
//!
//! #[derive(DataContract, Default)]
//! #[contract(namespace = "urn:shop")]
//! struct Lead;
//!
//! assert_eq!(PageOfLead::contract().qualified_name().name, "PageOfLead8Coo8lgC");
//! ```
//!
//! # Classes and structs
//!
//! A struct with named fields, or with none. Besides the names:
//!
//! | word | what it says |
//! |---|---|
//! | `rename_all = "PascalCase"` | how names of members follow from names of fields: also `"camelCase"`, `"snake_case"`. Without it they are the same |
//! | `json_naming = "camelCase"` | how the service's JSON formatter names members: also `"snakeCase"`, `"kebabCase"`, `"asDeclared"` |
//! | `json_type = "Shop.Order, Shop"` | what `$type` has of it, where the settings have `TypeNameHandling`; of a generic type `{0}` stands for that of the first argument |
//! | `json_item_nulls = "ignore"` | `JsonObject(ItemNullValueHandling)`, of a class; or `"include"` |
//! | `json_settings = SETTINGS` | a constant of the type `JsonSettings`: what the service's JSON formatter is set to, for documents whose root it is |
//! | `transparent` | a newtype is on the wire what it wraps |
//! | `as = "Guid"` | it is on the wire a value of that type, of C# or of Rust, by `TryFrom` and `TryInto`; also at fields |
//! | `with = "module"` | the same by the module's `type Wire`, `fn to_wire` and `fn from_wire`; also at fields |
//! | `default` | reading begins with its `Default`, which it has: what the derive finds out otherwise, and compiles a bit faster with the word. Generated code has it |
//! | `no_default` | reading does not begin with its `Default`, if it has one: members whose types have none are required. A type without `Default` needs the word only where it has fields that are converted or ignored |
//! | `serde` | it has serde's traits, by Json.NET's rules: for `axum::Json` and the like. With the feature `json` alone |
//! | `value_type` | it is a `struct` in C#: never null |
//! | `abstract_class` | it has no values of its own |
//! | `is_reference` | `IsReference = true`: objects keep their identity by `z:Id` and `z:Ref` |
//! | `json_reference = false` | but have no `$id` and `$ref` in JSON: `JsonObject(IsReference = false)` |
//! | `known_types(Circle, Vec<Circle>)` | its `KnownType` attributes |
//!
//! Its fields:
//!
//! | word | what it says |
//! |---|---|
//! | `name = ".."` | the member's name |
//! | `order = 1` | `Order`: members without one come first |
//! | `is_required` | `IsRequired`: reading fails where the member is missing |
//! | `emit_default_value = false` | `EmitDefaultValue`: null, zero and false are left out |
//! | `bytes` | a list or array of bytes is `byte[]`, not `List<byte>` |
//! | `nullable = false` | it is not known whether the member takes nil: a `None` is left out |
//! | `json_name = ".."` | `JsonProperty`: the name in JSON where it does not follow from `name` |
//! | `json_order = -2` | `JsonProperty(Order)` |
//! | `json_nulls = "ignore"`, `json_defaults = "ignore"` | `JsonProperty(NullValueHandling, DefaultValueHandling)`: JSON leaves null, or a default, out; or `"include"`. With `"populate"` and `"ignoreAndPopulate"` a missing member gets the default that the next word says |
//! | `json_default_value = "5"` | `DefaultValue(5)`, as JSON: the member's default, in place of that of its type |
//! | `json_date_format = "dd/MM/yyyy"` | the format of an `IsoDateTimeConverter` |
//! | `json_enum = "text"` | what JSON has of an enum here, whatever it has elsewhere |
//! | `json_only`, `xml_only` | the member is in one format only: a read-only property, `JsonIgnore` |
//! | `array` | the member is a `T[]` in C#, where a `Vec<T>` would be a `List<T>` |
//! | `items` | the member is the list of the class, or leads to it: `datacontract::items::HasItems`, by which clients read it item by item |
//! | `secret` | checks that the type hides its value, as `datacontract::Secret` does |
//! | `annotations(required, string_length(max = 40))` | what a service demands of its value, see below |
//! | `base` | the field is the base class, whose members are this class's too; it is no member itself |
//! | `ignore` | the field is no member: not written, and left alone by reading |
//!
//! # Annotations
//!
//! `annotations(..)` says what the attributes of `System.ComponentModel.DataAnnotations` do. Servers check arguments by
//! them, as Web API does, and so does `datacontract::http::validate`. Messages come in the order in which the words
//! stand. Each may have a `message`, C#'s `ErrorMessage`, in which `{0}` is the name.
//!
//! | word | C# |
//! |---|---|
//! | `required`, `required(allow_empty_strings)` | `[Required]`, `[Required(AllowEmptyStrings = true)]` |
//! | `string_length(max = 40, min = 2)` | `[StringLength(40, MinimumLength = 2)]` |
//! | `min_length = 2`, `max_length = 40` | `[MinLength(2)]`, `[MaxLength(40)]` |
//! | `range(min = "1", max = "10")` | `[Range(1, 10)]`: numbers, dates and all else as texts |
//! | `regular_expression = "^[A-Z]+$"` | `[RegularExpression("^[A-Z]+$")]` |
//! | `email_address`, `url`, `phone`, `credit_card` | `[EmailAddress]`, `[Url]`, `[Phone]`, `[CreditCard]` |
//! | `compare = "Password"` | `[Compare("Password")]`, by C#'s name of the other member |
//! | `display_name = ".."` | `[Display(Name = "..")]`: the name in messages |
//!
//! ```
//! #[derive(datacontract::DataContract, Default)]
//! #[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
//! struct Customer {
//!     #[contract(annotations(required(message = "Who are you?"), string_length(max = 40)))]
//!     name: String,
//!     #[contract(annotations(range(min = "18", max = "120")))]
//!     age: Option<i32>,
//! }
//! ```
//!
//! # Enums
//!
//! An enum without data is a C# enum. Numbers count from 0, or are given by discriminants or `value`. A
//! variant `#[contract(unknown)]` keeps what has no member here, and writes it back.
//!
//! ```
//! use datacontract::{DataContract, UnknownValue, xml};
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(namespace = "urn:shop", underlying = "byte", json = "text")]
//! enum State {
//!     #[default]
//!     Open,
//!     #[contract(name = "in progress", alias = "started")]
//!     InProgress,
//!     #[contract(value = 9)]
//!     Closed,
//!     #[contract(unknown)]
//!     Unknown(UnknownValue),
//! }
//!
//! let state = xml::from_str::<State>("<State xmlns='urn:shop'>started</State>")?;
//! assert_eq!(state, State::InProgress);
//! assert_eq!(xml::to_string(&state)?, r#"<State xmlns="urn:shop">in progress</State>"#);
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! | word | what it says |
//! |---|---|
//! | on the enum: `underlying = "byte"` | C#'s integer type: `sbyte`, `byte`, `short`, `ushort`, `int` (the default), `uint`, `long`, `ulong` |
//! | `json = "text"` | JSON has the names (`StringEnumConverter`), or with `"camelCaseText"` in camelCase; or the numbers, `"number"`, which is the default |
//! | `rename_all = ".."` | as for fields |
//! | on a variant: `name = ".."` | the `EnumMember` value |
//! | `value = 9` | the number, where it is no discriminant: with an `unknown` variant Rust allows no discriminants |
//! | `clr_name = ".."` | C#'s name where `name` is another one: URIs have it |
//! | `alias = ".."` | a second member with the same number: read as this one, and never written. May be given several times. Where its `EnumMember` value is not C#'s name it has both: `alias("Started" as "started")` |
//! | `ignore` | no `EnumMember`: it has a number, but no name on the wire |
//! | `unknown` | keeps unknown values, in its one field of type `datacontract::UnknownValue` |
//!
//! A `[Flags]` enum is a struct over an integer, whose type is C#'s too:
//!
//! ```
//! use datacontract::{DataContract, xml};
//!
//! #[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
//! #[contract(namespace = "urn:shop", flags("Read" = 1, "Write" = 2, "Execute" = 4))]
//! struct Rights(u32);
//!
//! assert_eq!(xml::to_string(&Rights(5))?, r#"<Rights xmlns="urn:shop">Read Execute</Rights>"#);
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! A flag whose `EnumMember` value is not C#'s name has both: `flags("Read" as "read" = 1)`.
//!
//! # Collections
//!
//! A list or dictionary needs no derive: `Vec<T>` and `Dictionary<K, V>` are types of members by themselves.
//! A class with `CollectionDataContract` has names of its own, and is a struct over one:
//!
//! ```
//! use datacontract::{DataContract, Dictionary, xml};
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(namespace = "urn:shop", collection(item_name = "Tag"))]
//! struct Tags(Vec<String>);
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(namespace = "urn:shop", dictionary(item_name = "Row", key_name = "Word", value_name = "Meaning"))]
//! struct Book(Dictionary<String, String>);
//!
//! assert_eq!(
//!     xml::to_string(&Tags(vec!["new".to_owned()]))?,
//!     "<Tags xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns=\"urn:shop\"><Tag>new</Tag></Tags>",
//! );
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! `#[contract(items)]` on the list of such a struct lets clients read it item by item (`datacontract::items::HasItems`).
//! `collection` and `dictionary` may stand alone: items are then named by their type, entries `KeyValueOf..`.
//! They take `is_reference`, `json_reference` and `known_types` too, `json_settings` too, `dictionary` also
//! `json_naming`.
//!
//! # Derived classes
//!
//! A member that is declared as a base class, and whose value says by `i:type` what it is, is an enum over
//! the classes. It is written and read as the base class is declared. The field of a variant may be a `Box`.
//!
//! ```
//! use datacontract::{DataContract, xml};
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(namespace = "urn:shapes")]
//! struct Shape;
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(namespace = "urn:shapes")]
//! struct Circle {
//!     #[contract(base)]
//!     base: Shape,
//!     #[contract(name = "R")]
//!     radius: f64,
//! }
//!
//! #[derive(DataContract, Clone, Debug, PartialEq)]
//! #[contract(polymorphic(Shape))]
//! enum AnyShape {
//!     /// What `AnyShape::default()` is: the derive implements `Default` for it.
//!     #[contract(default)]
//!     Shape(Shape),
//!     Circle(Circle),
//! }
//!
//! let circle = AnyShape::Circle(Circle { base: Shape, radius: 1.5 });
//! let text = xml::to_string(&circle)?;
//! assert_eq!(
//!     text,
//!     "<Shape xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:type=\"Circle\" xmlns=\"urn:shapes\"><R>1.5</R></Shape>",
//! );
//! assert_eq!(xml::from_str::<AnyShape>(&text)?, circle);
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! # `XmlSerializer`
//!
//! A service whose XML formatter has `UseXmlSerializer = true` writes another XML. `XmlSerializer` does not look
//! at `[DataContract]` and `[DataMember]`; it has attributes of its own, which are the words of `xml(..)`. A type
//! may have both and serve both. One without these words is written by its names and in the order of its fields.
//!
//! ```
//! use datacontract::contract::Serializer;
//! use datacontract::{DataContract, xml};
//!
//! /// `[XmlRoot("order", Namespace = "urn:shop")] public class Order { [XmlAttribute("id")] public int Id; .. }`
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(rename_all = "PascalCase", xml(root(name = "order", namespace = "urn:shop")))]
//! struct Order {
//!     #[contract(xml(attribute = "id"))]
//!     id: i32,
//!     #[contract(xml(element = "tag"))]
//!     tags: Vec<String>,
//!     #[contract(xml(array = "Lines", item = "line"))]
//!     counts: Vec<i32>,
//!     #[contract(xml(ignore))]
//!     draft: bool,
//! }
//!
//! let mut options = xml::WriteOptions::default();
//! options.serializer = Serializer::XmlSerializer;
//! let order = Order { id: 7, tags: vec!["new".to_owned()], counts: vec![1, 2], draft: true };
//! let text = xml::to_string_with(&order, &options)?;
//! assert!(text.starts_with("<order xmlns:xsi="));
//! assert!(text.ends_with(
//!     r#" id="7" xmlns="urn:shop"><tag>new</tag><Lines><line>1</line><line>2</line></Lines></order>"#,
//! ));
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! In `xml(..)` on a struct or enum:
//!
//! | word | what it says |
//! |---|---|
//! | `root = "order"`, `root(name = "order", namespace = "urn:shop", is_nullable = false)` | `XmlRoot`: what it is as the root of a document |
//! | `type = "Order"`, `type(name = "Order", namespace = "urn:shop")` | `XmlType`: its name as an item of a list and in `xsi:type`, and the namespace of its members |
//! | `include(Circle, Square)` | its `XmlInclude` attributes, on a class or collection |
//! | `clr_name = "Order"` | C#'s name of the class, where `name` is another one; of a generic class without its arguments |
//! | `serializer` | `XmlSerializer` writes and reads documents with this root, whatever the formatter is set to |
//! | `refused = "it has no constructor without arguments"` | why `XmlSerializer` refuses the type, where the members do not show it |
//!
//! On a field:
//!
//! | word | what it says |
//! |---|---|
//! | `element`, `element = "tag"`, `element(name = "tag", ..)` | `XmlElement`: an element; of a list one for each item, without one around them. Several with a `type` each are a choice |
//! | `array`, `array = "Lines"`, `array(name = "Lines", ..)` | `XmlArray`: the element around the items of a list |
//! | `item = "line"`, `item(name = "line", ..)` | `XmlArrayItem`: the elements in it. Several with a `type` each are a choice; with `nesting_level = 1` it speaks of the lists in the list |
//! | `attribute`, `attribute = "id"`, `attribute(name = "id", ..)` | `XmlAttribute` |
//! | `text`, `text(data_type = "hexBinary")` | `XmlText`: the text of the element |
//! | `text`, beside `element` or `any_element` | `XmlText`: the items of the list are the texts between the elements too |
//! | `any_element`, `any_element = "x"`, `any_element(name = "x", ..)` | `XmlAnyElement`: the elements that no other member is, each as a text of XML; the field is a string or a list of strings |
//! | `any_attribute` | `XmlAnyAttribute`: the attributes that no other member is, as texts: `p:a="1" xmlns:p="urn:p"`; the field is a list of strings |
//! | `namespaces` | `XmlNamespaceDeclarations`: the declarations of the element, as texts: `xmlns:p="urn:p"`; the field is a list of strings |
//! | `ignore` | `XmlIgnore`: not in this XML |
//! | `order = 3` | `Order`: on all elements of a class, or on none |
//! | `field` | it is a field in C#: the fields of a class come before its properties |
//! | `clr_name = "Lines"` | C#'s name, where `name` is that of `DataMember` |
//! | `choice_identifier = "Kind"` | `XmlChoiceIdentifier`: the member, by C#'s name, whose enum says which of several `element` it is; of a list, an array of these |
//!
//! What may stand in their parentheses, besides `name`:
//!
//! | word | in | what it says |
//! |---|---|---|
//! | `namespace = "urn:shop"` | all but `text` | the namespace of the name, `""` for none |
//! | `form = "qualified"`, `"unqualified"` | `element`, `array`, `item`, `attribute` | `Form`: whether the name is in a namespace |
//! | `is_nullable = true` | `element`, `array`, `item` | `IsNullable`: null is `xsi:nil`, or with `false` left out |
//! | `data_type = "date"` | `element`, `item`, `attribute`, `text` | `DataType`: the type of XML Schema that the value is written as |
//! | `type = Circle` | `element`, `item` | `Type`: the Rust type of the class that stands there |
//!
//! A member that `DataContractSerializer` does not have but `XmlSerializer` has is `json_only` and says what it
//! becomes, by `element` for instance. `[DefaultValue]` is `json_default_value` in both formats. A `bool` with
//! C#'s name `NumberSpecified` says whether `Number` is there, and is `xml(ignore)` itself.
//!
//! On a variant: `xml(name = "..")` for `XmlEnum`, and `xml(ignore)`; without them it has C#'s name. On a flag
//! they stand behind its name, and so they do on an alias: `flags("Read" xml(name = "r") = 1)`,
//! `alias("Started" xml(name = "begun"))`.
//!
//! What `XmlSerializer` refuses is an error here already, unless it depends on the types of members: two elements
//! or attributes of one name, `order` on some elements only, two members that are `text`, words that contradict
//! each other. A dictionary, for instance, is refused when the contract is first used.
//!
//! # Endpoints
//!
//! `#[derive(Endpoint)]` (with the feature `http` of `datacontract`) makes a struct one operation of a
//! service: its fields are the arguments. Clients send it, servers receive it.
//!
//! ```
//! use datacontract::http::{Api, BaseUrl, Format, request};
//! use datacontract::{DataContract, Endpoint};
//!
//! static SHOP: Api = Api::new("Shop");
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! struct Line {
//!     sku: String,
//! }
//!
//! /// `PUT api/orders/{number}/lines?draft={draft}&tag={tag}`
//! #[derive(Endpoint, Clone, Debug, PartialEq)]
//! #[endpoint(api = SHOP, put = "api/orders/{number}/lines", response = Vec<Line>)]
//! struct PutLine {
//!     number: i32,
//!     #[endpoint(default = true)]
//!     draft: bool,
//!     #[endpoint(name = "tag")]
//!     tags: Vec<String>,
//!     #[endpoint(body)]
//!     line: Line,
//! }
//!
//! let put = PutLine {
//!     number: 7,
//!     tags: vec!["a".to_owned(), "b".to_owned()],
//!     line: Line { sku: "tea".to_owned() },
//!     ..PutLine::default()
//! };
//! let request = request(&put, &BaseUrl::new("https://shop.example.com")?, Format::Json)?;
//! assert_eq!(request.method(), "PUT");
//! assert_eq!(request.uri(), "https://shop.example.com/api/orders/7/lines?tag=a&tag=b");
//! assert_eq!(request.body(), r#"{"sku":"tea"}"#);
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! The derive implements `Default` too: of each field its default, or what `default` says, which is what the
//! service takes for an argument that is left out.
//!
//! | word | what it says |
//! |---|---|
//! | on the struct: `api = API` | the static `datacontract::http::Api` that describes the service |
//! | `get = "api/orders/{id}"` | method and path, with parameters in braces and without a query; also `post`, `put`, `delete`, `patch`, `head`, `options` |
//! | `response = Vec<Line>` | what comes back; nothing does unless it is given. What may be null is an `Option` |
//! | `status = PutLineStatus` | the enum of status codes that mean something here; `http::StatusCode` unless it is given |
//! | `paging(page = page, ..)` | the answer is a page of a longer list: see `datacontract::http::Paged`. `page` (counted from `first`, 1 unless it is given) or `skip` is the field of the argument that says where a page begins, `size` that of its length; or `next` is the address of the next page. `total`, `pages` and `more` are what the answer says of the list. These are closures over the answer. The list is the answer itself, or the member that `items` marks |
//! | `outcome` | the response has a method `outcome`, which tells success from failure |
//! | `serializer = "xmlSerializer"` | what reads and writes its XML, where that is not the service's; or `"dataContractSerializer"` |
//! | `authentication = Authentication::Anonymous` | how callers say who they are, where that is not what the service says; clients send no credentials to what is anonymous |
//! | `name = "put_line"` | the name in logs and errors; without it the struct's, in small letters |
//! | on a field: `name = ".."` | the parameter's name on the wire; without it the field's |
//! | `default = true` | what the service takes if the parameter is left out; and it is left out if it is equal to that |
//! | `optional` | the parameter may be left out, and is if it is the type's default |
//! | `required` | the parameter of an `Option` is there even if it is null: `since=` |
//! | `comma_separated` | the list is one value with commas between its items, `ids=1,2,3` |
//! | `body` | the field is what is sent. Its `name` is that of C#'s argument, with which the service's error messages begin |
//! | `annotations(..)` | what the service demands of the value of a parameter: the words of `#[contract(annotations(..))]` |
//! | `body, file` | the body is the content of a `datacontract::http::File` |
//! | `part` | the field is a part of the body (`multipart/form-data`), beside others: a value that is written as text, or a list of them |
//! | `part, file` | the part is a file: `File`, `Option<File>`, `Vec<File>`. `media_type = "image/png"` is for files without one of their own |
//! | `interface` | beside `body`: C# declares it as an interface (`IEnumerable<Line>`), which `XmlSerializer` does not read |
//!
//! A parameter at the end of the path takes the rest of it, slashes and all, if there is a star before it:
//! `{*rest}`. One that the path has no braces for stands in the query. It may be left out if it is an
//! `Option` or a list. A list is there once for each of its items, unless it is `comma_separated`. The value
//! of a `datacontract::Secret` is never shown.

#![forbid(unsafe_code)]

mod ast;
mod attr;
mod check;
mod ctxt;
mod endpoint;
mod expand;
mod fallback;
mod generics;
mod receiver;
mod symbol;

use ctxt::Ctxt;
use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct or enum a contract. The attributes are described [above](crate).
#[proc_macro_derive(DataContract, attributes(contract))]
pub fn derive_data_contract(input: TokenStream) -> TokenStream {
    let mut item = parse_macro_input!(input as DeriveInput);
    receiver::name_self(&mut item);
    derive(&item).into()
}

/// Makes a struct an endpoint. The attributes are described [above](crate#endpoints).
#[proc_macro_derive(Endpoint, attributes(endpoint))]
pub fn derive_endpoint(input: TokenStream) -> TokenStream {
    let item = parse_macro_input!(input as DeriveInput);
    endpoint::derive(&item).into()
}

fn derive(item: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Ctxt::new();
    let input = ast::Input::read(&cx, item);
    if let Some(input) = &input {
        check::check(&cx, input);
    }
    match (cx.finish(), &input) {
        (None, Some(input)) => expand::expand(input),
        (errors, input) => {
            let fallback = fallback::expand(item, input.as_ref());
            quote::quote!(#errors #fallback)
        }
    }
}
