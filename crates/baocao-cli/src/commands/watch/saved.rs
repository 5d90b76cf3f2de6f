use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// Programs save in several steps; the report is composed when they have been still for this long.
const STILL: Duration = Duration::from_millis(150);
/// How often folders are looked at where the system tells of no changes, as on network drives.
const LOOK: Duration = Duration::from_secs(1);

/// Tells when a file in one of some folders was saved.
pub struct Saves {
    events: Receiver<()>,
    _watcher: Box<dyn Watcher>,
}

impl Saves {
    /// Watches folders with all that they hold.
    pub fn of(folders: &[&Path]) -> notify::Result<Self> {
        let (sender, events) = channel();
        let tell = move |event: notify::Result<Event>| {
            if event.is_ok_and(|event| matters(&event)) {
                // Nobody listens any more when the program ends.
                let _ = sender.send(());
            }
        };
        let watcher: Box<dyn Watcher> = match RecommendedWatcher::new(tell.clone(), Config::default()) {
            Ok(watcher) => Box::new(watcher),
            Err(_) => Box::new(PollWatcher::new(tell, Config::default().with_poll_interval(LOOK))?),
        };
        let mut saves = Self { events, _watcher: watcher };
        for folder in folders {
            saves._watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(saves)
    }

    /// Waits for the next save to be over.
    pub fn wait(&self) {
        if self.events.recv().is_err() {
            // The watcher is gone: there is nothing to wait for, and nothing to do without pause.
            std::thread::sleep(LOOK);
        }
        while self.events.recv_timeout(STILL) != Err(RecvTimeoutError::Timeout) {}
    }
}

/// False for what is only read, and for the files that office programs keep beside an open one.
fn matters(event: &Event) -> bool {
    let is_change = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_));
    let is_own = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with(['.', '~']) && !name.ends_with('~')
    };
    is_change && event.paths.iter().any(|path| is_own(path))
}
