mod aggregate;
mod bundle;
mod check;
mod completions;
mod diff;
mod exporters;
mod forms;
mod new;
mod review;
mod watch;

use crate::arguments::{Arguments, Command};
use crate::outcome::Outcome;

/// Runs the command that was asked for.
pub fn run(arguments: &Arguments) -> Outcome {
    let config = arguments.config.as_deref();
    match &arguments.command {
        Command::New(new) => new::run(new, config),
        Command::Check(check) => check::run(check, arguments),
        Command::Aggregate(asked) => aggregate::run(asked, arguments),
        Command::Diff(asked) => diff::run(asked, arguments),
        Command::Bundle(bundle) => bundle::run(bundle, config),
        Command::Review(review) => review::run(review, arguments),
        Command::Watch(asked) => watch::run(asked, arguments),
        Command::Completions { shell } => completions::run(*shell),
        Command::Exporters { command } => exporters::run(command, arguments),
        Command::Forms { command } => forms::run(command, arguments),
    }
}
