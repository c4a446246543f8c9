use datacontract::Endpoint;
use datacontract::http::Api;

static API: Api = Api::new("Shop");

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
enum Orders {
    All,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{id}")]
struct Order(i32);

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{id}")]
union Line {
    id: i32,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{id}")]
struct Generic<T> {
    id: T,
}

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders/{id}", response = String)]
struct NoField;

// What has a mistake is an endpoint nevertheless: no further errors.
fn main() {
    fn of<E: Endpoint<Response = String>>() {}
    of::<NoField>();
}
