use datacontract::Endpoint;
use datacontract::http::Api;

static API: Api = Api::new("Shop");

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{id}/lines/{line}")]
struct NoField {
    line_number: i32,
    id: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders?page={page}")]
struct Query {
    page: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "https://shop.example.com/api/orders")]
struct Absolute;

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{id")]
struct Brace {
    id: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/{}/orders")]
struct NoName;

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/{id}/orders/{id}")]
struct Twice {
    id: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/the orders")]
struct Blank;

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/{*rest}/orders")]
struct Rest {
    rest: String,
}

/// The body stands in no path.
#[derive(Endpoint)]
#[endpoint(api = API, put = "api/orders/{order}")]
struct Body {
    #[endpoint(body)]
    order: i32,
}

fn main() {}
