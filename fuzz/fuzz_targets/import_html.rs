#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| datacontract_tests_properties::check("import_html", data));
