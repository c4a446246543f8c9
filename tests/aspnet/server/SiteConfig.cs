// The configurations of the sites: main has all defaults, camel camelCase JSON, enums as texts, and no form bodies.
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
                case "main": return "Sites.Main";
                case "camel": return "Sites.Camel";
                default: throw new ArgumentException("no such site: " + site);
            }
        }

        public static AuthenticationHeaderValue Authorization(string site) { return null; }

        public static HttpConfiguration Create(string site)
        {
            HttpConfiguration c = Site.Of(Namespace(site), site == "camel");
#if WEBAPI1
            c.Routes.MapHttpRoute("DefaultApi", "api/{controller}/{id}", new { id = RouteParameter.Optional }, new { controller = "Leads" });
#else
            c.Routes.MapHttpRoute("DefaultApi", "api/{controller}/{id}", new { id = RouteParameter.Optional });
#endif
            return c;
        }
    }
}
