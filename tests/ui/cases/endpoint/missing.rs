use datacontract::Endpoint;
use datacontract::http::Api;

static API: Api = Api::new("Shop");

#[derive(Endpoint)]
#[endpoint(get = "api/orders")]
struct WithoutApi;

#[derive(Endpoint)]
#[endpoint(api = API)]
struct WithoutPath;

#[derive(Endpoint)]
struct WithoutAnything;

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders", post = "api/orders")]
struct TwoMethods;

#[derive(Endpoint)]
#[endpoint(api = API, get = "api/orders", outcome)]
struct OutcomeOfNothing;

fn main() {}
