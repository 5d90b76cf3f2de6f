//! The outputs of a program by name, as it writes them piece by piece.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::callbacks::Sink;

/// What a program has opened, with the host's handle and the bytes so far.
#[derive(Debug, Default)]
pub struct Outputs {
    open: BTreeMap<String, (u64, u64)>,
}

/// Why an output could not be kept.
#[derive(Debug)]
pub enum Refusal {
    /// The host did not take it; it knows why.
    Host,
    /// The program contradicts itself.
    Program(String),
}

impl Outputs {
    /// Appends a piece.
    pub fn write(
        &mut self,
        name: &str,
        text: Option<String>,
        base64: Option<String>,
        sink: &mut dyn Sink,
    ) -> Result<(), Refusal> {
        let bytes = match (text, base64) {
            (Some(text), None) => text.into_bytes(),
            (None, Some(code)) => STANDARD
                .decode(code)
                .map_err(|error| Refusal::Program(format!("a piece of `{name}` is no base64: {error}")))?,
            _ => return Err(Refusal::Program(format!("a piece of `{name}` has to be `text` or `base64`"))),
        };
        let output = self.opened(name, sink)?;
        output.1 += bytes.len() as u64;
        sink.write(output.0, &bytes).map_err(|_| Refusal::Host)
    }

    /// Keeps an output; one that was never written to is empty.
    pub fn commit(&mut self, name: &str, bytes: Option<u64>, sink: &mut dyn Sink) -> Result<(), Refusal> {
        self.opened(name, sink)?;
        let (handle, written) = self.open.remove(name).expect("it was opened just now");
        if let Some(said) = bytes.filter(|said| *said != written) {
            return Err(Refusal::Program(format!("it says that `{name}` has {said} bytes and wrote {written}")));
        }
        sink.close(handle, true).map_err(|_| Refusal::Host)
    }

    /// Throws an output away.
    pub fn discard(&mut self, name: &str, sink: &mut dyn Sink) -> Result<(), Refusal> {
        match self.open.remove(name) {
            Some((handle, _)) => sink.close(handle, false).map_err(|_| Refusal::Host),
            None => Ok(()),
        }
    }

    fn opened(&mut self, name: &str, sink: &mut dyn Sink) -> Result<&mut (u64, u64), Refusal> {
        if !self.open.contains_key(name) {
            let handle = sink.open(name).map_err(|_| Refusal::Host)?;
            self.open.insert(name.to_owned(), (handle, 0));
        }
        Ok(self.open.get_mut(name).expect("it is open"))
    }
}
