// What the sites use of Web API 2, on top of the early Web API 1 that Debian's Mono packages have (WEBAPI1).
#if WEBAPI1
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Web.Http;
using System.Web.Http.Dispatcher;
using System.Web.Http.ModelBinding;
using System.Web.Http.Routing;
using System.Xml;
using System.Xml.Serialization;
using Newtonsoft.Json;

namespace System.Web.Http
{
    [AttributeUsage(AttributeTargets.Method)] public class RouteAttribute : Attribute { public readonly string Template; public RouteAttribute(string t) { Template = t; } }
    [AttributeUsage(AttributeTargets.Class)] public class RoutePrefixAttribute : Attribute { public readonly string Prefix; public RoutePrefixAttribute(string p) { Prefix = p; } }

    public static class Web1Extensions
    {
        public static void EnsureInitialized(this HttpConfiguration c) { }

        /// One conventional route for each [Route].
        public static void MapHttpAttributeRoutes(this HttpConfiguration c)
        {
            var resolver = (IHttpControllerTypeResolver)c.Services.GetService(typeof(IHttpControllerTypeResolver));
            foreach (Type t in resolver.GetControllerTypes((IAssembliesResolver)c.Services.GetService(typeof(IAssembliesResolver))))
                foreach (MethodInfo m in t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                {
                    string template = Endpoint.Template(t, m);
                    if (template == null) continue;
                    var defaults = new HttpRouteValueDictionary { { "controller", Regex.Replace(t.Name, "Controller$", "") }, { "action", m.Name } };
                    var constraints = new HttpRouteValueDictionary { { "method", new HttpMethodConstraint(Endpoint.Verbs(m).Select(v => new HttpMethod(v)).ToArray()) } };
                    template = Regex.Replace(template, @"\{(\w+)(?::(\w+))?(\?)?\}", x =>
                    {
                        string name = x.Groups[1].Value, kind = x.Groups[2].Value;
                        if (x.Groups[3].Success) defaults[name] = RouteParameter.Optional;
                        if (kind == "int") constraints[name] = @"-?\d+";
                        if (kind == "datetime") constraints[name] = @"(\d{4}-.*)?";
                        if (kind == "guid") constraints[name] = @"[0-9A-Fa-f-]{36}";
                        return "{" + name + "}";
                    });
                    c.Routes.Add(t.Name + "." + m.Name, new HttpRoute(template, defaults, constraints));
                }
        }

        public static HttpResponseMessage CreateErrorResponse(this HttpRequestMessage r, HttpStatusCode status, string message) { return r.CreateResponse(status, new HttpError { Message = message }); }
        public static HttpResponseMessage CreateErrorResponse(this HttpRequestMessage r, HttpStatusCode status, ModelStateDictionary s) { return r.CreateResponse(status, new HttpError(s)); }
    }

    /// The body of an error. Web API 1 itself answers with a text or with an exception.
    [JsonObject(MemberSerialization.OptIn), XmlRoot("Error")]
    public class HttpError : IXmlSerializable
    {
        [JsonProperty] public string Message { get; set; }
        [JsonProperty(NullValueHandling = NullValueHandling.Ignore)] public Dictionary<string, string[]> ModelState { get; set; }

        public HttpError() { }

        public HttpError(ModelStateDictionary s)
        {
            Message = "The request is invalid.";
            ModelState = s.Where(k => k.Value.Errors.Count > 0).ToDictionary(k => k.Key, k => k.Value.Errors.Select(e => e.ErrorMessage != "" ? e.ErrorMessage : "An error has occurred.").ToArray());
        }

        public System.Xml.Schema.XmlSchema GetSchema() { return null; }
        public void ReadXml(XmlReader r) { throw new NotSupportedException(); }

        public void WriteXml(XmlWriter w)
        {
            w.WriteElementString("Message", Message);
            if (ModelState == null) return;
            w.WriteStartElement("ModelState");
            foreach (var m in ModelState) w.WriteElementString(XmlConvert.EncodeLocalName(m.Key), string.Join(" ", m.Value));
            w.WriteEndElement();
        }
    }
}

namespace System.Web.Http.Description
{
    [AttributeUsage(AttributeTargets.Method)] public class ResponseTypeAttribute : Attribute { public readonly Type ResponseType; public ResponseTypeAttribute(Type t) { ResponseType = t; } }
}

namespace Sites
{
    public class IHttpActionResult : HttpResponseMessage
    {
        public IHttpActionResult(HttpResponseMessage m) : base(m.StatusCode) { Content = m.Content; RequestMessage = m.RequestMessage; }
    }

    public abstract class ApiController : System.Web.Http.ApiController
    {
        protected IHttpActionResult Ok<T>(T value) { return new IHttpActionResult(Request.CreateResponse(HttpStatusCode.OK, value)); }
        protected IHttpActionResult BadRequest(ModelStateDictionary s) { return new IHttpActionResult(Request.CreateErrorResponse(HttpStatusCode.BadRequest, s)); }
    }
}
#endif
