use datacontract::http::Api;
use datacontract::{DataContract, Dictionary, Endpoint};

static API: Api = Api::new("Shop");

#[derive(DataContract, Default)]
struct Order {
    number: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{ids}")]
struct Path {
    ids: Vec<i32>,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct Class {
    order: Option<Order>,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct ADictionary {
    words: Dictionary<String, String>,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct ListOfLists {
    fine: Vec<Option<i32>>,
    lists: Vec<Vec<i32>>,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct Any {
    any: datacontract::dynamic::Value,
}

fn main() {}
