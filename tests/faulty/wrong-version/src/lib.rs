//! An exporter built for a boundary that does not exist yet.

use std::ptr::from_ref;

use baocao_exporter::abi::ExporterTable;

/// The entry point; its table claims version 9.
#[unsafe(no_mangle)]
pub extern "C" fn baocao_exporter_v1() -> *const ExporterTable {
    static TABLE: ExporterTable = ExporterTable {
        size: size_of::<ExporterTable>() as u32,
        abi_major: 9,
        abi_minor: 0,
        host_min_minor: 0,
        reserved: 0,
        describe: None,
        create: None,
        run: None,
        destroy: None,
        extension: None,
    };
    from_ref(&TABLE)
}
