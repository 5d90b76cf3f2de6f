use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use baocao_intake::submissions::Progress;
use indicatif::{ProgressBar, ProgressStyle};

use crate::arguments::Arguments;

/// A bar with rate and time left for long work, on a terminal only.
pub struct Bar {
    bar: ProgressBar,
    started: Instant,
    last: AtomicU64,
}

/// The bar's own length; the share of the work is counted in it.
const LENGTH: u64 = 10_000;

impl Bar {
    pub fn new(arguments: &Arguments) -> Self {
        let shown = std::io::stderr().is_terminal() && !arguments.quiet;
        let bar = if shown { ProgressBar::new(LENGTH) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{bar:40} {percent}% {msg} còn {eta}");
        bar.set_style(style.expect("the template is fixed"));
        Self { bar, started: Instant::now(), last: AtomicU64::new(0) }
    }

    /// Shows how far the work has come, ten times a second at most.
    pub fn tell(&self, progress: Progress) {
        let now = self.started.elapsed().as_millis() as u64;
        if now < self.last.load(Ordering::Relaxed) + 100 {
            return;
        }
        self.last.store(now, Ordering::Relaxed);
        self.bar.set_position((progress.share * LENGTH as f64) as u64);
        let rate = progress.submissions * 1000 / now.max(1);
        self.bar.set_message(format!("{} báo cáo, {rate}/giây,", progress.submissions));
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}
