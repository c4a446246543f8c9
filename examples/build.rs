//! Generates the types, the client and the server of APIs from their specs.

fn main() -> Result<(), datacontract_codegen::Error> {
    datacontract_codegen::Config::new()
        .client(true)
        .server(true)
        .samples(true)
        .compile(&["../specs/lcmanager", "specs/leaddesk"])
}
