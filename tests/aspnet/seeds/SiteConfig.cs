// The configurations of the APIs.
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
                case "lcmanager": return "Sites.LcManager";
                case "leadbank": return "Sites.LeadBank";
                case "lifetrons": return "Sites.Lifetrons";
                case "vitec": return "Sites.Vitec";
                default: throw new ArgumentException("no such site: " + site);
            }
        }

        public static AuthenticationHeaderValue Authorization(string site) { return site == "vitec" ? Vitec.BasicAttribute.Known : null; }

        public static HttpConfiguration Create(string site)
        {
            HttpConfiguration c = Site.Of(Namespace(site), site == "vitec");
            if (site == "leadbank") c.Formatters.Remove(c.Formatters.XmlFormatter);
            return c;
        }
    }
}
