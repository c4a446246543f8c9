//! The service `main` on its way from C# to Rust: half of its endpoints are ported.

use super::Main;
use crate::main_site::endpoints::{
    CreateOrder, DeleteLead, EchoAll, EchoChar, EchoCollections, EchoColor, EchoDate, EchoDecimal,
    EchoDrawing, EchoEmployee, EchoJobject, EchoMap, EchoNullable, EchoString, EchoStrings, EchoTree,
    EchoUri, FilterLeads, GetBankLead, GetLead, GetManager, GetMember, GetRest, GetStatus, GetVerbs,
    LeadUpdate, ListLeads, ListOrders, NearPoint, PatchLead, PostTotals, PutStock, PutType, ReplaceLead,
    SearchLeads, SearchOdd,
};
use crate::main_site::server::{Service, router};
use crate::main_site::{
    AllCollections, AllNullable, AllTypes, BankLead, Color, Drawing, Employee, Lead, LeadUpdateResponse,
    Manager, Money, PageOfLead, PageOfOrder, Perm, RespBase, ResponseOfOrder, Stock, TreeNode, Type,
};
use datacontract::clr::{Char, DateTime, Decimal, Uri};
use datacontract::dynamic::Value;
use datacontract::server::{Invalid, Proxy, Request, Result, Router, Shadow};
use datacontract::{Dictionary, Endpoint, Shared};

/// The methods of `main` that are written in Rust already; all others go to the service in C#.
struct Ported(Main);

macro_rules! ported {
    ($($method:ident: $endpoint:ident -> $response:ty;)*) => {
        impl Service for Ported {
            $(
                async fn $method(&self, request: Request<$endpoint>) -> Result<$response> {
                    self.0.$method(request).await
                }
            )*
        }

        /// Returns the endpoints that are ported: `GET api/lead`.
        #[must_use]
        pub fn ported() -> Vec<String> {
            let operations = [$($endpoint::operation(),)*];
            operations.iter().map(|operation| format!("{} {}", operation.method, operation.path)).collect()
        }
    };
}

ported! {
    lead_update: LeadUpdate -> LeadUpdateResponse;
    get_lead: GetLead -> Lead;
    search_leads: SearchLeads -> Vec<Option<Lead>>;
    filter_leads: FilterLeads -> PageOfLead;
    replace_lead: ReplaceLead -> Option<Lead>;
    delete_lead: DeleteLead -> ();
    list_leads: ListLeads -> Vec<Option<String>>;
    get_bank_lead: GetBankLead -> BankLead;
    get_member: GetMember -> Option<String>;
    get_status: GetStatus -> RespBase;
    create_order: CreateOrder -> ResponseOfOrder;
    list_orders: ListOrders -> PageOfOrder;
    near_point: NearPoint -> String;
    get_verbs: GetVerbs -> Perm;
    get_rest: GetRest -> Option<String>;
    get_manager: GetManager -> Shared<Manager>;
    put_type: PutType -> Option<Type>;
    search_odd: SearchOdd -> String;
    patch_lead: PatchLead -> Option<Dictionary<String, Option<String>>>;
    put_stock: PutStock -> Option<Stock>;
    post_totals: PostTotals -> Option<Dictionary<String, Money>>;
    echo_all: EchoAll -> Option<AllTypes>;
    echo_nullable: EchoNullable -> Option<AllNullable>;
    echo_collections: EchoCollections -> Option<AllCollections>;
    echo_drawing: EchoDrawing -> Option<Drawing>;
    echo_string: EchoString -> Option<String>;
    echo_date: EchoDate -> DateTime;
    echo_decimal: EchoDecimal -> Decimal;
    echo_char: EchoChar -> Char;
    echo_uri: EchoUri -> Option<Uri>;
    echo_color: EchoColor -> Color;
    echo_strings: EchoStrings -> Option<Vec<Option<String>>>;
    echo_map: EchoMap -> Option<Dictionary<String, i32>>;
    echo_jobject: EchoJobject -> Value;
    echo_tree: EchoTree -> Option<TreeNode>;
    echo_employee: EchoEmployee -> Option<Shared<Employee>>;
}

/// Returns the program that stands before the service in C#.
///
/// # Errors
/// If the address is none.
pub fn main_in_front_of(old: &str) -> datacontract::Result<Shadow<Proxy>> {
    in_front_of(old, router(Ported(Main::default())).invalid(Invalid::PassOn))
}

// The guide has this function too, and the test of this crate compares both.
/// Stands in front of the old service, with the endpoints that are ported.
fn in_front_of(old: &str, ported: Router) -> datacontract::Result<Shadow<Proxy>> {
    Ok(Shadow::new(ported, Proxy::to(old)?).enough(1))
}
