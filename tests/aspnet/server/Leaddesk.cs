// What a client meets in production, in a service with the accounts of ASP.NET's template: `/Token`, an upload, a download
// and a long list. examples/specs/leaddesk is its spec, and the program `production` its client.
//
// It takes the first token back after two calls, and asks whoever calls an endpoint for the first time to wait a second.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Formatting;
using System.Net.Http.Headers;
using System.Text;
using System.Web.Http;
using System.Web.Http.Controllers;
using System.Web.Http.Filters;

namespace Leaddesk.Models
{
    public class LeadResponse
    {
        public List<Lead> Leads { get; set; }
        public int Total { get; set; }
    }

    public class Lead
    {
        public int Id { get; set; }
        public string Name { get; set; }
        public string City { get; set; }
    }
}

namespace Sites.Leaddesk
{
    using global::Leaddesk.Models;

    /// Who has which token, and who has called what.
    static class Accounts
    {
        static readonly object Lock = new object();
        static readonly Dictionary<string, int> CallsLeft = new Dictionary<string, int>();
        static readonly HashSet<string> Called = new HashSet<string>();

        public static string LogIn(string name, string password)
        {
            if (name != "ada" || password != "secret") return null;
            lock (Lock)
            {
                string token = "token-of-ada-" + (CallsLeft.Count + 1);
                CallsLeft[token] = CallsLeft.Count == 0 ? 2 : int.MaxValue;
                return token;
            }
        }

        public static bool Knows(AuthenticationHeaderValue header)
        {
            lock (Lock)
            {
                int left;
                if (header == null || header.Scheme != "Bearer" || !CallsLeft.TryGetValue(header.Parameter, out left) || left == 0) return false;
                CallsLeft[header.Parameter] = left - 1;
                return true;
            }
        }

        public static bool IsFirst(HttpActionDescriptor action) { lock (Lock) return Called.Add(action.ActionName); }
    }

    /// Refuses callers without a token, and those who are in a hurry.
    public class AccountAttribute : AuthorizationFilterAttribute
    {
        public override void OnAuthorization(HttpActionContext c)
        {
            if (!Accounts.Knows(c.Request.Headers.Authorization))
            {
                c.Response = c.Request.CreateResponse(HttpStatusCode.Unauthorized);
                c.Response.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("Bearer"));
            }
            else if (Accounts.IsFirst(c.ActionDescriptor))
            {
                c.Response = c.Request.CreateResponse((HttpStatusCode)429);
                c.Response.Headers.Add("Retry-After", "1");
            }
        }
    }

    public class TokenController : ApiController
    {
        [HttpPost, Route("Token")]
        public HttpResponseMessage Post(FormDataCollection form)
        {
            ILookup<string, string> fields = form.ToLookup(f => f.Key, f => f.Value);
            string name = fields["username"].FirstOrDefault();
            string token = fields["grant_type"].FirstOrDefault() == "password" ? Accounts.LogIn(name, fields["password"].FirstOrDefault()) : null;
            DateTimeOffset now = DateTimeOffset.UtcNow;
            string json = token == null
                ? "{\"error\":\"invalid_grant\",\"error_description\":\"The user name or password is incorrect.\"}"
                : "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":1209599,\"userName\":\"" + name
                    + "\",\".issued\":\"" + now.ToString("r") + "\",\".expires\":\"" + now.AddSeconds(1209599).ToString("r") + "\"}";
            return new HttpResponseMessage(token == null ? HttpStatusCode.BadRequest : HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        }
    }

    [Account]
    public class DeskController : ApiController
    {
        [HttpPost, Route("api/leads/{id:int}/photo")]
        public HttpResponseMessage UploadPhoto(int id)
        {
            if (!Request.Content.IsMimeMultipartContent()) return Request.CreateResponse(HttpStatusCode.UnsupportedMediaType);
#if WEBAPI1
            List<HttpContent> parts = Request.Content.ReadAsMultipartAsync().Result.ToList();
#else
            List<HttpContent> parts = Request.Content.ReadAsMultipartAsync().Result.Contents.ToList();
#endif
            HttpContent title = Part(parts, "Title"), photo = Part(parts, "photo");
            if (id != 7 || title == null || title.ReadAsStringAsync().Result != "Ada" || photo == null || Bare(photo.Headers.ContentDisposition.FileName) != "ada.jpg")
                return Request.CreateResponse(HttpStatusCode.BadRequest);
            return Request.CreateResponse(HttpStatusCode.OK, photo.ReadAsByteArrayAsync().Result.Length);
        }

        static HttpContent Part(List<HttpContent> parts, string name) { return parts.SingleOrDefault(p => Bare(p.Headers.ContentDisposition.Name) == name); }
        static string Bare(string quoted) { return (quoted ?? "").Trim('"'); }

        [HttpGet, Route("api/invoices/{id:int}")]
        public HttpResponseMessage GetInvoice(int id)
        {
            HttpResponseMessage r = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.ASCII.GetBytes("%PDF-1.7")) };
            r.Content.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            r.Content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "invoice-" + id + ".pdf" };
            return r;
        }

        [HttpGet, Route("api/leads")]
        public LeadResponse GetLeads(int count)
        {
            List<Lead> leads = Enumerable.Range(1, count).Select(id => new Lead { Id = id, Name = "Lead " + id, City = "Åbo" }).ToList();
            return new LeadResponse { Leads = leads, Total = count };
        }
    }
}
