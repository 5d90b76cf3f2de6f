//! Any bytes as an office document.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| baocao_fuzz::file("any.docx", bytes));
