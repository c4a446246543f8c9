// The controllers of the sites. Each action echoes what it was given where
// the types allow it, and answers with a canned value (Canned.cs, variant 0) where they do not.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using System.Web.Http;
using System.Web.Http.Description;
using Newtonsoft.Json.Linq;

namespace Sites.Main
{
    using LoyaltyCrm.Partner.Contracts;
    using LoyaltyCrm.Partner.Dictionaries;

    /// <summary>Лиды программы лояльности &lt;CRM&gt;</summary>
    [RoutePrefix("api/lead")]
    public class LeadController : ApiController
    {
        /// <summary>Изменение данных лида</summary>
        [HttpPost, Route("LeadUpdate"), ResponseType(typeof(LeadUpdateResponse))]
        public HttpResponseMessage LeadUpdate(LeadUpdateRequest request)
        {
            return Request.CreateResponse(HttpStatusCode.OK, new LeadUpdateResponse { ErrorCode = request == null ? 1 : 0, Message = request == null ? null : request.LeadName });
        }

        /// <summary>Создание лида</summary>
        /// <param name="request">Данные &lt;нового&gt; лида</param>
        /// <returns>Идентификатор и предупреждения</returns>
        [HttpPost, Route("LeadCreate")]
        public LeadCreateResponse LeadCreate([FromBody] LeadCreateRequest request) { return Canned.Value<LeadCreateResponse>(0); }

        /// <summary>Лид по идентификатору</summary>
        /// <param name="id">Идентификатор лида</param>
        [HttpGet, Route("{id:int}")]
        public Lead Get(int id)
        {
            if (id == 404) throw new HttpResponseException(new HttpResponseMessage(HttpStatusCode.NotFound));
            if (id == 500) throw new InvalidOperationException("Канал недоступен");
            Lead l = Canned.Value<Lead>(0); l.Id = id; return l;
        }

        /// <summary>Поиск лидов</summary>
        /// <param name="status">Состояние</param>
        /// <param name="since">С какого момента</param>
        /// <param name="page">Номер страницы</param>
        /// <param name="size">Размер страницы</param>
        /// <param name="exact">Точное совпадение</param>
        /// <param name="name">Имя</param>
        /// <param name="minPoints">Не меньше баллов</param>
        [HttpGet, Route("")]
        public IEnumerable<Lead> Search([FromUri] LeadState status, DateTime since, int page = 1, int size = 20, bool exact = false, string name = null, decimal? minPoints = null)
        {
            return Canned.Many<Lead>();
        }

        /// <summary>Поиск по сложному фильтру</summary>
        /// <param name="filter">Фильтр</param>
        /// <param name="sort">Поле сортировки</param>
        [HttpGet, Route("filter")]
        public Shop.Contracts.Common.Page<Lead> Filter([FromUri] LeadFilter filter, string sort = "Name")
        {
            return new Shop.Contracts.Common.Page<Lead> { Items = Canned.Many<Lead>(), Total = filter == null ? -1 : filter.Limit, NextToken = sort };
        }

        /// <summary>Замена лида</summary>
        /// <param name="id">Идентификатор</param>
        /// <param name="lead">Лид</param>
        [HttpPut, Route("{id:int}")]
        public Lead Put(int id, Lead lead) { return lead; }

        /// <summary>Частичное изменение лида</summary>
        [HttpPatch, Route("{id:int}")]
        public IHttpActionResult Patch(int id, IDictionary<string, string> changes) { return Ok(changes); }

        /// <summary>Удаление лида</summary>
        [HttpDelete, Route("{id:int}")]
        public void Delete(int id) { }
    }

    // No XML comments: the page has empty paragraphs. Conventional route api/{controller}/{id}.
    public class LeadsController : ApiController
    {
        /// <summary>Provide new Leads and update their status from "ready to be sent" to "in progress". Two consecutive calls will always return the same leads. It's necessary to call ValidateGetLeads to confirm the reception.</summary>
        public LeadBank.Models.LeadResponse Post([FromBody] int idProvider)
        {
            LeadBank.Models.LeadResponse r = Canned.Value<LeadBank.Models.LeadResponse>(0); r.Status = idProvider; return r;
        }

        public string[] Get() { return new[] { "a", null, "в" }; }

        public LeadBank.Models.Lead Get(int id) { return Canned.Value<LeadBank.Models.Lead>(0); }

        public bool Put(int id, [FromBody] List<int> acknowledged) { return acknowledged != null && acknowledged.Contains(id); }

        public HttpResponseMessage Delete(int id) { return Request.CreateResponse(HttpStatusCode.NoContent); }
    }

    /// <summary>Trusted organisations</summary>
    [RoutePrefix("api/trustedorg")]
    public class TrustedOrgController : ApiController
    {
        /// <summary>Lead generation of org member using public link</summary>
        /// <param name="id">logged in user id.</param>
        /// <param name="oId">org id to get call back for</param>
        /// <param name="obId">org branch id to get call back for</param>
        /// <param name="oMId">org member id to get a call from</param>
        /// <param name="req">Social media campaign reladted data like utm_source, utm_medium, utm_campaign</param>
        /// <returns>On success, returns org, member details
        /// On failure, return standard responses codes.</returns>
        [HttpPost, Route("orgs/link/lead/{id}"), ResponseType(typeof(PhoneApi.Domain.ResponseAgg.v5.GenericResp))]
        public IHttpActionResult LinkLead(long id, long oId, long obId, long oMId, PhoneApi.Models.SocialMediaReq req)
        {
            return Ok(new PhoneApi.Domain.ResponseAgg.v5.GenericResp { id = (int)id, other_user_id = (int)oMId, mapping_id = req == null ? null : req.utm_source, string_id = oId + "/" + obId, resp_code = "OK" });
        }

        /// <summary>No response type declared</summary>
        [HttpGet, Route("orgs/{orgId:guid}/members/{memberId}")]
        public IHttpActionResult Member(Guid orgId, string memberId) { return Ok(memberId); }

        /// <summary>Base response</summary>
        [HttpGet, Route("orgs/status")]
        public PhoneApi.Models.RespBase Status([FromUri] string[] codes, [FromUri] int[] numbers = null) { return new PhoneApi.Models.RespBase { resp_code = codes == null ? null : string.Join(",", codes) }; }
    }

    /// <summary>Orders</summary>
    [RoutePrefix("api/v2.1/orders")]
    public class OrdersController : ApiController
    {
        /// <summary>Creates an order.</summary>
        /// <param name="order">The &lt;order&gt;</param>
        /// <returns>The order as it was stored</returns>
        [HttpPost, Route("")]
        public Shop.Contracts.Common.Response<Shop.Contracts.Orders.Order> Create(Shop.Contracts.Orders.Order order)
        {
            return new Shop.Contracts.Common.Response<Shop.Contracts.Orders.Order> { Ok = order != null, Data = order };
        }

        /// <summary>One page of orders</summary>
        [HttpGet, Route("{from:datetime}/{to:datetime?}")]
        public Shop.Contracts.Common.Page<Shop.Contracts.Orders.Order> List(DateTime from, DateTime? to = null, Guid? customer = null, TimeSpan? within = null, double weight = 1.5, char flag = 'x', long max = 10000000000)
        {
            return Canned.Value<Shop.Contracts.Common.Page<Shop.Contracts.Orders.Order>>(0);
        }

        /// <summary>Many at once</summary>
        [HttpPost, Route("bulk")]
        public async Task<List<Shop.Contracts.Orders.OrderLine>> Bulk(IEnumerable<Shop.Contracts.Orders.OrderLine> lines, CancellationToken token)
        {
            await Task.Yield();
            return lines == null ? null : lines.ToList();
        }

        /// <summary>Summary with a nested class</summary>
        [HttpGet, Route("summary")]
        public Task<Shop.Contracts.Orders.OrderSummary> Summary() { return Task.FromResult(Canned.Value<Shop.Contracts.Orders.OrderSummary>(0)); }

        /// <summary>Stock: two types of one name</summary>
        [HttpPut, Route("stock/{sku}")]
        public Warehouse.Locations.Stock PutStock(string sku, Warehouse.Locations.Stock stock) { return stock; }

        /// <summary>Customer</summary>
        [HttpPost, Route("customer")]
        public Shop.Contracts.People.Customer PostCustomer(Shop.Contracts.People.Customer customer) { return customer; }

        /// <summary>Dictionary body</summary>
        [HttpPost, Route("totals")]
        public Dictionary<string, Shop.Contracts.Common.Money> Totals(Dictionary<string, Shop.Contracts.Common.Money> totals) { return totals; }

        /// <summary>URI parameters of a data contract: the query has the CLR names, the table the contract's</summary>
        [HttpGet, Route("geo/{ID}")]
        public string Geo(int id, [FromUri] Shop.Contracts.Common.GeoPoint at) { return id + "@" + at.Latitude.ToString(System.Globalization.CultureInfo.InvariantCulture); }

        /// <summary>Two complex URI parameters: the query has prefixes</summary>
        [HttpGet, Route("near")]
        public string Near([FromUri] Kitchen.Sink.Small a, [FromUri] Shop.Contracts.Common.Money b) { return a.B + b.Currency; }
    }

    /// <summary>Every type</summary>
    [RoutePrefix("api/types")]
    public class TypesController : ApiController
    {
        [HttpPost, Route("all")] public Kitchen.Sink.AllTypes All(Kitchen.Sink.AllTypes value) { return value; }
        [HttpPost, Route("nullable")] public Kitchen.Sink.AllNullable Nullable(Kitchen.Sink.AllNullable value) { return value; }
        [HttpPost, Route("collections")] public Kitchen.Sink.AllCollections Collections(Kitchen.Sink.AllCollections value) { return value; }
        [HttpPost, Route("fields")] public Kitchen.Sink.WithFields Fields(Kitchen.Sink.WithFields value) { return value; }
        [HttpPost, Route("serializable")] public Kitchen.Sink.LegacySerializable Serializable(Kitchen.Sink.LegacySerializable value) { return value; }
        [HttpPost, Route("drawing")] public Kitchen.Sink.Drawing Drawing(Kitchen.Sink.Drawing value) { return value; }
        [HttpPost, Route("attributed")] public Kitchen.Sink.Attributed Attributed(Kitchen.Sink.Attributed value) { return value; }
        [HttpPost, Route("noctor")] public Kitchen.Sink.NoDefaultCtor NoCtor(Kitchen.Sink.NoDefaultCtor value) { return value; }

        /// <summary>String body</summary>
        /// <param name="value">Any text with &lt;markup&gt;</param>
        [HttpPost, Route("string")] public string String([FromBody] string value) { return value; }
        [HttpPost, Route("int")] public int Int([FromBody] int value) { return value; }
        [HttpPost, Route("guid")] public Guid? MaybeGuid([FromBody] Guid? value) { return value; }
        [HttpPost, Route("date")] public DateTime Date([FromBody] DateTime value) { return value; }
        [HttpPost, Route("offset")] public DateTimeOffset Offset([FromBody] DateTimeOffset value) { return value; }
        [HttpPost, Route("span")] public TimeSpan Span([FromBody] TimeSpan value) { return value; }
        [HttpPost, Route("decimal")] public decimal Decimal([FromBody] decimal value) { return value; }
        [HttpPost, Route("double")] public double Double([FromBody] double value) { return value; }
        [HttpPost, Route("bool")] public bool Bool([FromBody] bool value) { return value; }
        [HttpPost, Route("char")] public char Char([FromBody] char value) { return value; }
        [HttpPost, Route("bytes")] public byte[] Bytes([FromBody] byte[] value) { return value; }
        [HttpPost, Route("uri")] public Uri AUri([FromBody] Uri value) { return value; }
        [HttpPost, Route("color")] public Kitchen.Sink.Color Color([FromBody] Kitchen.Sink.Color value) { return value; }
        [HttpPost, Route("priority")] public Kitchen.Sink.Priority Priority([FromBody] Kitchen.Sink.Priority value) { return value; }
        [HttpPost, Route("channel")] public LeadChannel Channel([FromBody] LeadChannel value) { return value; }
        [HttpPost, Route("strings")] public string[] Strings([FromBody] string[] value) { return value; }
        [HttpPost, Route("ints")] public List<int> Ints([FromBody] List<int> value) { return value; }
        [HttpPost, Route("smalls")] public IEnumerable<Kitchen.Sink.Small> Smalls([FromBody] IEnumerable<Kitchen.Sink.Small> value) { return value; }
        [HttpPost, Route("map")] public IDictionary<string, int> Map([FromBody] IDictionary<string, int> value) { return value; }
        [HttpPost, Route("object")] public object AnObject([FromBody] object value) { return null; }
        [HttpPost, Route("jobject")] public JObject AJObject([FromBody] JObject value) { return value; }
        [HttpPost, Route("pair")] public KeyValuePair<int, string> Pair([FromBody] KeyValuePair<int, string> value) { return value; }
        [HttpPost, Route("raw")] public HttpResponseMessage Raw(HttpRequestMessage request) { return request.CreateResponse(HttpStatusCode.Accepted); }
        [AcceptVerbs("GET", "HEAD", "OPTIONS"), Route("verbs/{perm}")] public Kitchen.Sink.Perm Verbs([FromUri] Kitchen.Sink.Perm perm, [FromUri] Kitchen.Sink.Color color = Kitchen.Sink.Color.Green) { return perm; }
        /// <summary>The undeclared route value is a plain string on the page</summary>
        [HttpGet, Route("undeclared/{tenant}/{*rest}")] public string Undeclared(string rest) { return rest; }
        [HttpGet, Route("hidden"), ApiExplorerSettings(IgnoreApi = true)] public string Hidden() { return "hidden"; }
    }

    /// <summary>Recursive types</summary>
    [RoutePrefix("api/graphs")]
    public class GraphsController : ApiController
    {
        [HttpPost, Route("tree")] public Graphs.Trees.TreeNode Tree(Graphs.Trees.TreeNode value) { return value; }
        [HttpPost, Route("chain")] public Graphs.Trees.Chain AChain(Graphs.Trees.Chain value) { return value; }
        [HttpPost, Route("family")] public Graphs.Trees.Parent Family(Graphs.Trees.Parent value) { return value; }
        [HttpPost, Route("employee")] public Graphs.Trees.Employee Employee(Graphs.Trees.Employee value) { return value; }
        [HttpGet, Route("manager")] public Graphs.Trees.Manager Manager() { return Canned.Value<Graphs.Trees.Manager>(0); }
    }

    /// <summary>Odd names &amp; annotations</summary>
    [RoutePrefix("api/odd")]
    public class OddController : ApiController
    {
        /// <summary>Data annotations: "quotes", &lt;tags&gt;, &amp;amp; and 'apostrophes'</summary>
        /// <param name="value">Å Ä Ö é ß — “curly” 🙂</param>
        /// <returns>x &lt; y &amp;&amp; y &gt; z</returns>
        [HttpPost, Route("annotated")]
        public IHttpActionResult Annotated(Odd.Names.Annotated value) { if (!ModelState.IsValid) return BadRequest(ModelState); return Ok(value); }

        [HttpPost, Route("keywords")] public Odd.Names.Keywords Keywords(Odd.Names.Keywords value) { return value; }
        [HttpPost, Route("jsonnames")] public Odd.Names.JsonNames JsonNames(Odd.Names.JsonNames value) { return value; }
        [HttpPost, Route("xmlnames")] public Odd.Names.XmlNames XmlNames(Odd.Names.XmlNames value) { return value; }
        [HttpPost, Route("leaf")] public Odd.Names.Leaf Leaf(Odd.Names.Leaf value) { return value; }
        /// <summary>
        /// A multi line summary,
        /// with an <c>inline code</c> and a <see cref="Odd.Names.Leaf"/>:
        /// <para>a paragraph;</para>
        /// last line.
        /// </summary>
        [HttpPut, Route("{type}/{self}")] public Odd.Names.type Type(string type, int self, [FromUri(Name = "match")] string matching, Odd.Names.type value) { return value; }
        [HttpGet, Route("v1/search")] public string Search([FromUri(Name = "$filter")] string filter = null, string @ref = "r", [FromUri(Name = "max-count")] int maxCount = 5) { return filter + @ref + maxCount; }
    }
}

namespace Sites.Camel
{
    using Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead;
    using Express.Connect.Api.Models;

    /// <summary>Publik annonsering</summary>
    public class PublicAdvertisingController : ApiController
    {
        /// <summary>Skapar ett lead för en kontaktperson. Innan nya personer läggs in i systemet görs alltid en dubblettkontroll.
        /// Returvärde för metoden är id på leadet som skapades.</summary>
        /// <param name="customerId">Kund-id</param>
        /// <param name="lead">Uppgifter om aktuellt lead</param>
        /// <returns>Id på leadet</returns>
        [HttpPost, Route("PublicAdvertising/{customerId}/Contact/Person/Lead"), ResponseType(typeof(string))]
        public IHttpActionResult PersonLead(string customerId, PublicAdvertisingPersonLead lead) { return Ok(lead == null ? customerId : lead.Message); }

        /// <summary>Hämtar leadet</summary>
        [HttpGet, Route("PublicAdvertising/{customerId}/Lead/{leadId}")]
        public PublicAdvertisingPersonLead GetLead(string customerId, Guid leadId) { return Canned.Value<PublicAdvertisingPersonLead>(0); }

        /// <summary>Bostäder</summary>
        [HttpPost, Route("PublicAdvertising/{customerId}/Estates")]
        public List<Estate> Estates(string customerId, Estate[] estates, [FromUri] LeadType flow = LeadType.BuyerFlow) { return estates == null ? null : estates.ToList(); }

        /// <summary>Flöden per id</summary>
        [HttpPut, Route("PublicAdvertising/Flows")]
        public Dictionary<string, LeadType> Flows(Dictionary<string, LeadType?> flows) { return Canned.Value<Dictionary<string, LeadType>>(0); }
    }
}
