//! The main part of an office document within a sound package.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| baocao_fuzz::file("made.docx", &baocao_fuzz::package(bytes)));
