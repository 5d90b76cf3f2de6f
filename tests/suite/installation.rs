//! An installation as a user has it, and a place to work in.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use tempfile::TempDir;

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests lie in the repository")
}

/// The folder where the build leaves the command and the libraries. Builds them on first use: `cargo test` itself
/// builds no libraries for loading.
pub fn build() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let status = Command::new(env!("CARGO")).args(["build", "--workspace", "--quiet"]).current_dir(root()).status();
        assert!(status.expect("cargo runs").success(), "the workspace builds");
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        target.join("debug")
    })
}

/// The file name of a library on this system.
pub fn library(name: &str) -> String {
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}

/// An installation with the standard exporters, and a working folder with the configuration and the examples.
pub struct Desk {
    folder: TempDir,
}

/// What a run of the command gave.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    /// Lays everything out anew.
    pub fn new() -> Self {
        let desk = Self { folder: TempDir::new().expect("a temporary folder") };
        let built = build();
        fs::create_dir_all(desk.exporters()).expect("a folder");
        fs::create_dir_all(desk.path("bin")).expect("a folder");
        let program = format!("baocao{}", std::env::consts::EXE_SUFFIX);
        // A hard link would share the file with the build; a copy is what an installation is.
        fs::copy(built.join(&program), desk.path("bin").join(&program)).expect("the command is built");
        for name in ["official_letter", "pdf", "xlsx", "html"] {
            desk.install(&format!("exporter_{name}"), &format!("exporter_{name}"));
        }
        for folder in ["config", "templates", "examples"] {
            copy(&root().join(folder), &desk.work().join(folder));
        }
        desk
    }

    /// The same, where the example of a province has received nothing from lower units: its figures are its own file's.
    pub fn alone() -> Self {
        let desk = Self::new();
        fs::remove_dir_all(desk.work().join("examples/lai-chau-2023-q3/submissions")).expect("the example has some");
        desk
    }

    /// Copies a built library into the installation under the name of an exporter's library.
    pub fn install(&self, built: &str, name: &str) {
        let to = self.exporters().join(library(name));
        fs::copy(build().join(library(built)), to).unwrap_or_else(|error| panic!("{built}: {error}"));
    }

    /// The installation's folder of exporters.
    pub fn exporters(&self) -> PathBuf {
        self.path("lib/baocao/exporters")
    }

    /// The installation's root.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The working folder.
    pub fn work(&self) -> PathBuf {
        self.path("work")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the command in the working folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().expect("the command runs");
        Ran::new(&output, self.folder.path())
    }

    /// The installed command.
    pub fn program(&self) -> PathBuf {
        self.path("bin").canonicalize().expect("the installation is there").join("baocao")
    }

    /// The command, ready to run in the working folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.path("bin").join("baocao"));
        command.args(arguments).current_dir(self.work()).env_remove("BAOCAO_LOG").env("LC_ALL", "C");
        command
    }

    /// Replaces words in a file of the working folder. The words must be there.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.work().join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(path, text.replacen(from, to, 1)).expect("the file can be written");
    }

    /// The names of everything below a folder of the working folder.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.work().join(folder))
            .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.sort();
        names
    }
}

impl Ran {
    fn new(output: &Output, folder: &Path) -> Self {
        let folder = folder.canonicalize().expect("the folder is there");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace(&folder.display().to_string(), "DESK");
        Self { code: output.status.code().unwrap_or(-1), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    /// The result as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }
}

/// Copies a folder with everything below it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder is there").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).expect("the file can be copied");
        }
    }
}
