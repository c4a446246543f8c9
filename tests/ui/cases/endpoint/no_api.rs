use datacontract::Endpoint;

const SHOP: &str = "Shop";

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders")]
struct NotThere;

#[derive(Endpoint)]
#[endpoint(api = SHOP, get = "api/orders")]
struct NotAnApi;

fn main() {}
