#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| klubba_fuzz::import(bytes));
