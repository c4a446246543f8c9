//! All endpoints of all sites.

use datacontract::Endpoint;

/// What is done with each endpoint.
pub trait Visitor {
    /// Does it.
    fn visit<E: Endpoint>(&mut self);
}

macro_rules! endpoints {
    ($($(#[$doc:meta])* $site:ident: $module:ident { $($endpoint:ident,)* })*) => {
        $(
            $(#[$doc])*
            pub fn $site(visitor: &mut impl Visitor) {
                $(visitor.visit::<crate::$module::endpoints::$endpoint>();)*
            }
        )*
    };
}

endpoints! {
    /// Those of `specs/main`, in its order.
    main: main_site {
        LeadUpdate, LeadCreate, GetLead, SearchLeads, FilterLeads, ReplaceLead, PatchLead, DeleteLead,
        HandOutLeads, ListLeads, GetBankLead, AcknowledgeLead, DeleteBankLead, LinkLead, GetMember,
        GetStatus, CreateOrder, ListOrders, AddLines, OrderSummary, PutStock, PostCustomer, PostTotals,
        NearPoint, NearPrice, EchoAll, EchoNullable, EchoCollections, EchoFields, EchoSerializable,
        EchoDrawing, EchoNoCtor, EchoString, EchoInt, EchoGuid, EchoDate, EchoOffset, EchoSpan, EchoDecimal,
        EchoDouble, EchoBool, EchoChar, EchoBytes, EchoUri, EchoColor, EchoPriority, EchoChannel,
        EchoStrings, EchoInts, EchoSmalls, EchoMap, TakeObject, EchoJobject, EchoPair, AcceptRaw, GetVerbs,
        HeadVerbs, OptionsVerbs, GetRest, EchoTree, EchoChain, EchoFamily, EchoEmployee, GetManager,
        CheckAnnotated, EchoKeywords, EchoJsonNames, EchoXmlNames, EchoLeaf, PutType, SearchOdd,
    }
    /// Those of `specs/camel`.
    camel: camel_site {
        CreatePersonLead, GetLead, AddEstates, PutFlows,
    }
    /// That of `specs/lcmanager`.
    lcmanager: lcmanager { LeadUpdate, }
    /// That of `specs/leadbank`.
    leadbank: leadbank { GetLeads, }
    /// That of `specs/lifetrons`.
    lifetrons: lifetrons { CreateMemberLead, }
    /// That of `specs/trackerrms`.
    trackerrms: trackerrms { CreateLead, }
    /// That of `specs/vitec`.
    vitec: vitec { CreatePersonLead, }
}
