use clap::CommandFactory as _;
use clap_complete::{Shell, generate};
use serde_json::json;

use crate::arguments::Arguments;
use crate::outcome::{Outcome, Page};

/// Gives what a shell needs to complete the command's words.
pub fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "baocao", &mut script);
    let text = String::from_utf8_lossy(&script).into_owned();
    let json = json!({ "completions": text });
    Outcome { page: Some(Page { text, json }), ..Outcome::default() }
}
