use datacontract::Endpoint;
use datacontract::http::Api;

static API: Api = Api::new("Shop");

#[derive(Endpoint)]
#[endpoint(api = API, post = "api/orders")]
struct TwoBodies {
    #[endpoint(body)]
    order: String,
    #[endpoint(body)]
    lines: Vec<String>,
}

#[derive(Endpoint)]
#[endpoint(api = API, post = "api/orders")]
struct Defaults {
    #[endpoint(body, default = 1)]
    order: i32,
    #[endpoint(body = true, optional)]
    line: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct Required {
    #[endpoint(required, default = 1)]
    page: i32,
    #[endpoint(required)]
    since: Option<i32>,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct Names {
    page: i32,
    #[endpoint(name = "Page")]
    page_number: i32,
    r#type: i32,
    #[endpoint(name = "type")]
    kind: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/lines")]
struct Interface {
    #[endpoint(interface)]
    lines: Vec<String>,
}

fn main() {}
