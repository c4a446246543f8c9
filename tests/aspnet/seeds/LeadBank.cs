// specs/leadbank; its page names neither the namespace nor the states.
using System;
using System.Collections.Generic;
using System.Web.Http;
using Newtonsoft.Json;

namespace LeadBank
{
    public class LeadResponse
    {
        [JsonProperty(Order = 1)] public List<Lead> Leads { get; set; }
        public int Status { get; set; }
        public string Message { get; set; }
    }

    public class Lead
    {
        public int IDLeadBank { get; set; }
        public int IDprovider { get; set; }
        public string NameProvider { get; set; }
        public int IDService { get; set; }
        public string NameService { get; set; }
        public LeadState State { get; set; }
        public string IDCampaign { get; set; }
        public string NameCampaign { get; set; }
        public string BandDealerID { get; set; }
        public string ExternalLeadID { get; set; }
        public DateTime QualificationDate { get; set; }
        public DateTime CreateDate { get; set; }
        public List<LeadContent> Contents { get; set; }
    }

    public enum LeadState { Ready, InProgress, Received }

    public class LeadContent
    {
        public int ID { get; set; }
        public string Key { get; set; }
        public string Value { get; set; }
        public int Type { get; set; }
    }
}

namespace Sites.LeadBank
{
    using global::LeadBank;

    public class LeadsController : ApiController
    {
        /// As many leads as the provider's id, at most three; Status is the id.
        [HttpPost, Route("api/leads")]
        public LeadResponse Post([FromBody] int idProvider)
        {
            LeadResponse response = new LeadResponse { Status = idProvider, Message = "provider " + idProvider, Leads = new List<Lead>() };
            for (int i = 0; i < Math.Min(idProvider, 3); i++)
            {
                Lead lead = Canned.Value<Lead>(i);
                lead.IDprovider = idProvider;
                lead.State = (LeadState)i;
                response.Leads.Add(lead);
            }
            return response;
        }
    }
}
