#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| datacontract_tests_properties::check("merge", data));
