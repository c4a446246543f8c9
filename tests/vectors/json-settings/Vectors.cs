// What Json.NET writes and reads by the settings of its serializer: rows for tests, printed as JSON.
//
//   mcs -r:/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll Vectors.cs && TZ=Etc/GMT-2 mono Vectors.exe FOLDER
//
// By settings, in the words of a spec's `json`: what is written (type, the value as Json.NET writes it by default, what it
// writes by the settings) and what is read (type, text, the value as Json.NET then writes it by default; null where it
// refuses). Values of derived classes stand with `$type` ("typed").
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace Sample
{
    public class Dates { public DateTime At { get; set; } public DateTime? Maybe { get; set; } public DateTimeOffset Offset { get; set; } }
    public class Inner { public string Name { get; set; } public int Count { get; set; } }
    public class Node { public string Name { get; set; } public Inner First { get; set; } public Inner Second { get; set; } public List<Inner> All { get; set; } public int[] Numbers { get; set; } public Dictionary<string, Inner> ByName { get; set; } }
    public class Shape { public string Title { get; set; } }
    public class Circle : Shape { public double Radius { get; set; } }
    public class Square : Shape { public int Side { get; set; } public Inner Inner { get; set; } }
    public class Drawing { public Shape Main { get; set; } public List<Shape> Shapes { get; set; } public Shape[] More { get; set; } public object Any { get; set; } public Dictionary<string, Shape> Named { get; set; } public Kind Kind { get; set; } }
    public enum Kind { None, InProgress, URLDone, iOS, ABTest, X }
    [Flags] public enum Perm { None = 0, Read = 1, WriteAll = 2, URLAdmin = 8 }
    public class Names { public string FirstName { get; set; } public int ID { get; set; } public string URLAddress { get; set; } public string HTTPServerName2 { get; set; } public string already_snake { get; set; } public string camelCase { get; set; } public string X { get; set; } public string IPv6Address { get; set; } public string A1B2 { get; set; } public Dictionary<string, int> Keys { get; set; } public Dictionary<Kind, string> Kinds { get; set; } public Kind Kind { get; set; } public Kind? Maybe { get; set; } public Perm Perm { get; set; } public KeyValuePair<string, int> Pair { get; set; } public string @Ärger { get; set; } }
    public class Everything { public int Id { get; set; } public string Note { get; set; } public bool Flag { get; set; } public double Number { get; set; } public decimal Money { get; set; } public Kind Kind { get; set; } public Kind? MaybeKind { get; set; } public int? MaybeInt { get; set; } public Inner Inner { get; set; } public List<string> Texts { get; set; } public Dictionary<string, string> Map { get; set; } public Guid Key { get; set; } public DateTime On { get; set; } public DateTimeOffset Offset { get; set; } public TimeSpan Span { get; set; } public char Letter { get; set; } public byte[] Data { get; set; } public Uri Link { get; set; } public KeyValuePair<string, int> Pair { get; set; } public List<Inner> Inners { get; set; } }
    public class Texts { public string Text { get; set; } public Dictionary<string, string> Map { get; set; } public char Letter { get; set; } public Uri Link { get; set; } }

    public struct Point { public int X { get; set; } }
    public class Boxes { public Point Point { get; set; } public Point? Maybe { get; set; } public byte[] Data { get; set; } public KeyValuePair<string, int> Pair { get; set; } public object Any { get; set; } }
    public class Preset { [DefaultValue(5)] public int Five { get; set; } [DefaultValue("x")] public string Text { get; set; } [DefaultValue(null)] public int? Null { get; set; } [DefaultValue(true)] public bool Yes { get; set; } [DefaultValue(1.5)] public double Half { get; set; } [DefaultValue(Kind.X)] public Kind Kind { get; set; } [DefaultValue(0)] public int? Zero { get; set; } [DefaultValue(7), JsonProperty(DefaultValueHandling = DefaultValueHandling.IgnoreAndPopulate)] public int Own { get; set; } public int Plain { get; set; } }

    static class Program
    {
        // By settings, in the order in which these come first.
        static readonly List<string> order = new List<string>();
        static readonly Dictionary<string, List<string>[]> groups = new Dictionary<string, List<string>[]>();
        static void Add(string spec, int kind, params string[] row)
        {
            if (!groups.ContainsKey(spec)) { order.Add(spec); groups[spec] = new[] { new List<string>(), new List<string>(), new List<string>() }; }
            groups[spec][kind].Add("[" + string.Join(", ", row.Select(Q)) + "]");
        }
        static string Q(string s) { return s == null ? "null" : JsonConvert.ToString(s); }
        static readonly JsonSerializerSettings Default = new JsonSerializerSettings();

        static void Write(object value, string spec, Action<JsonSerializerSettings> set)
        {
            var settings = new JsonSerializerSettings(); set(settings);
            string json;
            try { json = JsonConvert.SerializeObject(value, settings); } catch (Exception) { json = null; }
            // The declared type counts for $type of the root with Auto alone.
            Add(spec, 0, Name(value.GetType()), JsonConvert.SerializeObject(value, Plain), json);
        }
        // Types of members that are derived stand in the plain form by $type, so that a reader can tell.
        static readonly JsonSerializerSettings Plain = new JsonSerializerSettings();
        static string Name(Type t)
        {
            if (t == typeof(DateTime)) return "DateTime";
            if (t == typeof(DateTimeOffset)) return "DateTimeOffset";
            if (t == typeof(string)) return "string";
            if (t == typeof(int)) return "int";
            if (t.IsArray) return Name(t.GetElementType()) + "[]";
            if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(List<>)) return "List<" + Name(t.GetGenericArguments()[0]) + ">";
            if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Dictionary<,>)) return "Dictionary<" + Name(t.GetGenericArguments()[0]) + ", " + Name(t.GetGenericArguments()[1]) + ">";
            return t.FullName;
        }
        static void Read(Type type, string json, string spec, Action<JsonSerializerSettings> set)
        {
            var settings = new JsonSerializerSettings(); set(settings);
            string plain;
            try { plain = JsonConvert.SerializeObject(JsonConvert.DeserializeObject(json, type, settings), Plain); } catch (Exception) { plain = null; }
            Add(spec, 1, Name(type), json, plain);
        }
        static void Save(string folder, string name)
        {
            var count = 0;
            using (var file = File.CreateText(Path.Combine(folder, name + ".json")))
            {
                file.NewLine = "\n";
                file.WriteLine("[");
                foreach (var spec in order)
                {
                    var kinds = new[] { "write", "read", "typed" }.Select((kind, i) => new { kind, list = groups[spec][i] }).Where(k => k.list.Count > 0);
                    count += kinds.Sum(k => k.list.Count);
                    file.WriteLine("  {\n    \"settings\": " + spec + ",\n" + string.Join(",\n", kinds.Select(k => "    \"" + k.kind + "\": [\n      " + string.Join(",\n      ", k.list) + "\n    ]")) + "\n  }" + (spec == order.Last() ? "" : ","));
                }
                file.WriteLine("]");
            }
            Console.WriteLine(name + ": " + count);
            order.Clear();
            groups.Clear();
        }

        static IEnumerable<KeyValuePair<string, Action<JsonSerializerSettings>>> DateSettings()
        {
            foreach (DateTimeZoneHandling zone in Enum.GetValues(typeof(DateTimeZoneHandling)))
                foreach (DateFormatHandling form in Enum.GetValues(typeof(DateFormatHandling)))
                {
                    var z = zone; var f = form;
                    var words = new List<string>();
                    string zoneWord = char.ToLower(z.ToString()[0]) + z.ToString().Substring(1);
                    words.Add("\"dateTimeZoneHandling\": \"" + zoneWord + "\", \"localOffset\": \"+02:00\"");
                    words.Add("\"dateFormatHandling\": \"" + (f == DateFormatHandling.IsoDateFormat ? "isoDateFormat" : "microsoftDateFormat") + "\"");
                    yield return new KeyValuePair<string, Action<JsonSerializerSettings>>("{" + string.Join(", ", words) + "}", s => { s.DateTimeZoneHandling = z; s.DateFormatHandling = f; });
                }
        }

        static void Main(string[] args)
        {
            var folder = args[0];
            var clocks = new[] { new DateTime(2024, 10, 15, 5, 30, 0, 123), new DateTime(2024, 10, 15, 5, 30, 0).AddTicks(1234567), new DateTime(1969, 12, 31, 23, 59, 59).AddTicks(5), new DateTime(1970, 1, 1), new DateTime(2024, 2, 29, 23, 59, 59, 999), new DateTime(2000, 1, 1, 12, 0, 0), new DateTime(9, 3, 4, 5, 6, 7), new DateTime(9999, 12, 31, 21, 0, 0), new DateTime(2024, 12, 31, 0, 30, 0), DateTime.MinValue, DateTime.MaxValue, new DateTime(2021, 7, 4, 13, 5, 9, 70) };
            var dates = new List<DateTime>();
            foreach (var clock in clocks) foreach (DateTimeKind kind in Enum.GetValues(typeof(DateTimeKind))) dates.Add(DateTime.SpecifyKind(clock, kind));
            var offsets = new List<DateTimeOffset>();
            foreach (var clock in clocks.Take(9)) foreach (var minutes in new[] { 0, 120, -570, 330 }) try { offsets.Add(new DateTimeOffset(clock, TimeSpan.FromMinutes(minutes))); } catch (ArgumentException) { }
            foreach (var pair in DateSettings()) { foreach (var date in dates) Write(date, pair.Key, pair.Value); foreach (var date in offsets) Write(date, pair.Key, pair.Value); }
            Save(folder, "dates");

            var texts = new[] { "2024-10-15T05:30:00", "2024-10-15T05:30:00Z", "2024-10-15T05:30:00.1234567+02:00", "2024-10-15T05:30:00.5-05:00", "/Date(1728963000123)/", "/Date(1728963000123+0200)/", "/Date(-5)/", "/Date(0+0000)/", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999", "2024-10-15", "nonsense", "", "2024-13-01T00:00:00" };
            foreach (var pair in DateSettings()) foreach (var text in texts) { Read(typeof(DateTime), Q(text), pair.Key, pair.Value); if (text.Contains('+') || text.EndsWith("Z") || text.Contains("-05:00")) Read(typeof(DateTimeOffset), Q(text), pair.Key, pair.Value); }
            Save(folder, "dates-read");

            var formats = new[] { "dd/MM/yyyy", "yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "MM/dd/yyyy hh:mm tt", "M/d/yyyy h:m:s t", "d", "D", "f", "F", "g", "G", "m", "M", "o", "O", "r", "R", "s", "t", "T", "u", "U", "y", "Y", "%d", "%M", "%y", "%h", "%H", "%m", "%s", "%f", "%F", "%t", "%z", "%K", "%g", "ddd, d MMM yy", "dddd d MMMM yyyy", "dddddd MMMMMM yyyyyy", "yyy", "yy", "yyyyMMddHHmmssfff", "HH:mm:ss.fffffff", "HH:mm:ss.FFFFFFF", "HH:mm:ss.FFF", "HH:mm:ss.f", "ss.FF'x'", "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-dd HH:mm z", "yyyy-MM-dd HH:mm zz", "'day' d \"of\" MMMM", "\\d\\a\\y d", "d \\'x\\'", "g yyyy", "h 'o''clock' tt", "yyyy年M月d日", "HH'h'mm", "dd.MM.yyyy", "hh:mm:ss ttt", "gg", "yyyyy", "ddd", "dddd", "MMM", "MMMM", "x", "HH", "q z w", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "d MMMM", "dd MMMM yyyy 'at' HH:mm" };
            foreach (var format in formats)
            {
                var f = format; var spec = "{\"dateFormatString\": " + Q(f) + ", \"localOffset\": \"+02:00\"}";
                foreach (var date in dates.Where((d, i) => d.Year > 1 && d.Year < 9999 && i % 4 == 0)) Write(date, spec, s => s.DateFormatString = f);
                foreach (var date in offsets.Where((d, i) => d.Year > 1 && i % 5 == 0)) Write(date, spec, s => s.DateFormatString = f);
                foreach (var date in dates.Where((d, i) => d.Year > 1000 && d.Year < 9999 && i > 3 && i < 7))
                    foreach (DateTimeZoneHandling zone in Enum.GetValues(typeof(DateTimeZoneHandling)))
                    { var z = zone; var sp = "{\"dateFormatString\": " + Q(f) + ", \"dateTimeZoneHandling\": \"" + char.ToLower(z.ToString()[0]) + z.ToString().Substring(1) + "\", \"localOffset\": \"+02:00\"}"; if (z != DateTimeZoneHandling.RoundtripKind) Write(date, sp, s => { s.DateFormatString = f; s.DateTimeZoneHandling = z; }); }
            }
            Save(folder, "date-formats");

            foreach (var format in formats)
            {
                var f = format; var spec = "{\"dateFormatString\": " + Q(f) + ", \"localOffset\": \"+02:00\"}";
                // What a format writes is read by it; a date that it does not hold would be today's.
                foreach (var date in dates.Where((d, i) => d.Year > 1000 && d.Year < 9999 && i % 2 == 0))
                {
                    string text; try { text = f == "" ? date.ToString("o") : date.ToString(f, System.Globalization.CultureInfo.InvariantCulture); } catch (FormatException) { continue; }
                    if (f == "" || text.Contains("2024") || text.Contains("1969") || text.Contains("1970") || text.Contains("2000") || text.Contains("2021")) Read(typeof(DateTime), Q(text), spec, s => s.DateFormatString = f);
                }
            }
            var exact = new[] { Tuple.Create("dd/MM/yyyy", "5/10/2024"), Tuple.Create("d/M/yyyy", "05/10/2024"), Tuple.Create("d/M/yyyy", "31/02/2024"), Tuple.Create("yyyy-MM-dd HH:mm", "2024-10-15 24:00"), Tuple.Create("yyyy-MM-dd HH:mm", "2024-10-15  05:30"), Tuple.Create("yyyy-MM-dd hh:mm tt", "2024-10-15 12:30 AM"), Tuple.Create("yyyy-MM-dd hh:mm tt", "2024-10-15 12:30 PM"), Tuple.Create("yyyy-MM-dd hh:mm tt", "2024-10-15 01:30 pm"), Tuple.Create("yyyy-MM-dd hh:mm tt", "2024-10-15 13:30 PM"), Tuple.Create("dddd d MMMM yyyy", "tuesday 15 october 2024"), Tuple.Create("dddd d MMMM yyyy", "Monday 15 October 2024"), Tuple.Create("yyyy-MM-dd", "2024-10-15T05:30:00"), Tuple.Create("yyyy-MM-dd", "2024-10-15T05:30:00Z"), Tuple.Create("HH:mm:ss.FFF yyyy/MM/dd", "05:30:00 2024/10/15"), Tuple.Create("HH:mm:ss.FFF yyyy/MM/dd", "05:30:00.1 2024/10/15"), Tuple.Create("HH:mm:ss.fff yyyy/MM/dd", "05:30:00.1 2024/10/15"), Tuple.Create("yyyyMMdd", "20241015"), Tuple.Create("yyyyMMddHHmmss", "20241015053000"), Tuple.Create("dd-MM-yy", "15-10-24"), Tuple.Create("dd-MM-yy", "15-10-49"), Tuple.Create("dd-MM-yy", "15-10-50"), Tuple.Create("yyyy-MM-dd HH:mm zzz", "2024-10-15 05:30 +05:30"), Tuple.Create("yyyy-MM-dd HH:mm zzz", "2024-10-15 05:30 Z"), Tuple.Create("yyyy-MM-dd HH:mm zz", "2024-10-15 05:30 +02"), Tuple.Create("yyyy-MM-dd HH:mm z", "2024-10-15 05:30 +2"), Tuple.Create("yyyy-MM-dd HH:mm K", "2024-10-15 05:30 Z"), Tuple.Create("yyyy-MM-dd HH:mm K", "2024-10-15 05:30 +02:00"), Tuple.Create("yyyy-MM-dd HH:mmK", "2024-10-15 05:30"), Tuple.Create("yyyy-MM-dd HH:mm zzz", "2024-10-15 05:30 +02:00"), Tuple.Create("'on' yyyy-MM-dd", "ON 2024-10-15"), Tuple.Create("yyyy-MM-dd", " 2024-10-15"), Tuple.Create("yyyy-MM-dd", "2024-10-15 "), Tuple.Create("r", "Tue, 15 Oct 2024 05:30:00 GMT"), Tuple.Create("u", "2024-10-15 05:30:00Z"), Tuple.Create("o", "2024-10-15T05:30:00.1234567Z"), Tuple.Create("o", "2024-10-15T05:30:00.1234567+02:00"), Tuple.Create("s", "2024-10-15T05:30:00") };
            foreach (var t in exact) { var f = t.Item1; foreach (DateTimeZoneHandling zone in Enum.GetValues(typeof(DateTimeZoneHandling))) { var z = zone; Read(typeof(DateTime), Q(t.Item2), "{\"dateFormatString\": " + Q(f) + ", \"dateTimeZoneHandling\": \"" + char.ToLower(z.ToString()[0]) + z.ToString().Substring(1) + "\", \"localOffset\": \"+02:00\"}", s => { s.DateFormatString = f; s.DateTimeZoneHandling = z; }); } }
            Save(folder, "date-formats-read");

            var inner = new Inner { Name = "n", Count = 3 };
            var many = new List<Everything> {
                new Everything { Letter = 'A' }, new Everything { Letter = 'A', Id = 1, Note = "", MaybeInt = 0, MaybeKind = Kind.None, Inner = new Inner(), Texts = new List<string>(), Map = new Dictionary<string, string>(), Data = new byte[0], Inners = new List<Inner>() },
                new Everything { Letter = 'A', Flag = true, Number = 1.5, Money = 2.50m, Kind = Kind.URLDone, MaybeKind = Kind.X, Inner = inner, Texts = new List<string> { null, "a" }, Map = new Dictionary<string, string> { { "a", null }, { "b", "c" } }, Key = new Guid("b0e8f9cc-94a4-4c1e-8d8b-1d1bbd3d1b8e"), On = new DateTime(2024, 10, 15, 0, 0, 0, DateTimeKind.Utc), Offset = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), Span = TimeSpan.FromSeconds(5), Data = new byte[] { 1, 2 }, Link = new Uri("http://x/y"), Pair = new KeyValuePair<string, int>("k", 1), Inners = new List<Inner> { null, inner, new Inner() } } };
            foreach (NullValueHandling nulls in Enum.GetValues(typeof(NullValueHandling)))
                foreach (DefaultValueHandling defaults in Enum.GetValues(typeof(DefaultValueHandling)))
                    foreach (Formatting formatting in Enum.GetValues(typeof(Formatting)))
                    {
                        var n = nulls; var d = defaults; var f = formatting;
                        var spec = "{\"nullValueHandling\": \"" + n.ToString().ToLower() + "\", \"defaultValueHandling\": \"" + char.ToLower(d.ToString()[0]) + d.ToString().Substring(1) + "\"" + (f == Formatting.Indented ? ", \"formatting\": \"indented\"" : "") + "}";
                        foreach (var one in many) Write(one, spec, s => { s.NullValueHandling = n; s.DefaultValueHandling = d; s.Formatting = f; });
                        Write(many, spec, s => { s.NullValueHandling = n; s.DefaultValueHandling = d; s.Formatting = f; });
                        if (f == Formatting.None) foreach (var text in new[] { "{\"Note\":null,\"Id\":5,\"Letter\":\"A\"}", "{\"Letter\":\"A\",\"Id\":0,\"MaybeInt\":null,\"Inner\":{\"Name\":null,\"Count\":2},\"Texts\":[null],\"Map\":{\"a\":null}}" }) Read(typeof(Everything), text, spec, s => { s.NullValueHandling = n; s.DefaultValueHandling = d; });
                    }
            Save(folder, "nulls-and-defaults");

            var names = new List<Names> { new Names { FirstName = "a", Keys = new Dictionary<string, int> { { "WhizBang", 1 }, { "URLKey", 2 }, { "foo", 3 }, { "Some Key", 4 } }, Kinds = new Dictionary<Kind, string> { { Kind.InProgress, "x" }, { Kind.URLDone, "y" } }, Kind = Kind.InProgress, Maybe = Kind.URLDone, Perm = Perm.Read | Perm.URLAdmin, Pair = new KeyValuePair<string, int>("K", 1) }, new Names { Kind = Kind.iOS, Maybe = Kind.ABTest, Perm = Perm.None }, new Names { Kind = Kind.X, Perm = Perm.WriteAll }, new Names { Kind = (Kind)77, Perm = (Perm)64 } };
            foreach (var one in names)
            {
                Write(one, "{\"naming\": \"camelCase\"}", s => s.ContractResolver = new CamelCasePropertyNamesContractResolver());
                Write(one, "{\"enums\": \"text\"}", s => s.Converters.Add(new StringEnumConverter()));
                Write(one, "{\"enums\": \"camelCaseText\"}", s => s.Converters.Add(new StringEnumConverter { CamelCaseText = true }));
                Write(one, "{\"naming\": \"camelCase\", \"enums\": \"camelCaseText\"}", s => { s.ContractResolver = new CamelCasePropertyNamesContractResolver(); s.Converters.Add(new StringEnumConverter { CamelCaseText = true }); });
            }
            Write(new Dictionary<string, int> { { "WhizBang", 1 } }, "{\"naming\": \"camelCase\"}", s => s.ContractResolver = new CamelCasePropertyNamesContractResolver());
            foreach (var text in new[] { "{\"Kind\":\"inProgress\"}", "{\"Kind\":\"InProgress\"}", "{\"Kind\":\"INPROGRESS\"}", "{\"Kind\":1}", "{\"Kind\":\"urlDone\",\"Perm\":\"read, urlAdmin\"}", "{\"Kind\":\"wrong\"}", "{\"Kind\":\"\"}", "{\"Maybe\":\"\"}", "{\"Maybe\":null}" }) Read(typeof(Names), text, "{\"enums\": \"camelCaseText\"}", s => s.Converters.Add(new StringEnumConverter { CamelCaseText = true }));
            Save(folder, "names-and-enums");

            var chars = new[] { "plain", "<b>a & 'b' \"c\"</b>", "Ärger €5 – ’", "😀 emoji", "a\u0000b\u001fc\u007f", "\u0085\u2028\u2029", "tab\tnl\ncr\rbs\bff\f\\/", "日本語", "=+%`@", "" };
            foreach (StringEscapeHandling escape in Enum.GetValues(typeof(StringEscapeHandling)))
                foreach (var text in chars)
                {
                    var e = escape; var spec = "{\"stringEscapeHandling\": \"" + char.ToLower(e.ToString()[0]) + e.ToString().Substring(1) + "\"}";
                    Write(new Texts { Text = text, Map = new Dictionary<string, string> { { text, text } }, Letter = text.Length == 0 || char.IsSurrogate(text[0]) ? 'A' : text[0], Link = new Uri("http://x/?a='b'&c=<ä>") }, spec, s => s.StringEscapeHandling = e);
                    Write(new List<string> { text }, spec, s => s.StringEscapeHandling = e);
                }
            Save(folder, "escapes");

            var shared = new Node { Name = "n", First = inner, Second = inner, All = new List<Inner> { inner, null, new Inner() }, Numbers = new[] { 1, 2 }, ByName = new Dictionary<string, Inner> { { "a", inner } } };
            foreach (PreserveReferencesHandling preserve in Enum.GetValues(typeof(PreserveReferencesHandling)))
            {
                var p = preserve; var spec = "{\"preserveReferencesHandling\": \"" + char.ToLower(p.ToString()[0]) + p.ToString().Substring(1) + "\"}";
                var apart = new Node { Name = "n", First = new Inner { Name = "a" }, Second = new Inner { Name = "b" }, All = new List<Inner> { new Inner { Name = "c" }, null }, Numbers = new[] { 1, 2 }, ByName = new Dictionary<string, Inner> { { "a", new Inner() } } };
                foreach (var node in new[] { apart, new Node(), new Node { All = new List<Inner>(), Numbers = new int[0], ByName = new Dictionary<string, Inner>() } }) { Write(node, spec, s => s.PreserveReferencesHandling = p); Write(new List<Node> { node }, spec, s => s.PreserveReferencesHandling = p); }
                Write(new Dictionary<string, int> { { "a", 1 } }, spec, s => s.PreserveReferencesHandling = p);
                foreach (var text in new[] { "{\"$id\":\"1\",\"Name\":\"n\",\"First\":{\"$id\":\"2\",\"Name\":\"x\",\"Count\":1},\"Second\":{\"$ref\":\"2\"}}", "{\"$id\":\"1\",\"All\":{\"$id\":\"2\",\"$values\":[{\"$id\":\"3\",\"Name\":\"c\",\"Count\":0}]},\"Second\":{\"$ref\":\"3\"}}", "{\"All\":{\"$values\":[]}}", "{\"ByName\":{\"$id\":\"1\",\"a\":null}}", "{\"First\":{\"$ref\":\"9\"}}", "{\"Name\":\"n\",\"$id\":\"1\",\"First\":{\"Name\":\"x\",\"$ref\":\"1\"}}" }) Read(typeof(Node), text, spec, s => s.PreserveReferencesHandling = p);
            }
            var boxes = new[] { new Boxes { Any = new object() }, new Boxes(), new Boxes { Maybe = new Point { X = 1 }, Data = new byte[] { 1, 2 }, Pair = new KeyValuePair<string, int>("k", 1) } };
            foreach (PreserveReferencesHandling preserve in Enum.GetValues(typeof(PreserveReferencesHandling)))
            {
                var p = preserve; var spec = "{\"preserveReferencesHandling\": \"" + char.ToLower(p.ToString()[0]) + p.ToString().Substring(1) + "\"}";
                foreach (var box in boxes) Write(box, spec, s => s.PreserveReferencesHandling = p);
                foreach (TypeNameHandling names2 in Enum.GetValues(typeof(TypeNameHandling)))
                {
                    var t = names2; var both = spec.TrimEnd('}') + ", \"typeNameHandling\": \"" + char.ToLower(t.ToString()[0]) + t.ToString().Substring(1) + "\", \"assembly\": \"Vectors\"}";
                    foreach (var box in boxes) Write(box, both, s => { s.PreserveReferencesHandling = p; s.TypeNameHandling = t; });
                    Write(new List<Inner[]> { new[] { inner, null } }, both, s => { s.PreserveReferencesHandling = p; s.TypeNameHandling = t; });
                    if (p != PreserveReferencesHandling.None && t != TypeNameHandling.None)
                        foreach (var text in new[] { "{\"$id\":\"1\",\"$type\":\"Sample.Node, Vectors\",\"First\":{\"$id\":\"2\",\"$type\":\"Sample.Inner, Vectors\",\"Name\":\"x\"},\"All\":{\"$id\":\"3\",\"$type\":\"System.Collections.Generic.List`1[[Sample.Inner, Vectors]], mscorlib\",\"$values\":[{\"$ref\":\"2\"},{\"$ref\":\"2\"}]},\"ByName\":{\"$id\":\"4\",\"a\":{\"$ref\":\"2\"}}}", "{\"$type\":\"Sample.Node, Vectors\",\"$id\":\"1\",\"First\":{\"$id\":\"2\",\"Name\":\"x\"},\"Second\":{\"$ref\":\"2\"}}", "{\"All\":{\"$id\":\"2\",\"$values\":[null]},\"Numbers\":{\"$id\":\"3\",\"$values\":[1,2]}}", "{\"First\":{\"$id\":\"1\",\"Name\":\"a\"},\"Second\":{\"$id\":\"1\",\"Name\":\"b\"}}", "{\"First\":{\"$ref\":\"1\",\"Name\":\"a\"}}" }) Read(typeof(Node), text, both, s => { s.PreserveReferencesHandling = p; s.TypeNameHandling = t; });
                }
            }
            Save(folder, "references");

            // Later versions put keys into the zone of the settings, which this one does not.
            var keys = clocks.Take(9).SelectMany(clock => new[] { clock, DateTime.SpecifyKind(clock, DateTimeKind.Utc), DateTime.SpecifyKind(clock, DateTimeKind.Local) }).ToList();
            foreach (var pair in DateSettings().Where(p => p.Key.Contains("roundtripKind")))
            {
                foreach (var key in keys) Write(new Dictionary<DateTime, int> { { key, 1 } }, pair.Key, pair.Value);
                foreach (var key in offsets) Write(new Dictionary<DateTimeOffset, int> { { key, 1 } }, pair.Key, pair.Value);
                foreach (var text in texts) Read(typeof(Dictionary<DateTime, int>), "{" + Q(text) + ":1}", pair.Key, pair.Value);
            }
            foreach (var format in new[] { "dd/MM/yyyy", "yyyy-MM-dd HH:mm", "s", "d MMM yyyy" })
            {
                var f = format; var spec = "{\"dateFormatString\": " + Q(f) + ", \"localOffset\": \"+02:00\"}";
                foreach (var key in keys) { Write(new Dictionary<DateTime, int> { { key, 1 } }, spec, s => s.DateFormatString = f); Read(typeof(Dictionary<DateTime, int>), "{" + Q(key.ToString(f, System.Globalization.CultureInfo.InvariantCulture)) + ":1}", spec, s => s.DateFormatString = f); }
            }
            Save(folder, "date-keys");

            foreach (DefaultValueHandling defaults in Enum.GetValues(typeof(DefaultValueHandling)))
            {
                var d = defaults; var spec = "{\"defaultValueHandling\": \"" + char.ToLower(d.ToString()[0]) + d.ToString().Substring(1) + "\"}";
                foreach (var one in new[] { new Preset(), new Preset { Five = 5, Text = "x", Yes = true, Half = 1.5, Kind = Kind.X, Zero = 0, Own = 7 }, new Preset { Five = 1, Text = "y", Null = 0, Half = 2, Zero = 1, Own = 5, Plain = 1 } }) Write(one, spec, s => s.DefaultValueHandling = d);
                foreach (var text in new[] { "{}", "{\"Five\":5,\"Text\":\"x\",\"Yes\":true,\"Half\":1.5,\"Plain\":0,\"Own\":7}", "{\"Five\":0,\"Text\":null,\"Yes\":false,\"Half\":0.0,\"Plain\":1,\"Own\":1}" }) Read(typeof(Preset), text, spec, s => s.DefaultValueHandling = d);
            }
            Save(folder, "default-values");

            var square = new Square { Title = "s", Side = 2, Inner = new Inner { Name = "i" } };
            var drawing = new Drawing { Main = new Shape { Title = "m" }, Shapes = new List<Shape> { new Shape { Title = "a" }, null }, More = new[] { new Shape() }, Any = new Inner { Name = "any" }, Named = new Dictionary<string, Shape> { { "a", new Shape() } } };
            var derived = new Drawing { Main = square, Shapes = new List<Shape> { new Circle { Radius = 1.5 }, square }, More = new Shape[] { new Circle() }, Named = new Dictionary<string, Shape> { { "a", new Circle() } } };
            foreach (TypeNameHandling names2 in Enum.GetValues(typeof(TypeNameHandling)))
            {
                var t = names2; var spec = "{\"typeNameHandling\": \"" + char.ToLower(t.ToString()[0]) + t.ToString().Substring(1) + "\", \"assembly\": \"Vectors\"}";
                Write(square, spec, s => s.TypeNameHandling = t);
                Write(new List<Inner> { inner }, spec, s => s.TypeNameHandling = t);
                Write(new Dictionary<string, Inner> { { "a", inner } }, spec, s => s.TypeNameHandling = t);
                Write(new Inner[] { inner }, spec, s => s.TypeNameHandling = t);
                Write(shared, spec, s => s.TypeNameHandling = t);
                foreach (var one in new[] { drawing, derived })
                {
                    var settings = new JsonSerializerSettings { TypeNameHandling = t };
                    Add(spec, 2, "Sample.Drawing", JsonConvert.SerializeObject(one, new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All }), JsonConvert.SerializeObject(one, settings));
                }
                foreach (var text in new[] { "{\"$type\":\"Sample.Inner, Vectors\",\"Name\":\"x\",\"Count\":1}", "{\"Name\":\"x\",\"$type\":\"Sample.Inner, Vectors\",\"Count\":1}", "{\"$type\":\"Sample.Circle, Vectors\",\"Name\":\"x\"}", "{\"$type\":\"Nobody.Knows, Vectors\",\"Name\":\"x\"}" }) Read(typeof(Inner), text, spec, s => s.TypeNameHandling = t);
                Read(typeof(List<Inner>), "{\"$type\":\"System.Collections.Generic.List`1[[Sample.Inner, Vectors]], mscorlib\",\"$values\":[{\"$type\":\"Sample.Inner, Vectors\",\"Name\":\"x\",\"Count\":1}]}", spec, s => s.TypeNameHandling = t);
                Read(typeof(Dictionary<string, int>), "{\"$type\":\"System.Collections.Generic.Dictionary`2[[System.String, mscorlib],[System.Int32, mscorlib]], mscorlib\",\"a\":1}", spec, s => s.TypeNameHandling = t);
            }
            Save(folder, "type-names");
        }
    }
}
