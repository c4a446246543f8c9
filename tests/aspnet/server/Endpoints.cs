// The endpoints of the controllers in a namespace, as Web API 2's ApiExplorer lists them (that of Web API 1 leaves out
// what has an enum or a list in the query, and HEAD and OPTIONS). Ids are the headings of the help pages.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using System.Web.Http;
using System.Web.Http.Controllers;
using System.Web.Http.Description;

public class Endpoint
{
    static readonly Regex Brace = new Regex(@"\{\*?(\w+)[^}]*\}");

    public string Method, Path, Query = "";
    public Type Body, Response;
    /// The types of what stands in braces, in the path and in the query.
    public readonly Dictionary<string, Type> Values = new Dictionary<string, Type>(StringComparer.OrdinalIgnoreCase);

    public string Id { get { return Method + " " + Path + Query; } }

    public static IEnumerable<Endpoint> Of(string ns)
    {
        return from t in typeof(Endpoint).Assembly.GetTypes()
               where t.Namespace == ns && typeof(IHttpController).IsAssignableFrom(t)
               from m in t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               where m.GetCustomAttributes(typeof(ApiExplorerSettingsAttribute), false).Length == 0
               from verb in Verbs(m)
               select new Endpoint(t, m, verb);
    }

    public static string Template(Type controller, MethodInfo action)
    {
        RouteAttribute route = action.GetCustomAttribute<RouteAttribute>();
        if (route == null) return null;
        RoutePrefixAttribute prefix = controller.GetCustomAttribute<RoutePrefixAttribute>();
        return prefix == null ? route.Template : route.Template == "" ? prefix.Prefix : prefix.Prefix + "/" + route.Template;
    }

    public static IEnumerable<string> Verbs(MethodInfo action)
    {
        var declared = action.GetCustomAttributes(true).SelectMany(a => a is AcceptVerbsAttribute ? ((AcceptVerbsAttribute)a).HttpMethods.Select(v => v.Method)
            : Regex.Matches(a.GetType().Name, "^Http([A-Z][a-z]+)Attribute$").Cast<Match>().Select(v => v.Groups[1].Value.ToUpperInvariant())).ToList();
        return declared.Count > 0 ? declared : new List<string> { Regex.Match(action.Name, "^[A-Z][a-z]+").Value.ToUpperInvariant() };
    }

    Endpoint(Type controller, MethodInfo action, string verb)
    {
        Method = verb;
        ResponseTypeAttribute declared = action.GetCustomAttribute<ResponseTypeAttribute>();
        Response = declared != null ? declared.ResponseType : action.ReturnType;
        if (Response.IsGenericType && Response.GetGenericTypeDefinition() == typeof(System.Threading.Tasks.Task<>)) Response = Response.GetGenericArguments()[0];
        if (Response == typeof(void) || typeof(HttpResponseMessage).IsAssignableFrom(Response) || Response.Name == "IHttpActionResult") Response = null;

        var parameters = action.GetParameters().Where(p => p.ParameterType != typeof(HttpRequestMessage) && p.ParameterType != typeof(CancellationToken)).ToList();
        Path = Template(controller, action) ?? "api/" + controller.Name.Replace("Controller", "") + (parameters.Any(p => p.Name == "id") ? "/{id}" : "");
        Path = Brace.Replace(Path, m => "{" + m.Groups[1].Value + "}");
        int complex = parameters.Count(p => InUri(p) && !Simple(p.ParameterType) && !p.ParameterType.IsArray);
        foreach (ParameterInfo p in parameters)
        {
            FromUriAttribute uri = p.GetCustomAttribute<FromUriAttribute>();
            string name = uri != null && uri.Name != null ? uri.Name : p.Name;
            Match inPath = Regex.Match(Path, "\\{" + Regex.Escape(name) + "\\}", RegexOptions.IgnoreCase);
            if (inPath.Success) { Path = Path.Replace(inPath.Value, "{" + name + "}"); Values[name] = p.ParameterType; }
            else if (!InUri(p)) Body = p.ParameterType;
            else if (Simple(p.ParameterType)) Add(name, p.ParameterType);
            else if (p.ParameterType.IsArray) for (int i = 0; i < 2; i++) Add(name + "[" + i + "]", p.ParameterType.GetElementType());
            else foreach (PropertyInfo m in p.ParameterType.GetProperties()) Add((complex > 1 ? name + "." : "") + m.Name, m.PropertyType);
        }
    }

    void Add(string name, Type t)
    {
        Query += (Query == "" ? "?" : "&") + name + "={" + name + "}";
        Values[name] = t;
    }

    static bool InUri(ParameterInfo p)
    {
        return p.GetCustomAttribute<FromUriAttribute>() != null || (p.GetCustomAttribute<FromBodyAttribute>() == null && Simple(p.ParameterType));
    }

    static bool Simple(Type t) { return TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(t) ?? t).CanConvertFrom(typeof(string)); }
}
