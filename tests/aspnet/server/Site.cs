// What the configurations of all sites share.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Web.Http;
using System.Web.Http.Dispatcher;
using Newtonsoft.Json.Converters;
using Newtonsoft.Json.Serialization;

namespace Sites
{
    public static class Site
    {
        /// Web API with the controllers of one namespace; with `camel` camelCase JSON, enums as texts, and no form bodies.
        public static HttpConfiguration Of(string ns, bool camel)
        {
            HttpConfiguration c = new HttpConfiguration();
            c.Services.Replace(typeof(IHttpControllerTypeResolver), new ControllersOf(ns));
            var json = c.Formatters.JsonFormatter.SerializerSettings;
#if WEBAPI1
            json.ContractResolver = new JsonContractResolver();
#endif
            if (camel)
            {
                json.ContractResolver = new CamelCasePropertyNamesContractResolver();
                json.Converters.Add(new StringEnumConverter());
                foreach (var f in c.Formatters.Where(f => f.SupportedMediaTypes.Any(m => m.MediaType.Contains("form"))).ToList()) c.Formatters.Remove(f);
            }
            c.MapHttpAttributeRoutes();
            return c;
        }

        sealed class ControllersOf : DefaultHttpControllerTypeResolver
        {
            readonly string ns;
            public ControllersOf(string ns) { this.ns = ns; }
            public override ICollection<Type> GetControllerTypes(IAssembliesResolver r) { return base.GetControllerTypes(r).Where(t => t.Namespace == ns).ToList(); }
        }
    }
}
