use datacontract::http::Api;
use datacontract::{DataContract, Endpoint};

static API: Api = Api::new("Shop");

#[derive(DataContract, Default)]
struct Order {
    number: i32,
}

#[derive(Default)]
struct Nothing;

#[derive(Endpoint)]
#[endpoint(api = API, post = "api/orders", response = Nothing)]
struct NoResponse;

#[derive(Endpoint)]
#[endpoint(api = API, post = "api/orders")]
struct NoBody {
    #[endpoint(body)]
    nothing: Nothing,
}

#[derive(Endpoint)]
#[endpoint(api = API, post = "api/orders", response = Order, outcome)]
struct NoOutcome {
    #[endpoint(default = "one")]
    number: i32,
}

fn main() {}
