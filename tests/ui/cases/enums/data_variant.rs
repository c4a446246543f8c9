use datacontract::DataContract;

#[derive(DataContract, Default)]
enum State {
    #[default]
    Open,
    Closed(String),
    Other { reason: String },
}

fn main() {}
