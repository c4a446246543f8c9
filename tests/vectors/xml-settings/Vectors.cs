// What Web API's XML formatter writes and reads by its settings: rows for tests, printed as JSON.
//
//   mcs -r:System.Net.Http -r:System.Net.Http.Formatting -r:System.Runtime.Serialization Vectors.cs
//   mono Vectors.exe > rows.json
//
// The formatter of Web API 1, which Debian has, takes indentation and encodings alone. What Web API 2 has besides them, as
// `WriterSettings`, is given to the writer that the formatter makes; where both can be had, they are compared.
//
// By settings, in the words of a spec's `xml`: what is written (type, the value as the formatter writes it by default, the
// bytes that it writes by the settings, in base64) and what is read (type, the `charset` of the content type, bytes, the
// value as the formatter then writes it by default; null where it refuses).
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Formatting;
using System.Net.Http.Headers;
using System.Runtime.Serialization;
using System.Text;
using System.Xml;

namespace Sample
{
    public class Letter { public string Subject { get; set; } public List<string> Lines { get; set; } public Dictionary<string, int> Counts { get; set; } public Letter Reply { get; set; } public DateTime? At { get; set; } public double Weight { get; set; } }
}

namespace Shop
{
    public enum State { New, InProgress }
    public class Order { public int Id { get; set; } public DateTime PlacedAt { get; set; } public DateTime Day { get; set; } public string Note { get; set; } public string Reason { get; set; } public int Count { get; set; } public State State { get; set; } public State Kind { get; set; } public Dictionary<string, string> Tags { get; set; } }
}

class Settings
{
    public bool Omit = true, Indent, Utf16First; public string NewLine = "\n";

    public string Spec()
    {
        var parts = new List<string>();
        if (!Omit) parts.Add("\"omitXmlDeclaration\": false");
        if (Indent) parts.Add("\"indent\": true");
        if (NewLine != "\n") parts.Add("\"newLineChars\": \"\\r\\n\"");
        if (Utf16First) parts.Add("\"encoding\": \"utf-16\"");
        return parts.Count == 0 ? "{}" : "{ " + string.Join(", ", parts) + " }";
    }

    public XmlMediaTypeFormatter Formatter()
    {
        var formatter = new XmlMediaTypeFormatter { Indent = Indent };
        if (Utf16First)
        {
            var utf8 = formatter.SupportedEncodings[0];
            formatter.SupportedEncodings.RemoveAt(0);
            formatter.SupportedEncodings.Add(utf8);
        }
        return formatter;
    }

    public byte[] Write(object value)
    {
        var stream = new MemoryStream();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = Omit, Indent = Indent, NewLineChars = NewLine, CheckCharacters = false, CloseOutput = false };
        settings.Encoding = Formatter().SupportedEncodings[0];
        using (var writer = XmlWriter.Create(stream, settings)) new DataContractSerializer(value.GetType()).WriteObject(writer, value);
        if (Omit && NewLine == "\n" && !stream.ToArray().SequenceEqual(ByFormatter(value))) throw new Exception("the formatter writes " + Encoding.UTF8.GetString(ByFormatter(value)));
        return stream.ToArray();
    }

    byte[] ByFormatter(object value)
    {
        var stream = new MemoryStream();
        var headers = new ByteArrayContent(new byte[0]).Headers;
        headers.ContentType = new MediaTypeHeaderValue("application/xml");
        Formatter().WriteToStreamAsync(value.GetType(), value, stream, headers, null).Wait();
        return stream.ToArray();
    }
}

static class Program
{
    static string Q(string s)
    {
        if (s == null) return "null";
        var text = new StringBuilder("\"");
        foreach (var c in s)
            if (c == '"' || c == '\\') text.Append('\\').Append(c);
            else if (c == '\n') text.Append("\\n");
            else if (c == '\r') text.Append("\\r");
            else if (c < ' ') text.Append("\\u").Append(((int)c).ToString("x4"));
            else text.Append(c);
        return text.Append('"').ToString();
    }

    static HttpContentHeaders Headers(string charset)
    {
        var headers = new ByteArrayContent(new byte[0]).Headers;
        headers.ContentType = new MediaTypeHeaderValue("application/xml");
        if (charset != null) headers.ContentType.CharSet = charset;
        return headers;
    }

    static string Default(object value) { return Encoding.UTF8.GetString(new Settings().Write(value)); }

    static string Read(Type type, byte[] bytes, string charset, XmlMediaTypeFormatter formatter)
    {
        var headers = Headers(charset);
        headers.ContentLength = bytes.Length;
        try
        {
            var value = formatter.ReadFromStreamAsync(type, new MemoryStream(bytes), headers, null).Result;
            return value == null ? null : Default(value);
        }
        catch (AggregateException) { return null; }
    }

    static void Main()
    {
        var letter = new Sample.Letter { Subject = "a\nb\r\nc\rd\te", Lines = new List<string> { "", " ", null, "<é & €>", "\U0001F600" }, Counts = new Dictionary<string, int> { { "x\ny", 1 } }, At = new DateTime(2024, 10, 15, 5, 29, 0, DateTimeKind.Utc), Weight = 0.1 };
        var letters = new Sample.Letter { Subject = "", Lines = new List<string>(), Reply = letter };
        var order = new Shop.Order { Id = 7, PlacedAt = new DateTime(2024, 10, 15, 5, 29, 0, DateTimeKind.Utc), Day = new DateTime(2024, 10, 16, 0, 0, 0, DateTimeKind.Utc), State = Shop.State.InProgress, Kind = Shop.State.InProgress, Tags = new Dictionary<string, string> { { "Å", "é" } } };
        var values = new object[] { new Sample.Letter(), letter, letters, order };
        var groups = new List<string>();
        foreach (var omit in new[] { true, false })
        foreach (var indent in new[] { false, true })
        foreach (var newLine in new[] { "\n", "\r\n" })
        foreach (var utf16 in new[] { false, true })
        {
            var settings = new Settings { Omit = omit, Indent = indent, NewLine = newLine, Utf16First = utf16 };
            var formatter = settings.Formatter();
            List<string> write = new List<string>(), read = new List<string>();
            foreach (var value in values)
            {
                var bytes = settings.Write(value);
                var type = value.GetType().FullName;
                write.Add("[" + string.Join(", ", new[] { type, Default(value), Convert.ToBase64String(bytes) }.Select(Q)) + "]");
                if ((object)value != letter && value != order) continue;
                foreach (var charset in new[] { null, "utf-8", "utf-16" })
                    read.Add("[" + string.Join(", ", new[] { type, charset, Convert.ToBase64String(bytes), Read(value.GetType(), bytes, charset, formatter) }.Select(Q)) + "]");
            }
            groups.Add("  {\n    \"settings\": " + settings.Spec() + ",\n    \"write\": [\n      " + string.Join(",\n      ", write) + "\n    ],\n    \"read\": [\n      " + string.Join(",\n      ", read) + "\n    ]\n  }");
        }
        Console.OutputEncoding = new UTF8Encoding(false);
        Console.Write("[\n" + string.Join(",\n", groups) + "\n]\n");
    }
}
