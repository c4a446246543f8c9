// Calls every endpoint of a site at a base URL, with the same formatters that a .NET client has (Json.NET,
// DataContractSerializer or XmlSerializer), and prints one JSON line for each call.
// A line: id, method, url, variant (of the body, see Canned.cs), sent, status, contentType, parsed (the answer could
// be read as the declared type), echo (it equals what was sent, where the types are the same), body (the answer's
// text), error.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Formatting;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using System.Web.Http;
using Newtonsoft.Json.Linq;

public class Caller
{
    readonly string root, site, media;
    readonly MediaTypeFormatter formatter;
    readonly HttpClient http = new HttpClient();

    public Caller(string baseUrl, bool json, string site)
    {
        root = baseUrl.TrimEnd('/') + "/";
        this.site = site;
        HttpConfiguration config = Sites.SiteConfig.Create(site);
        formatter = json ? (MediaTypeFormatter)config.Formatters.JsonFormatter : config.Formatters.XmlFormatter;
        media = json ? "application/json" : "application/xml";
        if (formatter == null) throw new ArgumentException(site + " has no " + media);
        http.DefaultRequestHeaders.Authorization = Sites.SiteConfig.Authorization(site);
    }

    /// Whether every answer could be read.
    public bool Call(string prefix)
    {
        bool good = true;
        foreach (Endpoint e in Endpoint.Of(Sites.SiteConfig.Namespace(site)))
        {
            if (!e.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            for (int variant = 0; variant < (e.Body == null ? 1 : 3); variant++)
            {
                JObject line = new JObject(new JProperty("id", e.Id), new JProperty("variant", variant));
                try { Call(e, variant, line); }
                catch (Exception x)
                {
                    while (x.InnerException != null) x = x.InnerException;
                    line["parsed"] = good = false;
                    line["error"] = x.GetType().Name + ": " + x.Message;
                }
                Console.WriteLine(line.ToString(Newtonsoft.Json.Formatting.None));
            }
        }
        return good;
    }

    void Call(Endpoint e, int variant, JObject line)
    {
        HttpRequestMessage m = new HttpRequestMessage(new HttpMethod(e.Method), root + Fill(e));
        m.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(media));
        line["method"] = e.Method;
        line["url"] = m.RequestUri.OriginalString;
        string sent = null;
        if (e.Body != null)
        {
            try { sent = Wire.Write(formatter, e.Body, Canned.Value(e.Body, variant)); }
            catch (Exception) { line["error"] = "not writable as " + media; return; }
            line["sent"] = sent;
            m.Content = new ByteArrayContent(new UTF8Encoding(false).GetBytes(sent));
            m.Content.Headers.ContentType = new MediaTypeHeaderValue(media);
        }
        HttpResponseMessage r = http.SendAsync(m).Result;
        string body = r.Content == null ? "" : r.Content.ReadAsStringAsync().Result;
        line["status"] = (int)r.StatusCode;
        line["contentType"] = r.Content == null || r.Content.Headers.ContentType == null ? null : r.Content.Headers.ContentType.ToString();
        line["body"] = body;
        if (!r.IsSuccessStatusCode || e.Response == null || e.Method == "HEAD") return;
        // JSON and XML may be laid out in other ways: what counts is what was read
        string got = Wire.Write(formatter, e.Response, Wire.Read(formatter, e.Response, body));
        line["parsed"] = true;
        if (e.Body == e.Response) line["echo"] = got == Wire.Write(formatter, e.Body, Wire.Read(formatter, e.Body, sent));
    }

    static string Fill(Endpoint e)
    {
        return Fill(e, e.Path, true) + Fill(e, e.Query, false);
    }

    static string Fill(Endpoint e, string template, bool path)
    {
        return Regex.Replace(template, @"\{([^}]*)\}", m =>
        {
            Type t;
            if (!e.Values.TryGetValue(m.Groups[1].Value, out t)) t = typeof(string);
            return Uri.EscapeDataString(Text(Nullable.GetUnderlyingType(t) ?? t, path));
        });
    }

    static string Text(Type t, bool path)
    {
        // a slash or an ampersand in the path is up to the host, not to Web API
        if (t == typeof(string)) return path ? "Åsa Öberg" : "Åsa Öberg&co/x";
        if (t == typeof(DateTime)) return path ? "2024-10-15" : "2024-10-15T05:29:19";
        if (t == typeof(TimeSpan)) return "1.02:03:04";
        if (t == typeof(bool)) return "true";
        return Convert.ToString(Canned.Value(t, 0), CultureInfo.InvariantCulture);
    }
}
