// specs/vitec; of the types of lead its page names one.
using System;
using System.Collections.Generic;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Web.Http;
using System.Web.Http.Controllers;
using System.Web.Http.Filters;

namespace Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead
{
    using Express.Connect.Api.Services.Advertising;

    public class PublicAdvertisingPersonLead
    {
        [Required(ErrorMessage = "En kontaktperson måste anges")] public Person Person { get; set; }
        public Receiver Receiver { get; set; }
        [Required] public LeadSource LeadSource { get; set; }
        public FormMarketing Marketing { get; set; }
        public string Message { get; set; }
    }

    public class Person
    {
        public string FirstName { get; set; }
        public string LastName { get; set; }
        public string SocialSecurityNumber { get; set; }
        public bool IsForeignSocialSecurityNumber { get; set; }
        public Address Address { get; set; }
        public Vitec.Housing.Connect.Api.Models.Email Email { get; set; }
        public Telephone Telephone { get; set; }
    }

    public class Address
    {
        public string StreetAddress { get; set; }
        public string ZipCode { get; set; }
        public string City { get; set; }
    }

    public class Receiver
    {
        public Agent Agent { get; set; }
        public UserGroup UserGroup { get; set; }
        public Office Office { get; set; }
    }

    public class Agent
    {
        public string Id { get; set; }
        public string Email { get; set; }
        public Office Office { get; set; }
    }

    public class UserGroup { public string Id { get; set; } }

    public class Office
    {
        public string Id { get; set; }
        public string CustomerId { get; set; }
    }

    public class LeadSource
    {
        public LeadType LeadType { get; set; }
        public string Name { get; set; }
    }

    public enum LeadType { AcceptObjectFlow, BuyerFlow, GeneralFlow }
}

namespace Express.Connect.Api.Models
{
    public class TelephoneBase { public string Other { get; set; } }

    public class Telephone : TelephoneBase
    {
        public string Home { get; set; }
        public string Work { get; set; }
        public string Cell { get; set; }
    }
}

namespace Express.Connect.Api.Services.Advertising
{
    public class FormMarketing
    {
        public string Referrer { get; set; }
        public List<FormMarketingUtmTags> UtmTags { get; set; }
    }

    public class FormMarketingUtmTags
    {
        public string Name { get; set; }
        public string Value { get; set; }
    }
}

namespace Vitec.Housing.Connect.Api.Models
{
    public class Email
    {
        public string EmailAddress { get; set; }
        public string EmailAddress2 { get; set; }
    }
}

namespace Sites.Vitec
{
    using Express.Connect.Api.Models.PublicAdvertisement.PublicAdvertisementLead;

    /// HTTP Basic, for one user.
    public class BasicAttribute : AuthorizationFilterAttribute
    {
        public static readonly AuthenticationHeaderValue Known = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("partner:hemligt ö")));

        public override void OnAuthorization(HttpActionContext c)
        {
            if (Known.Equals(c.Request.Headers.Authorization)) return;
            c.Response = c.Request.CreateErrorResponse(HttpStatusCode.Unauthorized, "Authorization has been denied for this request.");
            c.Response.Headers.WwwAuthenticate.Add(new AuthenticationHeaderValue("Basic", "realm=\"Vitec Connect\""));
        }
    }

    [Basic]
    public class PublicAdvertisingController : ApiController
    {
        /// The answer: customer, name, flow and message. The customer `other` is someone else's, `broken` is no good.
        [HttpPost, Route("PublicAdvertising/{customerId}/Contact/Person/Lead")]
        public HttpResponseMessage PersonLead(string customerId, PublicAdvertisingPersonLead lead)
        {
            if (customerId == "other") return Request.CreateErrorResponse(HttpStatusCode.Forbidden, "No access to " + customerId + ".");
            if (customerId == "broken") throw new InvalidOperationException("The customer is broken.");
            if (lead == null) ModelState.AddModelError("lead", "The lead is missing.");
            if (!ModelState.IsValid) return Request.CreateErrorResponse(HttpStatusCode.BadRequest, ModelState);
            return Request.CreateResponse(HttpStatusCode.OK, customerId + "/" + lead.Person.FirstName + " " + lead.Person.LastName + "/" + lead.LeadSource.LeadType + "/" + lead.Message);
        }
    }
}
