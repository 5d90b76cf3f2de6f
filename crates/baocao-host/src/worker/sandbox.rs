//! What keeps a worker from harm: its own streams, limits, and on Linux a lock on files and network.

use std::fs::File;
use std::io;

/// What the log says where the kernel is too old for the lock.
pub const NO_LOCK: &str = "this kernel cannot lock files and network away from exporters";

/// A library's bytes where they can be opened and not changed any more.
pub struct SealedCopy {
    #[expect(dead_code, reason = "the path is good while the file is kept")]
    file: Kept,
    path: String,
}

#[cfg(target_os = "linux")]
type Kept = std::os::fd::OwnedFd;
#[cfg(not(target_os = "linux"))]
type Kept = tempfile::TempDir;

impl SealedCopy {
    /// The path to open it by.
    pub fn path(&self) -> &str {
        &self.path
    }
}

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

/// Ends the worker when the host's thread that started it ends, even by a kill.
pub fn die_with_host() {
    // The reader thread ends the worker when the host closes the stream, which the system does for a killed host too. A
    // parent-death signal would fire when the host's *thread* ends, and threads of a pool come and go.
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

/// Puts bytes where nobody can change them any more: the bytes that were checked are the bytes that load.
#[cfg(target_os = "linux")]
pub fn sealed_copy(bytes: &[u8]) -> io::Result<SealedCopy> {
    use rustix::fs::{MemfdFlags, SealFlags, fcntl_add_seals, memfd_create};
    use std::io::Write as _;
    use std::os::fd::AsRawFd as _;
    let memory = memfd_create("exporter", MemfdFlags::ALLOW_SEALING | MemfdFlags::CLOEXEC)?;
    let mut file = File::from(memory);
    file.write_all(bytes)?;
    fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL)?;
    let path = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(SealedCopy { file: file.into(), path })
}

/// Puts bytes into a private folder.
#[cfg(not(target_os = "linux"))]
pub fn sealed_copy(bytes: &[u8]) -> io::Result<SealedCopy> {
    let folder = tempfile::tempdir()?;
    let name = format!("{}exporter{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    let path = folder.path().join(name);
    std::fs::write(&path, bytes)?;
    Ok(SealedCopy { path: path.display().to_string(), file: folder })
}

/// Refuses all files but libraries and fonts, and all network.
#[cfg(target_os = "linux")]
pub fn lock_away(_: &str) -> io::Result<()> {
    use landlock::{
        ABI, Access as _, AccessFs, AccessNet, BitFlags, CompatLevel, Compatible as _, Ruleset, RulesetAttr as _,
        RulesetCreatedAttr as _, path_beneath_rules,
    };
    let abi = ABI::V5;
    // Reading without executing: an exporter cannot start programs.
    let read: BitFlags<AccessFs> = AccessFs::ReadFile | AccessFs::ReadDir;
    let mut readable: Vec<String> =
        ["/usr", "/lib", "/lib64", "/etc/fonts", "/etc/ld.so.cache", "/etc/ld.so.conf.d"].map(str::to_owned).to_vec();
    if let Ok(home) = std::env::var("HOME") {
        readable.extend([".fonts", ".local/share/fonts"].map(|folder| format!("{home}/{folder}")));
    }
    let ruleset = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))
        .and_then(|ruleset| ruleset.handle_access(AccessNet::from_all(abi)))
        .and_then(landlock::Ruleset::create)
        .and_then(|ruleset| ruleset.add_rules(path_beneath_rules(readable, read)))
        .and_then(landlock::RulesetCreated::restrict_self)
        .map_err(io::Error::other)?;
    // An old kernel cannot; the library is then held by the process boundary and the limits alone.
    if ruleset.ruleset == landlock::RulesetStatus::NotEnforced {
        eprintln!("{NO_LOCK}");
    }
    Ok(())
}

/// There is no such lock on this system; the process boundary and the limits hold.
#[cfg(not(target_os = "linux"))]
pub fn lock_away(_: &str) -> io::Result<()> {
    Ok(())
}
