//! Members that are declared as a base class.

use super::is_vector;
use datacontract::dynamic::Value;
use datacontract::{DataContract, ErrorKind, xml};

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase", known_types(Circle, Square, Star))]
struct Shape {
    id: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Circle {
    #[contract(base)]
    base: Shape,
    r: f64,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Square {
    #[contract(base)]
    base: Shape,
    side: f64,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly.Far", rename_all = "PascalCase")]
struct Star {
    #[contract(base)]
    base: Shape,
    points: i32,
    twin: Option<Box<Star>>,
}

#[derive(DataContract, Clone, Debug, PartialEq)]
#[contract(polymorphic(Shape))]
enum AnyShape {
    #[contract(default)]
    Shape(Shape),
    Circle(Circle),
    Square(Square),
    Far(Box<Star>),
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Drawing {
    main: Option<AnyShape>,
    shapes: Vec<Option<AnyShape>>,
    any: Value,
    #[contract(array)]
    arr: Vec<AnyShape>,
}

fn shape(id: &str) -> Shape {
    Shape { id: Some(id.to_owned()) }
}

fn star() -> AnyShape {
    let twin = Star { base: shape("t"), points: 0, twin: None };
    AnyShape::Far(Box::new(Star { base: shape("s"), points: 5, twin: Some(Box::new(twin)) }))
}

#[test]
fn members() {
    let text = super::vector("poly.members");
    let drawing = xml::from_str::<Drawing>(&text).expect("it is of this contract");
    assert_eq!(drawing.main, Some(AnyShape::Circle(Circle { base: shape("c"), r: 1.0 })));
    assert_eq!(drawing.arr, [star()]);
    assert_eq!(
        drawing.shapes,
        [
            Some(AnyShape::Circle(Circle { base: shape("a"), r: 0.0 })),
            Some(AnyShape::Square(Square { base: shape("b"), side: 0.0 })),
            Some(AnyShape::Shape(shape("base"))),
            Some(star()),
            None,
        ]
    );
    assert_eq!(xml::to_string(&drawing), Ok(text));
}

#[test]
fn roots() {
    is_vector("poly.root-derived", &AnyShape::Circle(Circle { base: shape("c"), r: 1.0 }));
    let unknown = super::vector("poly.root-derived").replace("Circle", "Triangle");
    assert_eq!(
        xml::from_str::<AnyShape>(&unknown).map_err(|error| error.kind()),
        Err(ErrorKind::UnknownType)
    );
    assert_eq!(AnyShape::default(), AnyShape::Shape(Shape::default()));
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase", abstract_class)]
struct Pet {
    name: Option<String>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct Cat {
    #[contract(base)]
    base: Pet,
    lives: i32,
}

#[derive(DataContract, Debug, PartialEq)]
#[contract(polymorphic(Pet))]
enum AnyPet {
    #[contract(default)]
    Cat(Cat),
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Poly", rename_all = "PascalCase")]
struct PetHost {
    p: AnyPet,
}

#[test]
fn abstract_base() {
    let host = PetHost { p: AnyPet::Cat(Cat { base: Pet { name: Some("n".to_owned()) }, lives: 9 }) };
    is_vector("poly.abstract", &host);
    let untyped = super::vector("poly.abstract").replace(" i:type=\"Cat\"", "");
    assert_eq!(xml::from_str::<PetHost>(&untyped).map_err(|error| error.kind()), Err(ErrorKind::UnknownType));
}
