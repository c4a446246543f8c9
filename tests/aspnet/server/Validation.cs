// The site `validation`: what the attributes of System.ComponentModel.DataAnnotations refuse, of every kind and at every place.
using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Serialization;
using System.Web.Http;
using Newtonsoft.Json;

namespace Validation.Models
{
    public enum Level { Low = 1, Middle = 2, High = 5 }

    public class Texts
    {
        [Required(AllowEmptyStrings = true)] public string Loose { get; set; }
        [StringLength(5)] public string Short { get; set; }
        [StringLength(6, MinimumLength = 3)] public string Code { get; set; }
        [MinLength(2)] public string Long { get; set; }
        [MaxLength(4)] public string Small { get; set; }
        [RegularExpression("^[A-Z]{2}\\d+$")] public string Pattern { get; set; }
        [RegularExpression("a|ab")] public string Alternative { get; set; }
        [RegularExpression("[\\w.-]+")] public string Word { get; set; }
        [RegularExpression("[[a&&b~]+")] public string Signs { get; set; }
        [EmailAddress] public string Mail { get; set; }
        [Url] public string Site { get; set; }
        [Phone] public string Phone { get; set; }
        [CreditCard] public string Card { get; set; }
        [Compare("Short")] public string Again { get; set; }
    }

    public class Numbers
    {
        [Range(1, 10)] public int? Rank { get; set; }
        [Range(0.5, 99.5)] public double? Ratio { get; set; }
        [Range(typeof(decimal), "0.01", "9.99")] public decimal? Price { get; set; }
        [Range(0, 100)] public decimal? Percent { get; set; }
        [Range(1, 10)] public long? Count { get; set; }
        [Range(1, 3)] public Level? Level { get; set; }
        [Range(typeof(DateTime), "2000-01-01", "2030-12-31")] public DateTime? Day { get; set; }
        [Range(typeof(TimeSpan), "00:10:00", "02:00:00")] public TimeSpan? Time { get; set; }
        [Range(1, 10)] public string Text { get; set; }
        [Range(1, 200)] public byte? Small { get; set; }
    }

    public class Patterns
    {
        [RegularExpression("^[1-9]$")] public int? Number { get; set; }
        [RegularExpression("^[0-9a-f-]{36}$")] public Guid? Key { get; set; }
        [RegularExpression("^True$")] public bool? Flag { get; set; }
        [RegularExpression("^\\d+(\\.\\d{2})?$")] public decimal? Price { get; set; }
        [RegularExpression("^\\d(\\.\\d{1,3})?$")] public double? Ratio { get; set; }
        [RegularExpression("^(Low|High)$")] public Level? Level { get; set; }
        [RegularExpression("^0\\d:[0-9:]+$")] public TimeSpan? Time { get; set; }
        [RegularExpression("^http://[a-z.]+/$")] public Uri Site { get; set; }
    }

    public class Plain { [Range(1, 10)] public int Rank { get; set; } }

    public class Demands
    {
        [Required] public string Text { get; set; }
        [Required] public int? Number { get; set; }
        [Required] public string[] Items { get; set; }
        [Required] public List<Line> Lines { get; set; }
        [Required] public Line Line { get; set; }
        [Required] public Dictionary<string, int> Map { get; set; }
        [Required] public byte[] Data { get; set; }
        [Required] public DateTime? Day { get; set; }
    }

    public class Line
    {
        [Required, StringLength(4)] public string Sku { get; set; }
        [Range(1, 9)] public int? Quantity { get; set; }
    }

    public class Tree
    {
        [Required] public string Name { get; set; }
        public List<Tree> Children { get; set; }
        [MaxLength(2)] public Line[] Lines { get; set; }
        [MinLength(1)] public string[] Words { get; set; }
        public Line First { get; set; }
        public Dictionary<string, Line> ByKey { get; set; }
        public List<List<Line>> Groups { get; set; }
    }

    public class Base { [Required] public string Inherited { get; set; } [MaxLength(2)] public string Late { get; set; } }
    public class Derived : Base { [Required] public string Own { get; set; } [MaxLength(1)] public string Early { get; set; } }

    public struct Point { [Range(0, 9)] public int X { get; set; } [Range(0, 9)] public int Y { get; set; } }

    public class Holder
    {
        public Point At { get; set; }
        public Point? Maybe { get; set; }
        public KeyValuePair<string, Line> Pair { get; set; }
    }

    public class Messages
    {
        [Required(ErrorMessage = "Give {0}.")] public string Custom { get; set; }
        [StringLength(5, MinimumLength = 2, ErrorMessage = "{0}: {2} to {1} {{letters}}.")] public string Lengths { get; set; }
        [Range(1, 5, ErrorMessage = "{0}: {1}-{2}!")] public int? Stars { get; set; }
        [RegularExpression("^x$", ErrorMessage = "No {1}, {0}.")] public string Pattern { get; set; }
        [MaxLength(1, ErrorMessage = "{0} > {1}")] public string Small { get; set; }
        [EmailAddress(ErrorMessage = "{0}?")] public string Mail { get; set; }
    }

    public class Several
    {
        [Required, StringLength(3), RegularExpression("^x+$"), MaxLength(4)] public string All { get; set; }
        [RegularExpression("^y+$"), MinLength(4), StringLength(9)] public string Other { get; set; }
    }

    [DataContract]
    public class Contracted
    {
        [DataMember(Name = "wire"), Required] public string Clr { get; set; }
        [DataMember(IsRequired = true)] public string Must { get; set; }
        [DataMember, JsonProperty("j"), MaxLength(2)] public string Json { get; set; }
        [DataMember] public List<Contracted> Inner { get; set; }
    }

    public class Filter
    {
        [Range(1, 500)] public int? Limit { get; set; }
        [StringLength(5)] public string Text { get; set; }
    }
}

namespace Sites.Validation
{
    using global::Validation.Models;

    [RoutePrefix("api/validation")]
    public class ValidationController : ApiController
    {
        [HttpPost, Route("texts")] public IHttpActionResult OfTexts(Texts value) { return Answer(value); }
        [HttpPost, Route("numbers")] public IHttpActionResult OfNumbers(Numbers value) { return Answer(value); }
        [HttpPost, Route("patterns")] public IHttpActionResult OfPatterns(Patterns value) { return Answer(value); }
        [HttpPost, Route("plain")] public IHttpActionResult OfPlain(Plain value) { return Answer(value); }
        [HttpPost, Route("demands")] public IHttpActionResult OfDemands(Demands value) { return Answer(value); }
        [HttpPost, Route("tree")] public IHttpActionResult OfTree(Tree value) { return Answer(value); }
        [HttpPost, Route("derived")] public IHttpActionResult OfDerived(Derived value) { return Answer(value); }
        [HttpPost, Route("holder")] public IHttpActionResult OfHolder(Holder value) { return Answer(value); }
        [HttpPost, Route("messages")] public IHttpActionResult OfMessages(Messages value) { return Answer(value); }
        [HttpPost, Route("several")] public IHttpActionResult OfSeveral(Several value) { return Answer(value); }
        [HttpPost, Route("contracted")] public IHttpActionResult OfContracted(Contracted value) { return Answer(value); }
        [HttpPost, Route("lines")] public IHttpActionResult OfLines(List<Line> lines) { return Answer(lines); }
        [HttpPost, Route("map")] public IHttpActionResult OfMap(Dictionary<string, Line> map) { return Answer(map); }
        [HttpPost, Route("point")] public IHttpActionResult OfPoint(Point value) { return Answer(value); }
        [HttpPost, Route("two")] public IHttpActionResult Two([FromUri] int number, Line line) { return Answer(line); }
        [HttpGet, Route("search")] public IHttpActionResult Search([FromUri] Filter filter) { return Answer("fine"); }

        /// As most services do: what is wrong is refused, else the argument comes back.
        IHttpActionResult Answer<T>(T value) { if (!ModelState.IsValid) return BadRequest(ModelState); return Ok(value); }
    }
}
