use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(collection)]
struct Tags(String);

#[derive(DataContract, Default)]
#[contract(dictionary)]
struct Book(Vec<String>);

#[derive(DataContract, Default)]
#[contract(collection(key_name = "Key"))]
struct Keys(Vec<String>);

fn main() {}
