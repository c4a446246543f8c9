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

#[derive(DataContract, Default)]
#[contract(dictionary(key_name = "Word", value_name = "Word"))]
struct Words(datacontract::Dictionary<String, String>);

#[derive(DataContract, Default)]
#[contract(dictionary(key_name = "Value"))]
struct Odd(datacontract::Dictionary<String, String>);

fn main() {}
