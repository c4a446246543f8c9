//! Generates the types, the client and the server of an API from its spec.

fn main() -> Result<(), datacontract_codegen::Error> {
    datacontract_codegen::Config::new()
        .client(true)
        .server(true)
        .samples(true)
        .compile(&["../specs/lcmanager"])
}
