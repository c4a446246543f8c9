// The configurations of the sites: main has all defaults, camel camelCase JSON, enums as texts, and no form bodies;
// xmlserializer is main with UseXmlSerializer; leaddesk is for a client in production.
using System;
using System.Net.Http.Headers;
using System.Web.Http;

namespace Sites
{
    public static class SiteConfig
    {
        public static string Namespace(string site)
        {
            switch (site)
            {
                case "main": case "xmlserializer": return "Sites.Main";
                case "camel": return "Sites.Camel";
                case "leaddesk": return "Sites.Leaddesk";
                case "validation": return "Sites.Validation";
                default: throw new ArgumentException("no such site: " + site);
            }
        }

        public static AuthenticationHeaderValue Authorization(string site) { return null; }

        public static HttpConfiguration Create(string site)
        {
            HttpConfiguration c = Site.Of(Namespace(site), site == "camel");
            if (site == "xmlserializer") c.Formatters.XmlFormatter.UseXmlSerializer = true;
#if WEBAPI1
            c.Routes.MapHttpRoute("DefaultApi", "api/{controller}/{id}", new { id = RouteParameter.Optional }, new { controller = "Leads" });
#else
            c.Routes.MapHttpRoute("DefaultApi", "api/{controller}/{id}", new { id = RouteParameter.Optional });
#endif
            return c;
        }
    }
}
