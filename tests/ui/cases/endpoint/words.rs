use datacontract::Endpoint;
use datacontract::http::Api;

static API: Api = Api::new("Shop");

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders", respons = i32, default = 1)]
struct Orders {
    #[endpoint(is_required, nam = "page", response = i32)]
    page: i32,
}

#[derive(Endpoint)]
#[endpoint(api = "API", get, response)]
struct Order {
    #[endpoint(default, optional = 1)]
    number: i32,
    #[endpoint(body, body)]
    note: String,
}

fn main() {}
