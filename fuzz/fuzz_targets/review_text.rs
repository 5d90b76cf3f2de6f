//! Plain text through its reader and the engine.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| baocao_fuzz::file("text.txt", bytes));
