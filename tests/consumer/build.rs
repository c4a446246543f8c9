//! Makes the models, and of one API a client, a server and samples.

fn main() -> Result<(), datacontract_codegen::Error> {
    datacontract_codegen::compile(&["../../specs/lcmanager"])?;
    datacontract_codegen::Config::new()
        .client(true)
        .server(true)
        .samples(true)
        .derive("CreateLeadResponse", "PartialOrd")
        .type_attribute("Lead", "#[must_use]")
        .field_attribute("Lead.zipcode", "doc(alias = \"postcode\")")
        .type_override("Lead.zipcode", "Option<crate::ZipCode>")
        .extern_path("Instructions", "crate::Instructions")
        .compile(&["../../specs/trackerrms"])
}
