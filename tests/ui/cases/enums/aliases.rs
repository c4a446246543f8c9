use datacontract::DataContract;

#[derive(DataContract, Default)]
enum State {
    #[default]
    #[contract(alias = "new", alias("Fresh" as "fresh", "new"))]
    Open,
    #[contract(alias(""), alias = "", alias = 1, alias(Gone))]
    Closed,
    #[contract(alias("Lost" xml(name = "lost", ignore)), alias("Gone" xml(text)))]
    Lost,
}

fn main() {}
