//! `server/Controllers.cs`, namespace `Sites.Main`, over the types and traits of a spec: `super::site`.

use super::site::endpoints::{
    AcceptRaw, AcknowledgeLead, AddLines, CheckAnnotated, CreateOrder, DeleteBankLead, DeleteLead, EchoAll,
    EchoAttributed, EchoBool, EchoBytes, EchoChain, EchoChannel, EchoChar, EchoCollections, EchoColor,
    EchoDate, EchoDecimal, EchoDouble, EchoDrawing, EchoEmployee, EchoFamily, EchoFields, EchoGuid, EchoInt,
    EchoInts, EchoJobject, EchoJsonNames, EchoKeywords, EchoLeaf, EchoMap, EchoNoCtor, EchoNullable,
    EchoOffset, EchoPair, EchoPriority, EchoSerializable, EchoSmalls, EchoSpan, EchoString, EchoStrings,
    EchoTree, EchoUri, EchoXmlNames, FilterLeads, GetBankLead, GetLead, GetManager, GetMember, GetRest,
    GetStatus, GetVerbs, HandOutLeads, HeadVerbs, LeadCreate, LeadUpdate, LinkLead, ListLeads, ListOrders,
    NearPoint, NearPrice, OptionsVerbs, OrderSummary as Summary, PatchLead, PostCustomer, PostTotals,
    PutStock, PutType, ReplaceLead, SearchLeads, SearchOdd, TakeObject,
};
use super::site::server::Service;
use super::site::{
    AllCollections, AllNullable, AllTypes, Annotated, Attributed, BankLead, BaseResponse, Chain, Color,
    Customer, Drawing, Employee, GenericResp, JsonNames, KeyValuePairOfInt32AndNullableOfString, Keywords,
    Lead, LeadChannel, LeadCreateResponse, LeadResponse, LeadUpdateResponse, Leaf, LegacySerializable,
    Manager, Money, NoDefaultCtor, OrderLine, OrderSummary, PageOfLead, PageOfOrder, Parent, Perm, Priority,
    RespBase, ResponseOfOrder, Small, Stock, TreeNode, Type, WithFields, XmlNames,
};
use crate::canned::{self, Variant};
use crate::service::{Ears, echo};
use datacontract::clr::{Bytes, Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use datacontract::dynamic::Value;
use datacontract::server::{Error, Request, Response, Result};
use datacontract::{Dictionary, Shared};
use http::StatusCode;

/// The service.
#[derive(Debug, Default)]
pub struct Main {
    /// What its methods are called with.
    pub ears: Ears,
}

/// `Display` is computed.
fn lead(mut lead: Lead) -> Lead {
    lead.display = Some(format!("{}:{}", lead.id, lead.name.as_deref().unwrap_or_default()));
    lead
}

fn leads() -> Vec<Option<Lead>> {
    Variant::ALL.into_iter().map(|variant| Some(lead(canned::value(variant)))).collect()
}

impl Service for Main {
    async fn lead_update(&self, request: Request<LeadUpdate>) -> Result<LeadUpdateResponse> {
        self.ears.hear(&request);
        let base = match request.into_arguments().body {
            None => BaseResponse { error_code: 1, message: None },
            Some(request) => BaseResponse { error_code: 0, message: request.lead_name },
        };
        Ok(LeadUpdateResponse { base }.into())
    }

    async fn lead_create(&self, request: Request<LeadCreate>) -> Result<LeadCreateResponse> {
        self.ears.hear(&request);
        Ok(canned::value::<LeadCreateResponse>(Variant::Filled).into())
    }

    async fn get_lead(&self, request: Request<GetLead>) -> Result<Lead> {
        self.ears.hear(&request);
        match request.id {
            404 => Err(Error::not_found()),
            500 => Err(Error::internal("Канал недоступен")),
            id => Ok(lead(Lead { id, ..canned::value(Variant::Filled) }).into()),
        }
    }

    async fn search_leads(&self, request: Request<SearchLeads>) -> Result<Vec<Option<Lead>>> {
        self.ears.hear(&request);
        Ok(leads().into())
    }

    async fn filter_leads(&self, request: Request<FilterLeads>) -> Result<PageOfLead> {
        self.ears.hear(&request);
        let query = request.uri().query().map(str::to_owned);
        let filter = request.into_arguments();
        // Web API makes no filter where the URI has nothing of it.
        let has_filter = query.as_deref().is_some_and(|query| {
            let names =
                query.split('&').filter_map(|pair| pair.split(['=', '.']).next()).map(str::to_lowercase);
            names
                .into_iter()
                .any(|name| ["name", "state", "from", "limit", "filter"].contains(&name.as_str()))
        });
        let total = if has_filter { i64::from(filter.limit) } else { -1 };
        Ok(PageOfLead { items: Some(leads()), total, next_token: Some(filter.sort) }.into())
    }

    async fn replace_lead(&self, request: Request<ReplaceLead>) -> Result<Option<Lead>> {
        self.ears.hear(&request);
        Ok(request.into_arguments().body.map(lead).into())
    }

    async fn delete_lead(&self, request: Request<DeleteLead>) -> Result<()> {
        self.ears.hear(&request);
        Ok(().into())
    }

    async fn hand_out_leads(&self, request: Request<HandOutLeads>) -> Result<LeadResponse> {
        self.ears.hear(&request);
        Ok(LeadResponse { status: request.body, ..canned::value(Variant::Filled) }.into())
    }

    async fn list_leads(&self, request: Request<ListLeads>) -> Result<Vec<Option<String>>> {
        self.ears.hear(&request);
        Ok(vec![Some("a".to_owned()), None, Some("в".to_owned())].into())
    }

    async fn get_bank_lead(&self, request: Request<GetBankLead>) -> Result<BankLead> {
        self.ears.hear(&request);
        Ok(canned::value::<BankLead>(Variant::Filled).into())
    }

    async fn acknowledge_lead(&self, request: Request<AcknowledgeLead>) -> Result<bool> {
        self.ears.hear(&request);
        Ok(request.body.as_ref().is_some_and(|acknowledged| acknowledged.contains(&request.id)).into())
    }

    async fn delete_bank_lead(&self, request: Request<DeleteBankLead>) -> Result<()> {
        self.ears.hear(&request);
        Ok(().into())
    }

    async fn link_lead(&self, request: Request<LinkLead>) -> Result<GenericResp> {
        self.ears.hear(&request);
        let call = request.into_arguments();
        let base = RespBase { resp_code: Some("OK".to_owned()), resp_msg: None };
        // C# casts without a check.
        let low = |number: i64| i32::from_le_bytes(number.to_le_bytes()[..4].try_into().unwrap_or_default());
        let response = GenericResp {
            base,
            id: low(call.id),
            other_user_id: Some(low(call.o_m_id)),
            mapping_id: call.body.and_then(|body| body.utm_source),
            string_id: Some(format!("{}/{}", call.o_id, call.ob_id)),
        };
        Ok(response.into())
    }

    async fn get_member(&self, request: Request<GetMember>) -> Result<Option<String>> {
        self.ears.hear(&request);
        Ok(Some(request.into_arguments().member_id).into())
    }

    async fn get_status(&self, request: Request<GetStatus>) -> Result<RespBase> {
        self.ears.hear(&request);
        let codes: Vec<&str> = request.codes.iter().map(|code| code.as_deref().unwrap_or_default()).collect();
        Ok(RespBase { resp_code: Some(codes.join(",")), resp_msg: None }.into())
    }

    async fn create_order(&self, request: Request<CreateOrder>) -> Result<ResponseOfOrder> {
        self.ears.hear(&request);
        let data = request.into_arguments().body;
        Ok(ResponseOfOrder { ok: data.is_some(), data, errors: None }.into())
    }

    async fn list_orders(&self, request: Request<ListOrders>) -> Result<PageOfOrder> {
        self.ears.hear(&request);
        Ok(canned::value::<PageOfOrder>(Variant::Filled).into())
    }

    async fn order_summary(&self, request: Request<Summary>) -> Result<OrderSummary> {
        self.ears.hear(&request);
        Ok(canned::value::<OrderSummary>(Variant::Filled).into())
    }

    async fn near_point(&self, request: Request<NearPoint>) -> Result<String> {
        self.ears.hear(&request);
        // The `id` in the path is enough for Web API to make a point.
        let NearPoint { id, latitude, .. } = request.into_arguments();
        Ok(format!("{id}@{latitude}").into())
    }

    async fn near_price(&self, request: Request<NearPrice>) -> Result<String> {
        self.ears.hear(&request);
        // A price is a struct: without anything in the URI to make it of Web API refuses the call.
        if request.uri().query().is_none() {
            return Err(Error::bad_request("The request is invalid."));
        }
        let NearPrice { a_b, b_currency, .. } = request.into_arguments();
        Ok((a_b.unwrap_or_default() + &b_currency.unwrap_or_default()).into())
    }

    async fn take_object(&self, request: Request<TakeObject>) -> Result<Value> {
        self.ears.hear(&request);
        Ok(Value::Null.into())
    }

    async fn accept_raw(&self, request: Request<AcceptRaw>) -> Result<()> {
        self.ears.hear(&request);
        Ok(Response::new(()).with_status(StatusCode::ACCEPTED))
    }

    async fn get_verbs(&self, request: Request<GetVerbs>) -> Result<Perm> {
        self.ears.hear(&request);
        Ok(request.perm.into())
    }

    async fn head_verbs(&self, request: Request<HeadVerbs>) -> Result<()> {
        self.ears.hear(&request);
        Ok(Response::new(()).with_status(StatusCode::OK))
    }

    async fn options_verbs(&self, request: Request<OptionsVerbs>) -> Result<Perm> {
        self.ears.hear(&request);
        Ok(request.perm.into())
    }

    async fn get_rest(&self, request: Request<GetRest>) -> Result<Option<String>> {
        self.ears.hear(&request);
        Ok(request.into_arguments().rest.into())
    }

    async fn get_manager(&self, request: Request<GetManager>) -> Result<Shared<Manager>> {
        self.ears.hear(&request);
        Ok(canned::value::<Shared<Manager>>(Variant::Filled).into())
    }

    async fn check_annotated(&self, request: Request<CheckAnnotated>) -> Result<Option<Annotated>> {
        self.ears.hear(&request);
        if !request.model_state().is_valid() {
            return Err(Error::invalid(request.model_state().clone()));
        }
        Ok(request.into_arguments().body.into())
    }

    async fn put_type(&self, request: Request<PutType>) -> Result<Option<Type>> {
        self.ears.hear(&request);
        Ok(request.into_arguments().body.into())
    }

    async fn search_odd(&self, request: Request<SearchOdd>) -> Result<String> {
        self.ears.hear(&request);
        let call = request.into_arguments();
        Ok(format!("{}{}{}", call.filter.unwrap_or_default(), call.r#ref, call.max_count).into())
    }

    echo! {
        patch_lead: PatchLead -> Option<Dictionary<String, Option<String>>>;
        add_lines: AddLines -> Option<Vec<Option<OrderLine>>>;
        put_stock: PutStock -> Option<Stock>;
        post_customer: PostCustomer -> Option<Customer>;
        post_totals: PostTotals -> Option<Dictionary<String, Money>>;
        echo_all: EchoAll -> Option<AllTypes>;
        echo_nullable: EchoNullable -> Option<AllNullable>;
        echo_collections: EchoCollections -> Option<AllCollections>;
        echo_fields: EchoFields -> Option<WithFields>;
        echo_serializable: EchoSerializable -> Option<LegacySerializable>;
        echo_drawing: EchoDrawing -> Option<Drawing>;
        echo_attributed: EchoAttributed -> Option<Attributed>;
        echo_no_ctor: EchoNoCtor -> Option<NoDefaultCtor>;
        echo_string: EchoString -> Option<String>;
        echo_int: EchoInt -> i32;
        echo_guid: EchoGuid -> Option<Guid>;
        echo_date: EchoDate -> DateTime;
        echo_offset: EchoOffset -> DateTimeOffset;
        echo_span: EchoSpan -> TimeSpan;
        echo_decimal: EchoDecimal -> Decimal;
        echo_double: EchoDouble -> f64;
        echo_bool: EchoBool -> bool;
        echo_char: EchoChar -> Char;
        echo_bytes: EchoBytes -> Option<Bytes>;
        echo_uri: EchoUri -> Option<Uri>;
        echo_color: EchoColor -> Color;
        echo_priority: EchoPriority -> Priority;
        echo_channel: EchoChannel -> LeadChannel;
        echo_strings: EchoStrings -> Option<Vec<Option<String>>>;
        echo_ints: EchoInts -> Option<Vec<i32>>;
        echo_smalls: EchoSmalls -> Option<Vec<Option<Small>>>;
        echo_map: EchoMap -> Option<Dictionary<String, i32>>;
        echo_jobject: EchoJobject -> Value;
        echo_pair: EchoPair -> KeyValuePairOfInt32AndNullableOfString;
        echo_tree: EchoTree -> Option<TreeNode>;
        echo_chain: EchoChain -> Option<Chain>;
        echo_family: EchoFamily -> Option<Parent>;
        echo_employee: EchoEmployee -> Option<Shared<Employee>>;
        echo_keywords: EchoKeywords -> Option<Keywords>;
        echo_json_names: EchoJsonNames -> Option<JsonNames>;
        echo_xml_names: EchoXmlNames -> Option<XmlNames>;
        echo_leaf: EchoLeaf -> Option<Leaf>;
    }
}
