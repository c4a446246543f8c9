use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(namespace = "urn:shop ")]
struct Space;

#[derive(DataContract, Default)]
#[contract(namespace = "http://")]
struct NoHost;

#[derive(DataContract, Default)]
#[contract(namespace = "http://schemas.microsoft.com/2003/10/Serialization/")]
struct Reserved;

#[derive(DataContract, Default)]
#[contract(clr_namespace = "http://schemas.datacontract.org/2004/07/Shop")]
struct NoClrNamespace;

fn main() {}
