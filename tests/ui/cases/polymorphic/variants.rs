use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Shape {
    id: i32,
}

#[derive(DataContract)]
#[contract(polymorphic(Shape), name = "AnyShape")]
enum AnyShape {
    #[contract(default)]
    Shape(Shape),
    #[contract(default, value = 1)]
    Again(Shape),
    Nothing,
    Two(Shape, Shape),
}

#[derive(DataContract)]
#[contract(polymorphic)]
enum NoBase {
    Shape(Shape),
}

#[derive(DataContract, Default)]
struct Drawing {
    main: Option<AnyShape>,
}

#[derive(DataContract, Default)]
#[contract(polymorphic(Shape))]
struct NoEnum {
    shape: Shape,
}

fn main() {}
