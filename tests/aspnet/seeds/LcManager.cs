// specs/lcmanager
using System.Web.Http;

namespace LCManagerPartner.Implementation.Abstractions
{
    public class BaseRequest
    {
        public int? Operator { get; set; }
        public int? Token { get; set; }
        public string SiteCode { get; set; }
    }

    public class BaseResponse
    {
        public int ErrorCode { get; set; }
        public string Message { get; set; }
    }
}

namespace LCManagerPartner.Implementation.Request
{
    public class LeadUpdateRequest : Abstractions.BaseRequest
    {
        public int? Leads { get; set; }
        public string FormName { get; set; }
        public string LeadName { get; set; }
        public long? Phone { get; set; }
        public string Email { get; set; }
        public int? Cheque { get; set; }
        public int? Goods { get; set; }
        public int? Pos { get; set; }
        public short? LeadMark { get; set; }
        public string Comment { get; set; }
        public int? OrderBasket { get; set; }
        public int? OrderInvoices { get; set; }
    }
}

namespace LCManagerPartner.Implementation.Response
{
    public class LeadUpdateResponse : Abstractions.BaseResponse { }
}

namespace Sites.LcManager
{
    using LCManagerPartner.Implementation.Request;
    using LCManagerPartner.Implementation.Response;

    public class LeadController : ApiController
    {
        /// ErrorCode: 1 without a body, 2 without a lead, else 0; Message: site, lead, name and phone.
        [HttpPost, Route("api/lead/LeadUpdate")]
        public LeadUpdateResponse LeadUpdate(LeadUpdateRequest request)
        {
            if (request == null) return new LeadUpdateResponse { ErrorCode = 1 };
            return new LeadUpdateResponse { ErrorCode = request.Leads == null ? 2 : 0, Message = request.SiteCode + "/" + request.Leads + "/" + request.LeadName + "/" + request.Phone };
        }
    }
}
