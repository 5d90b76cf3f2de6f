//! What keeps a worker from harm: its own streams, limits, and on Linux a lock on files and network.

use std::fs::File;
use std::io;
#[cfg(target_os = "linux")]
use std::path::{Path, PathBuf};

use crate::source::Launch;

/// What the log says where the kernel is too old for the lock.
pub const NO_LOCK: &str = "this kernel cannot lock files and network away from exporters";

/// Takes the streams to and from the host; what an exporter prints goes to the log, what it reads is empty.
#[cfg(unix)]
pub fn take_streams() -> io::Result<(File, File)> {
    use rustix::io::{FdFlags, fcntl_setfd};
    let from_host = rustix::io::dup(rustix::stdio::stdin())?;
    let to_host = rustix::io::dup(rustix::stdio::stdout())?;
    // Children of an exporter cannot hold the channel open.
    fcntl_setfd(&from_host, FdFlags::CLOEXEC)?;
    fcntl_setfd(&to_host, FdFlags::CLOEXEC)?;
    rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    Ok((from_host.into(), to_host.into()))
}

/// Takes the streams to and from the host.
#[cfg(windows)]
pub fn take_streams() -> io::Result<(File, File)> {
    use std::os::windows::io::{AsHandle as _, OwnedHandle};
    let own = |handle: std::os::windows::io::BorrowedHandle<'_>| -> io::Result<File> {
        Ok(OwnedHandle::from(handle.try_clone_to_owned()?).into())
    };
    Ok((own(io::stdin().as_handle())?, own(io::stdout().as_handle())?))
}

/// Ends this process and everything that its exporter started.
pub fn end_with_children() -> ! {
    #[cfg(unix)]
    {
        use rustix::process::{Signal, getpgrp, getpid, kill_current_process_group};
        // A worker leads a group of its own. One that was started by hand does not, and leaves its neighbours alone.
        if getpgrp() == getpid() {
            let _ = kill_current_process_group(Signal::KILL);
        }
    }
    std::process::exit(0)
}

/// Has a child end with this process, however this process ends.
pub fn end_with_parent(command: &mut std::process::Command) {
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::process::CommandExt as _;
        let ask = || rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
        // SAFETY: between fork and exec only one system call is made, which allocates nothing. The thread that starts the
        // child lives as long as the worker.
        unsafe { command.pre_exec(move || ask().map_err(io::Error::from)) };
    }
    #[cfg(not(target_os = "linux"))]
    let _ = command;
}

/// Ends this process as another has ended, so that the host sees the same signal or exit code.
pub fn end_like(status: std::process::ExitStatus) -> ! {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        // SAFETY: takes away a handler of this process; no handler of ours is to run from here on.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
        // SAFETY: sends a signal to this process.
        unsafe { libc::raise(signal) };
    }
    std::process::exit(status.code().unwrap_or(1))
}

/// Limits memory and core files.
pub fn limit_resources(memory: u64) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = |value| Rlimit { current: Some(value), maximum: Some(value) };
        // Data, not address space: some programs reserve much and use little.
        setrlimit(Resource::Data, limit(memory))?;
        setrlimit(Resource::Core, limit(0))?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
    Ok(())
}

/// What every exporter may read: libraries and fonts of the system.
#[cfg(target_os = "linux")]
const READABLE: [&str; 6] = ["/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf.d"];

/// Refuses all files but libraries and fonts, all network, and every program but the one that is to be started.
#[cfg(target_os = "linux")]
pub fn lock_away(launch: Option<&Launch>) -> io::Result<()> {
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _,
        RulesetCreatedAttr as _, Scope, path_beneath_rules,
    };
    let abi = ABI::V6;
    // Reading without executing: an exporter cannot start programs.
    let read: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::ReadDir;
    let mut readable = READABLE.map(PathBuf::from).to_vec();
    if let Ok(home) = std::env::var("HOME") {
        readable.extend([".fonts", ".local/share/fonts"].map(|folder| Path::new(&home).join(folder)));
    }
    readable.extend(launch.and_then(prefix));
    let started = launch.map(started).unwrap_or_default();
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(abi)))
        .and_then(|ruleset| ruleset.scope(Scope::from_all(abi)))
        .and_then(landlock::Ruleset::create)
        .and_then(|ruleset| ruleset.add_rules(path_beneath_rules(readable, read)))
        .and_then(|ruleset| ruleset.add_rules(path_beneath_rules(started, read | AccessFs::Execute)))
        .and_then(landlock::RulesetCreated::restrict_self)
        .map_err(io::Error::other)?;
    #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
    super::calls::refuse()?;
    // An old kernel cannot; the library is then held by the process boundary and the limits alone.
    if ruleset.ruleset == landlock::RulesetStatus::NotEnforced {
        eprintln!("{NO_LOCK}");
    }
    Ok(())
}

/// Where an interpreter that does not belong to the system keeps its own libraries: the folder that `bin` is in.
#[cfg(target_os = "linux")]
fn prefix(launch: &Launch) -> Option<PathBuf> {
    let interpreter = Path::new(launch.interpreter.first()?).canonicalize().ok()?;
    let prefix = interpreter.parent()?.parent().filter(|prefix| prefix.parent().is_some())?;
    (!prefix.starts_with("/usr")).then(|| prefix.to_owned())
}

/// The files that start: the interpreter, and the system's loader, without which no program starts.
#[cfg(target_os = "linux")]
fn started(launch: &Launch) -> Vec<PathBuf> {
    let loaders = ["/lib64", "/lib"].into_iter().flat_map(|folder| std::fs::read_dir(folder).into_iter().flatten());
    let is_loader = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ld-"));
    let loaders = loaders.flatten().map(|entry| entry.path()).filter(is_loader);
    launch.interpreter.first().map(PathBuf::from).into_iter().chain(loaders).collect()
}

/// There is no such lock on this system; the process boundary and the limits hold.
#[cfg(not(target_os = "linux"))]
pub fn lock_away(_: Option<&Launch>) -> io::Result<()> {
    Ok(())
}
