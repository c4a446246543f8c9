fn main() {
    let (p, d) = datacontract_codegen::Project::load(std::path::Path::new("datacontract.json"));
    eprint!("{}", d.render(datacontract_codegen::diagnostic::Format::Text { color: false }));
    let (plan, d) = p.unwrap().plan();
    eprint!("{}", d.render(datacontract_codegen::diagnostic::Format::Text { color: false }));
    for change in plan.unwrap().apply().unwrap() { println!("{:?} {}", change.kind(), change.path.display()); }
}
