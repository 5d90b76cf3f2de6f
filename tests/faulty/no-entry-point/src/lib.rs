//! A library that is no exporter.

/// Something else than the entry point.
#[unsafe(no_mangle)]
pub extern "C" fn something_else() -> i32 {
    0
}
