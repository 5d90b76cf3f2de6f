//! A copy of an exporter that nobody can change any more: the bytes that were checked are the bytes that run. The host
//! makes it once; every worker opens it for itself.

use std::fs::File;
use std::io;

/// How often a file that is busy is sealed again.
#[cfg(target_os = "linux")]
const SEALING_TRIES: usize = 100;

/// The bytes of a library or a program where workers find them.
#[derive(Debug)]
pub struct Sealed(Kept);

/// A file in memory.
#[cfg(target_os = "linux")]
type Kept = File;
/// A private folder with one file.
#[cfg(not(target_os = "linux"))]
type Kept = (tempfile::TempDir, String);

/// The same bytes as a worker has opened them.
#[derive(Debug)]
pub struct Opened {
    #[expect(dead_code, reason = "the path is good while the file is kept")]
    file: File,
    path: String,
}

impl Opened {
    /// The path to load it by, in this process and in its children if they inherit it.
    pub fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(target_os = "linux")]
impl Sealed {
    /// Copies bytes into memory and seals it.
    pub fn new(bytes: &[u8]) -> io::Result<Self> {
        use rustix::fs::{MemfdFlags, memfd_create};
        use std::io::Write as _;
        let memory = memfd_create("exporter", MemfdFlags::ALLOW_SEALING | MemfdFlags::CLOEXEC)?;
        let mut file = File::from(memory);
        file.write_all(bytes)?;
        seal(&file)?;
        Ok(Self(file))
    }

    /// Where a worker of this process opens it.
    pub fn path(&self) -> String {
        use std::os::fd::AsRawFd as _;
        format!("/proc/{}/fd/{}", std::process::id(), self.0.as_raw_fd())
    }
}

#[cfg(target_os = "linux")]
fn seal(file: &File) -> io::Result<()> {
    use rustix::fs::{SealFlags, fcntl_add_seals};
    let seals = SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL;
    let mut sealed = fcntl_add_seals(file, seals);
    // While the kernel still works on a page of the file, it is busy: soon it is not.
    for _ in 0..SEALING_TRIES {
        if sealed != Err(rustix::io::Errno::BUSY) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
        sealed = fcntl_add_seals(file, seals);
    }
    Ok(sealed?)
}

/// Opens what the host has sealed; a program's interpreter inherits it.
#[cfg(target_os = "linux")]
pub fn open(path: &str, inherited: bool) -> io::Result<Opened> {
    use std::os::fd::AsRawFd as _;
    let file = File::open(path)?;
    if inherited {
        rustix::io::fcntl_setfd(&file, rustix::io::FdFlags::empty())?;
    }
    let path = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(Opened { file, path })
}

#[cfg(not(target_os = "linux"))]
impl Sealed {
    /// Puts bytes into a private folder.
    pub fn new(bytes: &[u8]) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        let name = format!("{}exporter{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        let path = folder.path().join(name);
        std::fs::write(&path, bytes)?;
        Ok(Self((folder, path.display().to_string())))
    }

    /// Where a worker opens it.
    pub fn path(&self) -> String {
        self.0.1.clone()
    }
}

/// Opens what the host has put into a private folder.
#[cfg(not(target_os = "linux"))]
pub fn open(path: &str, _: bool) -> io::Result<Opened> {
    Ok(Opened { file: File::open(path)?, path: path.to_owned() })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_can_be_read_and_not_written() {
        use std::io::Write as _;
        let sealed = Sealed::new(b"the bytes").unwrap();
        let opened = open(&sealed.path(), false).unwrap();
        assert_eq!(std::fs::read(opened.path()).unwrap(), b"the bytes");
        assert!((&sealed.0).write_all(b"others").is_err());
        assert!(std::fs::write(sealed.path(), b"others").is_err());
        assert_eq!(std::fs::read(opened.path()).unwrap(), b"the bytes");
    }
}
