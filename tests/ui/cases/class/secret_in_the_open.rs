use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Login {
    user: String,
    #[contract(secret)]
    password: String,
}

fn main() {}
