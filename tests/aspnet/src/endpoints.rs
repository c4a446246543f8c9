//! All endpoints of all sites.

use datacontract::Endpoint;

/// What is done with each endpoint.
pub trait Visitor {
    /// Does it.
    fn visit<E: Endpoint>(&mut self);
}

macro_rules! endpoints {
    ($($($site:ident: $module:ident),+ => $endpoints:tt)*) => {
        $($(endpoints!(@site $site $module $endpoints);)+)*
    };
    (@site $site:ident $module:ident { $($endpoint:ident,)* }) => {
        #[doc = concat!("Those of the service `", stringify!($site), "`, in the order of its spec.")]
        pub fn $site(visitor: &mut impl Visitor) {
            $(visitor.visit::<crate::$module::endpoints::$endpoint>();)*
        }
    };
}

endpoints! {
    main: main_site, xml_serializer: xml_site => {
        LeadUpdate, LeadCreate, GetLead, SearchLeads, FilterLeads, ReplaceLead, PatchLead, DeleteLead,
        HandOutLeads, ListLeads, GetBankLead, AcknowledgeLead, DeleteBankLead, LinkLead, GetMember,
        GetStatus, CreateOrder, ListOrders, AddLines, OrderSummary, PutStock, PostCustomer, PostTotals,
        NearPoint, NearPrice, EchoAll, EchoNullable, EchoCollections, EchoFields, EchoSerializable,
        EchoDrawing, EchoAttributed, EchoNoCtor, EchoString, EchoInt, EchoGuid, EchoDate, EchoOffset, EchoSpan, EchoDecimal,
        EchoDouble, EchoBool, EchoChar, EchoBytes, EchoUri, EchoColor, EchoPriority, EchoChannel,
        EchoStrings, EchoInts, EchoSmalls, EchoMap, TakeObject, EchoJobject, EchoPair, AcceptRaw, GetVerbs,
        HeadVerbs, OptionsVerbs, GetRest, EchoTree, EchoChain, EchoFamily, EchoEmployee, GetManager,
        CheckAnnotated, EchoKeywords, EchoJsonNames, EchoXmlNames, EchoLeaf, PutType, SearchOdd,
    }
    camel: camel_site => {
        CreatePersonLead, GetLead, AddEstates, PutFlows,
    }
    lcmanager: lcmanager => { LeadUpdate, }
    leadbank: leadbank => { GetLeads, }
    lifetrons: lifetrons => { CreateMemberLead, }
    trackerrms: trackerrms => { CreateLead, }
    vitec: vitec => { CreatePersonLead, }
}
