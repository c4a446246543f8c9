// The data contracts of the sites.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;
using System.Xml.Serialization;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
/// What the help page calls a type.
[AttributeUsage(AttributeTargets.All)]
public class ModelNameAttribute : Attribute { public ModelNameAttribute(string name) { } }

// ---- loyalty CRM, Russian docs (like specs/lcmanager): base class and derived class in different namespaces
namespace LoyaltyCrm.Partner.Abstractions
{
    /// <summary>Базовый ответ сервиса</summary>
    public class BaseResponse
    {
        /// <summary>Код ошибки</summary>
        public int ErrorCode { get; set; }
        /// <summary>Сообщение об ошибке</summary>
        public string Message { get; set; }
    }

    /// <summary>Запись с аудитом</summary>
    public abstract class AuditedEntity
    {
        /// <summary>Когда создано</summary>
        public DateTime CreatedAt { get; set; }
        /// <summary>Когда изменено (может отсутствовать)</summary>
        public DateTime? ChangedAt { get; set; }
        /// <summary>Кто изменил</summary>
        public string ChangedBy { get; set; }
    }
}

namespace LoyaltyCrm.Partner.Contracts
{
    using LoyaltyCrm.Partner.Abstractions;
    using LoyaltyCrm.Partner.Dictionaries;

    /// <summary>Запрос изменения лида</summary>
    public class LeadUpdateRequest
    {
        /// <summary>Идентификатор обновляемого лида</summary>
        public int Leads { get; set; }
        /// <summary>Наименование формы, из которой создался лид</summary>
        public string FormName { get; set; }
        /// <summary>Наименование лида (фио)</summary>
        public string LeadName { get; set; }
        /// <summary>Номер телефона лида</summary>
        public long Phone { get; set; }
        /// <summary>E-mail лида</summary>
        public string Email { get; set; }
        /// <summary>Идентификатор чека, на который ссылается лид</summary>
        public int? Cheque { get; set; }
        /// <summary>Оценка, которая была поставлена лидом</summary>
        public short LeadMark { get; set; }
        /// <summary>Произвольный текст</summary>
        public string Comment { get; set; }
        /// <summary>Сумма &lt;заказа&gt; &amp; "скидки"</summary>
        public decimal OrderSum { get; set; }
    }

    /// <summary>Ответ на изменение лида</summary>
    public class LeadUpdateResponse : BaseResponse
    {
    }

    /// <summary>Ответ на создание лида</summary>
    public class LeadCreateResponse : BaseResponse
    {
        /// <summary>Идентификатор созданного лида</summary>
        public int LeadId { get; set; }
        /// <summary>Предупреждения</summary>
        public List<string> Warnings { get; set; }
    }

    /// <summary>Создание лида (контракт с порядком)</summary>
    [DataContract(Name = "lead_create", Namespace = "urn:loyaltycrm:lead:v2")]
    public class LeadCreateRequest
    {
        /// <summary>Имя</summary>
        [DataMember(Name = "first_name", Order = 2, IsRequired = true)]
        [Required, StringLength(50, MinimumLength = 2)]
        public string FirstName { get; set; }
        /// <summary>Фамилия</summary>
        [DataMember(Name = "last_name", Order = 1)]
        public string LastName { get; set; }
        /// <summary>Телефон</summary>
        [DataMember(Name = "phone", Order = 2, EmitDefaultValue = false)]
        public string Phone { get; set; }
        /// <summary>Без порядка</summary>
        [DataMember]
        public int Zone { get; set; }
        /// <summary>Тоже без порядка</summary>
        [DataMember(Name = "age", EmitDefaultValue = false)]
        public int? Age { get; set; }
        /// <summary>Канал</summary>
        [DataMember(Name = "channel", Order = 10)]
        public LeadChannel Channel { get; set; }
        /// <summary>Метки</summary>
        [DataMember(Name = "tags", Order = 3)]
        public string[] Tags { get; set; }
        /// <summary>Не сериализуется: нет DataMember</summary>
        public string Internal { get; set; }
    }

    /// <summary>Лид</summary>
    public class Lead : AuditedEntity
    {
        /// <summary>Идентификатор</summary>
        public int Id { get; set; }
        /// <summary>Имя</summary>
        public string Name { get; set; }
        /// <summary>Состояние</summary>
        public LeadState State { get; set; }
        /// <summary>Канал (необязательно)</summary>
        public LeadChannel? Channel { get; set; }
        /// <summary>Контакты</summary>
        public List<LeadContact> Contacts { get; set; }
        /// <summary>Баллы</summary>
        public decimal? Points { get; set; }
        /// <summary>Только для чтения: в XML не попадает</summary>
        public string Display { get { return Id + ":" + Name; } }
    }

    /// <summary>Контакт лида</summary>
    public class LeadContact
    {
        /// <summary>Вид</summary>
        public string Kind { get; set; }
        /// <summary>Значение</summary>
        public string Value { get; set; }
        /// <summary>Подтверждён</summary>
        public bool Verified { get; set; }
    }

    /// <summary>Фильтр поиска лидов</summary>
    public class LeadFilter
    {
        /// <summary>Имя или часть имени</summary>
        [Required]
        public string Name { get; set; }
        /// <summary>Состояние</summary>
        public LeadState? State { get; set; }
        /// <summary>С какого дня</summary>
        public DateTime? From { get; set; }
        /// <summary>Наибольшее число записей</summary>
        [Range(1, 500)]
        public int Limit { get; set; }
    }
}

namespace LoyaltyCrm.Partner.Dictionaries
{
    /// <summary>Состояние лида</summary>
    public enum LeadState
    {
        /// <summary>Новый</summary>
        New = 0,
        /// <summary>В работе</summary>
        InProgress = 1,
        /// <summary>Закрыт</summary>
        Closed = 5,
        /// <summary>Отказ</summary>
        Rejected = -1
    }

    /// <summary>Канал (строкой)</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public enum LeadChannel : byte
    {
        /// <summary>Сайт</summary>
        Web = 1,
        /// <summary>Телефон</summary>
        Phone = 2,
        /// <summary>Партнёр</summary>
        Partner = 4
    }
}

// ---- lead bank (like specs/leadbank)
namespace LeadBank.Models
{
    public class LeadResponse
    {
        public int Status { get; set; }
        public string Message { get; set; }
        public IEnumerable<Lead> Leads { get; set; }
    }

    [ModelName("BankLead")]
    public class Lead
    {
        public int IDLeadBank { get; set; }
        public int IDprovider { get; set; }
        public string NameProvider { get; set; }
        public int IDService { get; set; }
        public State State { get; set; }
        public string BandDealerID { get; set; }
        public DateTime QualificationDate { get; set; }
        public DateTimeOffset CreateDate { get; set; }
        public List<Content> Contents { get; set; }
    }

    public class Content
    {
        public int ID { get; set; }
        public string Key { get; set; }
        public string Value { get; set; }
        public int Type { get; set; }
    }

    public enum State { Ready, Sent, Failed }
}

// ---- phone api (like specs/lifetrons): derived data contract with a name, base in another namespace
namespace PhoneApi.Models
{
    [DataContract(Name = "generic_base")]
    public class RespBase
    {
        /// <summary>Lifecycle response code</summary>
        [DataMember]
        public string resp_code { get; set; }
        /// <summary>Lifecycle response message</summary>
        [DataMember]
        public string resp_msg { get; set; }
    }

    /// <summary>UTM data</summary>
    public class SocialMediaReq
    {
        /// <summary>To identify the source of traffic, e.g. Facebook, Instagram, a search engine or another source.</summary>
        public string utm_source { get; set; }
        /// <summary>To identify the advertising medium. For example, "banner", "email", "Facebook_Feed" or "Instagram_Story".</summary>
        public string utm_medium { get; set; }
        /// <summary>To identify a specific promotion or strategic campaign. For example, "summer_sale".</summary>
        public string utm_campaign { get; set; }
    }
}

namespace PhoneApi.Domain.ResponseAgg.v5
{
    [DataContract(Name = "generic_resp")]
    public class GenericResp : PhoneApi.Models.RespBase
    {
        /// <summary>generic id to return</summary>
        [DataMember]
        public int id { get; set; }
        /// <summary>this is used when user remove member from group or other id</summary>
        [DataMember]
        public int? other_user_id { get; set; }
        /// <summary>string mapping id to return to client</summary>
        [DataMember]
        public string mapping_id { get; set; }
        /// <summary>any string id to return to client</summary>
        [DataMember]
        public string string_id { get; set; }
    }
}

// ---- orders: three levels over three namespaces, generics, dictionaries
namespace Shop.Contracts.Orders
{
    using Shop.Contracts.Common;
    using Shop.Contracts.People;

    /// <summary>An order &lt;header + lines&gt; &amp; its customer.</summary>
    public class Order
    {
        /// <summary>Number</summary>
        [Key]
        public Guid Id { get; set; }
        /// <summary>When it was placed</summary>
        public DateTimeOffset PlacedAt { get; set; }
        /// <summary>How long delivery takes</summary>
        public TimeSpan DeliveryTime { get; set; }
        /// <summary>Who ordered</summary>
        public Customer Customer { get; set; }
        /// <summary>Lines</summary>
        public List<OrderLine> Lines { get; set; }
        /// <summary>Free attributes</summary>
        public Dictionary<string, string> Attributes { get; set; }
        /// <summary>Price per currency</summary>
        public IDictionary<string, Money> Totals { get; set; }
        /// <summary>Numbered remarks</summary>
        public Dictionary<int, List<string>> Remarks { get; set; }
        /// <summary>Signature image</summary>
        public byte[] Signature { get; set; }
        /// <summary>Anything</summary>
        public object Extra { get; set; }
        /// <summary>Where to track it</summary>
        public Uri TrackingUrl { get; set; }
        /// <summary>First related pair</summary>
        public KeyValuePair<string, int> Related { get; set; }
    }

    /// <summary>One line</summary>
    public class OrderLine
    {
        /// <summary>Article</summary>
        public string Sku { get; set; }
        /// <summary>How many</summary>
        public uint Quantity { get; set; }
        /// <summary>Price of one</summary>
        public Money Price { get; set; }
        /// <summary>Discounts in percent</summary>
        public double[] Discounts { get; set; }
    }

    /// <summary>Order summary with nested class</summary>
    public class OrderSummary
    {
        public int Count { get; set; }
        public Bucket[] Buckets { get; set; }

        /// <summary>A nested class</summary>
        public class Bucket
        {
            public string Label { get; set; }
            public long Size { get; set; }
            public float Share { get; set; }
        }
    }
}

namespace Shop.Contracts.People
{
    using Shop.Contracts.Common;

    /// <summary>A customer</summary>
    public class Customer
    {
        /// <summary>Name</summary>
        public string Name { get; set; }
        /// <summary>Address</summary>
        public Address Address { get; set; }
        /// <summary>Other addresses</summary>
        public IList<Address> Others { get; set; }
        /// <summary>Birthday</summary>
        public DateTime? Birthday { get; set; }
    }

    /// <summary>An address (same type name as Warehouse.Locations.Address)</summary>
    public class Address
    {
        public string Street { get; set; }
        public string City { get; set; }
        public GeoPoint Location { get; set; }
    }
}

namespace Shop.Contracts.Common
{
    /// <summary>Amount with currency</summary>
    public struct Money
    {
        /// <summary>Amount</summary>
        public decimal Amount { get; set; }
        /// <summary>ISO code</summary>
        public string Currency { get; set; }
    }

    /// <summary>Point</summary>
    [DataContract(Namespace = "urn:shop:geo")]
    public class GeoPoint
    {
        /// <summary>Latitude</summary>
        [DataMember(Name = "lat", Order = 0)]
        public double Latitude { get; set; }
        /// <summary>Longitude</summary>
        [DataMember(Name = "lon", Order = 1)]
        public double Longitude { get; set; }
        /// <summary>Height, may be unknown</summary>
        [DataMember(Name = "alt", Order = 2, EmitDefaultValue = false)]
        public double? Altitude { get; set; }
    }

    /// <summary>A page of something</summary>
    public class Page<T>
    {
        /// <summary>Items</summary>
        public List<T> Items { get; set; }
        /// <summary>Total count</summary>
        public long Total { get; set; }
        /// <summary>Next page</summary>
        public string NextToken { get; set; }
    }

    /// <summary>An envelope</summary>
    public class Response<T>
    {
        /// <summary>Success?</summary>
        public bool Ok { get; set; }
        /// <summary>Payload</summary>
        public T Data { get; set; }
        /// <summary>Errors by field</summary>
        public Dictionary<string, string[]> Errors { get; set; }
    }
}

namespace Warehouse.Locations
{
    /// <summary>Another type named Address</summary>
    [ModelName("WarehouseAddress")]
    public class Address
    {
        public string Aisle { get; set; }
        public int Shelf { get; set; }
    }

    public class Stock
    {
        public Address At { get; set; }
        public Shop.Contracts.People.Address Supplier { get; set; }
        public int Level { get; set; }
    }
}

// ---- every simple type
namespace Kitchen.Sink
{
    /// <summary>One member of every simple type.</summary>
    public class AllTypes
    {
        public bool Bool { get; set; }
        public byte Byte { get; set; }
        public sbyte SByte { get; set; }
        public short Int16 { get; set; }
        public ushort UInt16 { get; set; }
        public int Int32 { get; set; }
        public uint UInt32 { get; set; }
        public long Int64 { get; set; }
        public ulong UInt64 { get; set; }
        public float Single { get; set; }
        public double Double { get; set; }
        public decimal Decimal { get; set; }
        public char Char { get; set; }
        public string String { get; set; }
        public DateTime DateTime { get; set; }
        public DateTimeOffset DateTimeOffset { get; set; }
        public TimeSpan TimeSpan { get; set; }
        public Guid Guid { get; set; }
        public Uri Uri { get; set; }
        public byte[] Bytes { get; set; }
        public object Object { get; set; }
        public Color Color { get; set; }
        public Perm Perm { get; set; }
    }

    /// <summary>One nullable member of every simple type.</summary>
    public class AllNullable
    {
        public bool? Bool { get; set; }
        public byte? Byte { get; set; }
        public sbyte? SByte { get; set; }
        public short? Int16 { get; set; }
        public ushort? UInt16 { get; set; }
        public int? Int32 { get; set; }
        public uint? UInt32 { get; set; }
        public long? Int64 { get; set; }
        public ulong? UInt64 { get; set; }
        public float? Single { get; set; }
        public double? Double { get; set; }
        public decimal? Decimal { get; set; }
        public char? Char { get; set; }
        public DateTime? DateTime { get; set; }
        public DateTimeOffset? DateTimeOffset { get; set; }
        public TimeSpan? TimeSpan { get; set; }
        public Guid? Guid { get; set; }
        public Color? Color { get; set; }
    }

    /// <summary>Collections of all kinds</summary>
    public class AllCollections
    {
        public int[] Ints { get; set; }
        public List<int?> MaybeInts { get; set; }
        public IEnumerable<string> Strings { get; set; }
        public ICollection<Guid> Guids { get; set; }
        public IList<DateTime> Dates { get; set; }
        public List<List<int>> Matrix { get; set; }
        public string[][] Jagged { get; set; }
        public HashSet<string> Set { get; set; }
        public Dictionary<string, int> Counts { get; set; }
        public Dictionary<Guid, Small> ById { get; set; }
        public SortedDictionary<int, string> Sorted { get; set; }
        public List<KeyValuePair<string, string>> Pairs { get; set; }
        public Tuple<int, string> Tuple2 { get; set; }
        public List<Color> Colors { get; set; }
        public List<Small> Smalls { get; set; }
        public List<byte[]> Blobs { get; set; }
        public List<object> Objects { get; set; }
    }

    public class Small
    {
        public int A { get; set; }
        public string B { get; set; }
    }

    /// <summary>Plain enum</summary>
    public enum Color { Red, Green = 3, Blue }

    /// <summary>Flags</summary>
    [Flags]
    public enum Perm
    {
        None = 0,
        /// <summary>May read &amp; list</summary>
        Read = 1,
        /// <summary>May write</summary>
        Write = 2,
        All = 3
    }

    /// <summary>Enum with a data contract</summary>
    [DataContract(Name = "prio", Namespace = "urn:sink")]
    public enum Priority : long
    {
        [EnumMember(Value = "low")] Low = 10,
        [EnumMember(Value = "HIGH!")] High = 20,
        [EnumMember] Plain = 30,
        Hidden = 99
    }

    /// <summary>Public fields and a struct</summary>
    public class WithFields
    {
        /// <summary>A field</summary>
        public int Count;
        /// <summary>A read-only field is written by both serializers</summary>
        public string Note;
        /// <summary>A property</summary>
        public Priority Priority { get; set; }
        [JsonIgnore] public string NoJson { get; set; }
        [IgnoreDataMember] public string NoData { get; set; }
        [JsonProperty("json_name")] public string ClrName { get; set; }
    }

    /// <summary>[Serializable]: the XML has the backing fields</summary>
    [Serializable]
    public class LegacySerializable
    {
        public int Number { get; set; }
        public string Text { get; set; }
        public Color Color { get; set; }
    }

    /// <summary>No default constructor</summary>
    public class NoDefaultCtor
    {
        public NoDefaultCtor(int n) { N = n; }
        public int N { get; set; }
    }

    /// <summary>The attributes of XmlSerializer, which nothing else looks at</summary>
    [XmlRoot("attributed", Namespace = "urn:sink:xml"), XmlType(Namespace = "urn:sink:xml")]
    public class Attributed
    {
        [XmlElement("tag")] public List<string> Tags { get; set; }
        [XmlAttribute("id")] public int Id { get; set; }
        [XmlAttribute] public string Kind { get; set; }
        [XmlArray("smalls"), XmlArrayItem("small")] public List<Small> Smalls { get; set; }
        [XmlElement(IsNullable = true)] public string Note { get; set; }
        [XmlAttribute("day")] public DateTime Day { get; set; }
        [XmlElement(Form = System.Xml.Schema.XmlSchemaForm.Unqualified)] public int? Count { get; set; }
        [XmlElement("left", typeof(Circle)), XmlElement("right", typeof(Square)), XmlElement("middle", typeof(Shape))] public Shape Side { get; set; }
        public Step Step { get; set; }
        public Amount Amount { get; set; }
    }

    /// <summary>An enum with names for XmlSerializer</summary>
    public enum Step
    {
        [XmlEnum("first step")] First,
        Second
    }

    /// <summary>Text with an attribute</summary>
    public class Amount
    {
        [XmlAttribute("currency")] public string Currency { get; set; }
        [XmlText] public decimal Value { get; set; }
    }

    /// <summary>Shape</summary>
    [KnownType(typeof(Circle)), KnownType(typeof(Square)), XmlInclude(typeof(Circle)), XmlInclude(typeof(Square))]
    public class Shape
    {
        public string Name { get; set; }
    }
    public class Circle : Shape { public double Radius { get; set; } }
    public class Square : Shape { public double Side { get; set; } }
    public class Drawing
    {
        public Shape First { get; set; }
        public List<Shape> All { get; set; }
    }
}

// ---- recursion
namespace Graphs.Trees
{
    /// <summary>Tree node: the sample object points to itself</summary>
    public class TreeNode
    {
        public string Label { get; set; }
        public List<TreeNode> Children { get; set; }
    }

    /// <summary>Linked list</summary>
    public class Chain
    {
        public int Value { get; set; }
        public Chain Next { get; set; }
    }

    /// <summary>Parent</summary>
    public class Parent
    {
        public string Name { get; set; }
        public List<Child> Children { get; set; }
    }

    /// <summary>Child</summary>
    public class Child
    {
        public string Name { get; set; }
        public Parent Parent { get; set; }
    }

    /// <summary>Employee kept by reference</summary>
    [DataContract(IsReference = true)]
    [JsonObject(IsReference = false)]
    public class Employee
    {
        [DataMember] public string Name { get; set; }
        [DataMember] public Badge Badge { get; set; }
        [DataMember] public Badge Spare { get; set; }
    }

    /// <summary>Badge kept by reference</summary>
    [DataContract(IsReference = true)]
    [JsonObject(IsReference = false)]
    public class Badge
    {
        [DataMember] public int Number { get; set; }
    }

    /// <summary>Manager cycle kept by reference in both formats</summary>
    [DataContract(IsReference = true)]
    public class Manager
    {
        [DataMember] public string Name { get; set; }
        [DataMember] public Manager Boss { get; set; }
        [DataMember] public List<Manager> Reports { get; set; }
    }
}

// ---- annotations and odd names
namespace Odd.Names
{
    /// <summary>All data annotations</summary>
    public class Annotated
    {
        /// <summary>Required text</summary>
        [Required] public string Name { get; set; }
        /// <summary>1..10</summary>
        [Range(1, 10)] public int Rank { get; set; }
        /// <summary>0.5..99.5</summary>
        [Range(0.5, 99.5)] public double Ratio { get; set; }
        /// <summary>Dates</summary>
        [Range(typeof(DateTime), "2000-01-01", "2030-12-31")] public DateTime Day { get; set; }
        /// <summary>5..20 characters</summary>
        [StringLength(20, MinimumLength = 5)] public string Code { get; set; }
        /// <summary>At most 7</summary>
        [StringLength(7)] public string Short { get; set; }
        /// <summary>Max and min length</summary>
        [MaxLength(9), MinLength(3)] public string Both { get; set; }
        /// <summary>An e-mail</summary>
        [DataType(DataType.EmailAddress)] public string Mail { get; set; }
        /// <summary>A custom data type</summary>
        [DataType("IBAN")] public string Account { get; set; }
        /// <summary>Pattern with &lt; and "</summary>
        [RegularExpression("^[A-Z]{2}<\"\\d+\">$")] public string Pattern { get; set; }
        /// <summary>Everything at once</summary>
        [RegularExpression("^x+$"), StringLength(40), DataType(DataType.Password), MaxLength(40), Required] public string Many { get; set; }
        /// <summary>Attributes that the page does not know: [EmailAddress], [Url], [Phone], [Compare], [DefaultValue], [Display]</summary>
        [EmailAddress, Display(Name = "Shown"), DefaultValue("d")] public string Unknown { get; set; }
        /// <summary>Required array, at most 3</summary>
        [Required, MaxLength(3)] public string[] Items { get; set; }
    }

    /// <summary>Members that are Rust keywords and other odd identifiers</summary>
    public class Keywords
    {
        public string type { get; set; }
        public string self { get; set; }
        public string Self { get; set; }
        public int match { get; set; }
        public bool @ref { get; set; }
        public string fn { get; set; }
        public string @async { get; set; }
        public int? @yield { get; set; }
        public string crate { get; set; }
        public string @struct { get; set; }
        public string impl { get; set; }
        public string r2d2 { get; set; }
        public string _leading { get; set; }
        public string trailing_ { get; set; }
        public string __double__under { get; set; }
        public string address1 { get; set; }
        public string Line_2 { get; set; }
        public string HTTPServerURL { get; set; }
        public string iPhone5S { get; set; }
        public string Имя { get; set; }
        public string Återställ { get; set; }
        public string ǅ { get; set; }
    }

    /// <summary>JSON names that are no identifiers</summary>
    public class JsonNames
    {
        [JsonProperty("@id")] public int AtId { get; set; }
        [JsonProperty("with space")] public string WithSpace { get; set; }
        [JsonProperty("kebab-case")] public string Kebab { get; set; }
        [JsonProperty("1st")] public string First { get; set; }
        [JsonProperty("$ref")] public string DollarRef { get; set; }
        [JsonProperty("a.b")] public string Dotted { get; set; }
        [JsonProperty(Order = -2)] public string Early { get; set; }
        [JsonProperty(NullValueHandling = NullValueHandling.Ignore)] public string MaybeOmitted { get; set; }
        [JsonProperty(DefaultValueHandling = DefaultValueHandling.Ignore)] public int ZeroOmitted { get; set; }
    }

    /// <summary>XML names that must be escaped</summary>
    [DataContract(Name = "xml names", Namespace = "")]
    public class XmlNames
    {
        [DataMember(Name = "with space")] public string WithSpace { get; set; }
        [DataMember(Name = "1st")] public string First { get; set; }
        [DataMember(Name = "Имя")] public string Cyrillic { get; set; }
        [DataMember(Name = "kebab-case", Order = 1)] public string Kebab { get; set; }
    }

    /// <summary>A type whose name is a Rust keyword</summary>
    public class type
    {
        /// <summary>Multi line
        /// summary with    spaces
        ///   and an indented line.</summary>
        public string value { get; set; }
        /// <summary>See <see cref="Annotated"/> and <c>code</c>; <paramref name="x"/>.</summary>
        public string see { get; set; }
    }

    /// <summary>Base, middle, leaf: three namespaces of one inheritance chain</summary>
    public class Leaf : Odd.Middle.Mid
    {
        public string Zeta { get; set; }
        public string Alpha { get; set; }
        public List<Odd.Root.Item> Items { get; set; }
    }
}
namespace Odd.Middle
{
    public class Mid : Odd.Root.Base
    {
        public int MidValue { get; set; }
        public string Alpha2 { get; set; }
    }
}
namespace Odd.Root
{
    public class Base
    {
        public string Zulu { get; set; }
        public int BaseId { get; set; }
        public Item Only { get; set; }
    }
    public class Item
    {
        public string Text { get; set; }
        public string aText { get; set; }
        public string _x { get; set; }
    }
}

// ---- Swedish site with camelCase JSON (like specs/vitec)
namespace Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead
{
    using Express.Connect.Api.Services.Advertising;

    /// <summary>Uppgifter om aktuellt lead</summary>
    public class PublicAdvertisingPersonLead
    {
        /// <summary>Kontaktperson som leadet avser</summary>
        [Required(ErrorMessage = "En kontaktperson måste anges")]
        public Person Person { get; set; }
        /// <summary>Mottagare av leadet - Kan vara handläggare, användargrupp eller kontor.</summary>
        public Receiver Receiver { get; set; }
        /// <summary>Leadskälla - Anger varifrån leadet skickades. OBS! Läggs till automatiskt.</summary>
        [Required]
        public LeadSource LeadSource { get; set; }
        /// <summary>Marknadsföringsuppgifter som t ex UTM taggar</summary>
        public FormMarketing Marketing { get; set; }
        /// <summary>Ett meddelande till mottagaren av leadet</summary>
        public string Message { get; set; }
    }

    public class Person
    {
        public string FirstName { get; set; }
        public string LastName { get; set; }
        public string SocialSecurityNumber { get; set; }
        public bool IsForeignSocialSecurityNumber { get; set; }
        public PersonAddress Address { get; set; }
        public Vitrum.Housing.Connect.Api.Models.EmailInfo Email { get; set; }
        public Express.Connect.Api.Models.Telephone Telephone { get; set; }
    }

    public class PersonAddress
    {
        public string StreetAddress { get; set; }
        public string ZipCode { get; set; }
        public string City { get; set; }
    }

    public class Receiver
    {
        public Agent Agent { get; set; }
        public UserGroup UserGroup { get; set; }
        public Office Office { get; set; }
    }

    public class Agent
    {
        public string Id { get; set; }
        public string Email { get; set; }
        public Office Office { get; set; }
    }
    public class UserGroup { public string Id { get; set; } }
    public class Office
    {
        public string Id { get; set; }
        public string CustomerId { get; set; }
    }

    public class LeadSource
    {
        /// <summary>Arbetsflöde</summary>
        public LeadType LeadType { get; set; }
        /// <summary>Namn på leadskällan</summary>
        public string Name { get; set; }
    }

    /// <summary>Typ av lead</summary>
    public enum LeadType
    {
        /// <summary>Intag</summary>
        AcceptObjectFlow = 0,
        /// <summary>Spekulant</summary>
        BuyerFlow = 1,
        /// <summary>Allmänt</summary>
        GeneralFlow = 2
    }
}
namespace Express.Connect.Api.Services.Advertising
{
    public class FormMarketing
    {
        public string Referrer { get; set; }
        public List<FormMarketingUtmTags> UtmTags { get; set; }
    }
    public class FormMarketingUtmTags
    {
        public string Name { get; set; }
        public string Value { get; set; }
    }
}
namespace Express.Connect.Api.Models
{
    public class TelephoneBase
    {
        public string Other { get; set; }
    }
    public class Telephone : TelephoneBase
    {
        public string Home { get; set; }
        public string Work { get; set; }
        public string Cell { get; set; }
    }

    /// <summary>Bostad med ID, URL och versaler</summary>
    public class Estate
    {
        /// <summary>Id</summary>
        public string ID { get; set; }
        public string URLAddress { get; set; }
        public decimal? ListPrice { get; set; }
        public Dictionary<string, EstateImage> ImagesByKey { get; set; }
        public PublicAdvertisement.PublicAdvertisementLead.LeadType? Flow { get; set; }
        public DateTimeOffset? PublishedAt { get; set; }
        [JsonProperty("ExplicitName")] public string Renamed { get; set; }
    }
    public class EstateImage
    {
        public Uri Url { get; set; }
        public int? Order { get; set; }
        public byte[] Thumb { get; set; }
    }
}
namespace Vitrum.Housing.Connect.Api.Models
{
    public class EmailInfo
    {
        public string EmailAddress { get; set; }
        public string EmailAddress2 { get; set; }
    }
}
