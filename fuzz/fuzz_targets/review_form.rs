//! The main part of an office document, with the same bytes as its styles, held against the rules of form.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| baocao_fuzz::form(bytes));
