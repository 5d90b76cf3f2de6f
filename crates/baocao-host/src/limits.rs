use std::time::Duration;

/// What an export may use. The message of a limit that was hit names the key to raise it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limits {
    /// How long one export may take.
    pub time: Duration,
    /// How much memory the worker may allocate, in bytes.
    pub memory: u64,
    /// How much one export may write, in bytes.
    pub output: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(120), memory: 1 << 30, output: 2 << 30 }
    }
}
