//! Finds, trusts, loads, isolates and calls exporters. The only crate that opens libraries.
//!
//! An exporter runs in a worker: the same executable, started with [`WORKER_ARGUMENT`], locked away from files and
//! network before the library is opened or the program is started. The host talks to workers alone; whether there is a
//! library or a program behind one ([`loaded`]) makes no difference to it. Whatever the exporter does there costs its own output and nothing else.

mod callbacks;
mod candidate;
mod conformance;
mod discovery;
mod error;
mod export;
mod exporter;
mod features;
mod frame;
mod interpreters;
mod library;
mod limits;
mod loaded;
mod noise;
mod program;
mod sealed;
mod source;
mod staging;
mod supervisor;
mod trust;
mod worker;

pub use baocao_exporter::{Description, Feature};
pub use candidate::{Candidate, Trusted};
pub use conformance::{Check, OPTIONAL};
pub use discovery::{Installation, Installed, library_name};
pub use error::{ExportFailure, FailureKind, LoadError};
pub use export::{Diagnostic, Exported, OutputFile, Severity};
pub use exporter::{Exporter, Isolation};
pub use features::missing as missing_features;
pub use interpreters::Interpreters;
pub use limits::Limits;
pub use trust::{Lock, Pin, sha256_of};
pub use worker::{WORKER_ARGUMENT, run as run_worker};
