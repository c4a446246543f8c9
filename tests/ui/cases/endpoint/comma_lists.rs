use datacontract::Endpoint;
use datacontract::http::Api;

static API: Api = Api::new("Shop");

#[derive(Endpoint)]
#[endpoint(api = API, post = "api/orders")]
struct Body {
    #[endpoint(body, comma_separated)]
    numbers: Vec<i32>,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct NoList {
    #[endpoint(comma_separated)]
    number: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{numbers}")]
struct Path {
    #[endpoint(comma_separated)]
    numbers: String,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct Value {
    #[endpoint(comma_separated = 1)]
    numbers: Vec<i32>,
}

fn main() {}
