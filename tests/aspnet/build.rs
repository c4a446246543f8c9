//! Makes the endpoints, clients and servers of the test services, and of the APIs in `specs/` that are
//! ASP.NET's.

fn main() -> Result<(), datacontract_codegen::Error> {
    let specs = [
        "specs/main",
        "specs/camel",
        "../../specs/lcmanager",
        "../../specs/leadbank",
        "../../specs/lifetrons",
        "../../specs/trackerrms",
        "../../specs/vitec",
    ];
    datacontract_codegen::Config::new()
        .client(true)
        .server(true)
        // `[JsonObject(IsReference = false)]`, for which specs have no key.
        .type_attribute("Employee", "contract(json_reference = false)")
        .type_attribute("Badge", "contract(json_reference = false)")
        .compile(&specs)
}
