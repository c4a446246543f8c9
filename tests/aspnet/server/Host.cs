// A real ASP.NET Web API pipeline (routing, binding, negotiation, formatters) over HTTP on 127.0.0.1.
// Every answer of an action tells a client's test what the server understood:
//   X-Arguments: base64 of the UTF-8 JSON of the bound arguments
//   X-Model-Valid: true|false
//   X-Model-State, unless it is valid: base64 of the UTF-8 JSON of each key's errors, messages or exceptions
using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using System.Web.Http;
using System.Web.Http.Controllers;
using System.Web.Http.Filters;
using System.Web.Http.ModelBinding;
using Newtonsoft.Json;

public class ArgumentsFilter : ActionFilterAttribute
{
    static readonly JsonSerializerSettings Settings = new JsonSerializerSettings
    {
        ReferenceLoopHandling = ReferenceLoopHandling.Ignore,
#if WEBAPI1
        ContractResolver = new Sites.JsonContractResolver(),
#endif
    };

    // before the action, as that may change them
    public override void OnActionExecuting(HttpActionContext c)
    {
        c.Request.Properties["X-Arguments"] = Encode(c.ActionArguments.Where(a => !(a.Value is HttpRequestMessage) && !(a.Value is CancellationToken)).ToDictionary(a => a.Key, a => a.Value));
    }

    public override void OnActionExecuted(HttpActionExecutedContext c)
    {
        object arguments;
        if (c.Response == null || !c.Request.Properties.TryGetValue("X-Arguments", out arguments)) return;
        ModelStateDictionary state = c.ActionContext.ModelState;
        Add(c.Response, "X-Arguments", (string)arguments);
        Add(c.Response, "X-Model-Valid", state.IsValid ? "true" : "false");
        if (!state.IsValid)
            Add(c.Response, "X-Model-State", Encode(state.Where(k => k.Value.Errors.Count > 0).ToDictionary(k => k.Key, k => k.Value.Errors.Select(e =>
                e.Exception == null ? new { message = e.ErrorMessage, exception = (string)null } : new { message = (string)null, exception = e.Exception.GetType().Name + ": " + e.Exception.Message }))));
    }

    static string Encode(object o) { return Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(o, Formatting.None, Settings))); }

    // clients refuse long headers
    static void Add(HttpResponseMessage r, string name, string value) { if (value.Length < 8000) r.Headers.Add(name, value); }
}

public class Host
{
    readonly HttpMessageInvoker invoker;
    string prefix;

    public Host(HttpConfiguration config)
    {
        config.Filters.Add(new ArgumentsFilter());
        config.EnsureInitialized();
        invoker = new HttpMessageInvoker(new HttpServer(config));
    }

    public void Run(int port)
    {
        HttpListener listener = Listen(port);
        Console.WriteLine("listening on " + prefix);
        while (true)
        {
            HttpListenerContext c = listener.GetContext();
            Task.Run(() => Handle(c));
        }
    }

    HttpListener Listen(int port)
    {
        for (int attempt = 0; ; attempt++)
        {
            prefix = "http://127.0.0.1:" + (port == 0 ? FreePort() : port);
            HttpListener listener = new HttpListener();
            listener.Prefixes.Add(prefix + "/");
            try { listener.Start(); return listener; }
            // someone else may take the free port before the listener does
            catch (Exception e) when ((e is SocketException || e is HttpListenerException) && port == 0 && attempt < 10) { }
        }
    }

    static int FreePort()
    {
        TcpListener any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        try { return ((IPEndPoint)any.LocalEndpoint).Port; } finally { any.Stop(); }
    }

    void Handle(HttpListenerContext c)
    {
        try
        {
            using (HttpResponseMessage r = invoker.SendAsync(Request(c.Request), CancellationToken.None).Result) Respond(c, r);
        }
        catch (Exception e)
        {
            while (e.InnerException != null) e = e.InnerException;
            Console.Error.WriteLine(c.Request.HttpMethod + " " + c.Request.RawUrl + ": " + e);
            try { c.Response.StatusCode = 500; } catch (InvalidOperationException) { }
        }
        finally
        {
            try { c.Response.Close(); } catch (Exception) { }   // the client has gone
        }
    }

    HttpRequestMessage Request(HttpListenerRequest from)
    {
        HttpRequestMessage m = new HttpRequestMessage(new HttpMethod(from.HttpMethod), new Uri(prefix + from.RawUrl));
        MemoryStream body = new MemoryStream();
        if (from.HasEntityBody) from.InputStream.CopyTo(body);
        m.Content = new ByteArrayContent(body.ToArray());
        foreach (string name in from.Headers.AllKeys)
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) || m.Headers.TryAddWithoutValidation(name, from.Headers[name])) continue;
            m.Content.Headers.Remove(name);
            m.Content.Headers.TryAddWithoutValidation(name, from.Headers[name]);
        }
        return m;
    }

    static void Respond(HttpListenerContext c, HttpResponseMessage r)
    {
        c.Response.StatusCode = (int)r.StatusCode;
        foreach (var h in r.Headers) c.Response.Headers[h.Key] = string.Join(", ", h.Value);
        byte[] body = new byte[0];
        if (r.Content != null)
        {
            body = r.Content.ReadAsByteArrayAsync().Result;
            if (r.Content.Headers.ContentType != null) c.Response.ContentType = r.Content.Headers.ContentType.ToString();
            if (r.Content.Headers.ContentDisposition != null) c.Response.Headers["Content-Disposition"] = r.Content.Headers.ContentDisposition.ToString();
            if (r.Content.Headers.Allow.Count > 0) c.Response.Headers["Allow"] = string.Join(", ", r.Content.Headers.Allow);
        }
        if (c.Request.HttpMethod == "HEAD" || r.StatusCode == HttpStatusCode.NoContent) return;
        c.Response.ContentLength64 = body.Length;
        c.Response.OutputStream.Write(body, 0, body.Length);
    }
}
