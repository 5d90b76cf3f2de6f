//! Sends `tracing` records of an exporter to its host.
//!
//! A shared library has `tracing` statics of its own, so a record would otherwise go nowhere.

use std::fmt::{self, Write as _};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::abi;

/// A subscriber for the length of one call into the exporter.
pub(crate) struct Forward {
    host: abi::Host,
}

// SAFETY: the host declares its callbacks callable from any thread during the call.
unsafe impl Send for Forward {}
// SAFETY: as above.
unsafe impl Sync for Forward {}

impl Forward {
    pub(crate) fn new(host: &abi::Host) -> Self {
        Self { host: *host }
    }
}

impl Subscriber for Forward {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        self.host.log.is_some()
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let Some(log) = self.host.log else { return };
        let mut text = Text::default();
        event.record(&mut text);
        let level = match *event.metadata().level() {
            Level::ERROR => abi::LEVEL_ERROR,
            Level::WARN => abi::LEVEL_WARN,
            Level::INFO => abi::LEVEL_INFO,
            Level::DEBUG => abi::LEVEL_DEBUG,
            Level::TRACE => abi::LEVEL_TRACE,
        };
        let fields = serde_json::Value::Object(text.fields).to_string();
        // SAFETY: the host's callbacks may be called with its context until the current call returns.
        unsafe {
            log(
                self.host.context,
                level,
                abi::Bytes::lend(event.metadata().target().as_bytes()),
                abi::Bytes::lend(text.message.as_bytes()),
                abi::Bytes::lend(fields.as_bytes()),
            );
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Text {
    message: String,
    fields: serde_json::Map<String, serde_json::Value>,
}

impl Visit for Text {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.message, "{value:?}");
        } else {
            self.fields.insert(field.name().to_owned(), format!("{value:?}").into());
        }
    }
}
