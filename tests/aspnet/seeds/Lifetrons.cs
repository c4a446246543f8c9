// specs/lifetrons
using System.Web.Http;

namespace LifetronsPhoneApi.Models
{
    public class SocialMediaReq
    {
        public string utm_source { get; set; }
        public string utm_medium { get; set; }
        public string utm_campaign { get; set; }
    }

    public class base_resp
    {
        public string resp_code { get; set; }
        public string resp_msg { get; set; }
    }
}

namespace LifetronsPhoneApi.Domain.ResponseAgg.v5
{
    public class generic_resp : Models.base_resp
    {
        public long? id { get; set; }
        public long? other_user_id { get; set; }
        public string mapping_id { get; set; }
        public string string_id { get; set; }
    }
}

namespace Sites.Lifetrons
{
    using LifetronsPhoneApi.Domain.ResponseAgg.v5;
    using LifetronsPhoneApi.Models;

    public class TrustedOrgController : ApiController
    {
        /// id and other_user_id: user and member; string_id: organisation and branch; mapping_id: the campaign.
        [HttpPost, Route("api/trustedorg/orgs/link/lead/{id}")]
        public generic_resp Lead(long id, long oId, long obId, long oMId, SocialMediaReq req)
        {
            return new generic_resp
            {
                id = id,
                other_user_id = oMId,
                string_id = oId + "/" + obId,
                mapping_id = req == null ? null : req.utm_source + "/" + req.utm_medium + "/" + req.utm_campaign,
                resp_code = req == null ? "NO_BODY" : "OK"
            };
        }
    }
}
