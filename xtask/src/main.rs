//! The project's own commands: `cargo xtask <command>`.

mod peer;
mod peer_report;
mod review_score;
mod submissions;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use sha2::{Digest as _, Sha256};

const USAGE: &str = "\
cargo xtask bundle [ARGUMENTS]   build everything and write the example's bundle; arguments go to `baocao bundle`
cargo xtask install DIR          build everything and lay it out in DIR: bin, lib, share (with the exporter guide and header)
cargo xtask schemas [--check]    write docs/document.schema.json, or say whether it is stale
cargo xtask peer-input DATA DIR  lay the measuring kit's tree out as configuration and report in DIR
cargo xtask peer-reports DATA DIR [PDF]  make the measuring kit's reports report folders in DIR; PDF: the exporter of PDF
cargo xtask peer-output RUN      put RUN/levels.csv and RUN/findings.json into the kit's form, for its check
cargo xtask submissions N DIR [SEED]  make up N submissions of grassroots unions with planted faults, for trying roll-ups
cargo xtask review-score DIR [-v] how well `review` does on the texts of DIR, by its findings.tsv
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let done = match arguments.next().as_deref() {
        Some("bundle") => bundle(&arguments.collect::<Vec<_>>()),
        Some("install") => match arguments.next() {
            Some(folder) => install(Path::new(&folder)),
            None => Err(USAGE.to_owned()),
        },
        Some("peer-input") => match (arguments.next(), arguments.next()) {
            (Some(data), Some(out)) => peer::input(root(), Path::new(&data), Path::new(&out)),
            _ => Err(USAGE.to_owned()),
        },
        Some("peer-reports") => match (arguments.next(), arguments.next()) {
            (Some(data), Some(out)) => {
                let pdf = arguments.next().unwrap_or_else(|| "pdf-archive".to_owned());
                peer_report::input(root(), Path::new(&data), Path::new(&out), &pdf)
            }
            _ => Err(USAGE.to_owned()),
        },
        Some("peer-output") => match arguments.next() {
            Some(run) => peer::output(Path::new(&run)),
            None => Err(USAGE.to_owned()),
        },
        Some("submissions") => submissions(&arguments.collect::<Vec<_>>()),
        Some("schemas") => schemas(arguments.next().as_deref() == Some("--check")),
        Some("review-score") => match arguments.next() {
            Some(folder) => review_score::run(Path::new(&folder), arguments.next().as_deref() == Some("-v")),
            None => Err(USAGE.to_owned()),
        },
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprint!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn submissions(arguments: &[String]) -> Result<(), String> {
    let (Some(units), Some(folder)) = (arguments.first().and_then(|units| units.parse().ok()), arguments.get(1)) else {
        return Err(USAGE.to_owned());
    };
    let seed = arguments.get(2).and_then(|seed| seed.parse().ok()).unwrap_or(1);
    submissions::run(root(), &submissions::Asked { units, folder: folder.into(), seed })
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository")
}

/// Builds the command and the exporters.
fn build() -> Result<PathBuf, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(["build", "--release", "--package", "baocao-cli"]);
    for exporter in exporters()? {
        command.args(["--package", &exporter]);
    }
    run(&mut command)?;
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    Ok(target.join("release"))
}

/// The names of the packages in `plugins`.
fn exporters() -> Result<Vec<String>, String> {
    let entries = std::fs::read_dir(root().join("plugins")).map_err(|error| format!("plugins: {error}\n"))?;
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn bundle(arguments: &[String]) -> Result<(), String> {
    let release = build()?;
    let mut command = Command::new(release.join("baocao"));
    command.current_dir(root()).arg("bundle");
    if arguments.is_empty() {
        command.args(["examples/lai-chau-2023-q3", "--output", "out/lai-chau-2023-q3"]);
    }
    run(command.args(arguments))?;
    if arguments.is_empty() {
        println!("Mở / open: out/lai-chau-2023-q3/lai-chau-2023-q3.docx (.pdf, .xlsx, .html)");
    }
    Ok(())
}

/// Lays an installation out as `baocao` looks for it.
fn install(folder: &Path) -> Result<(), String> {
    let release = build()?;
    let (bin, lib, share) = (folder.join("bin"), folder.join("lib/baocao/exporters"), folder.join("share/baocao"));
    let program = format!("baocao{}", std::env::consts::EXE_SUFFIX);
    copy(&release.join(&program), &bin.join(&program))?;
    for exporter in exporters()? {
        let (prefix, suffix) = (std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        let library = format!("{prefix}{}{suffix}", exporter.replace('-', "_"));
        copy(&release.join(&library), &lib.join(&library))?;
        trust(&bin.join(&program), &lib.join(&library))?;
    }
    for name in ["config", "templates"] {
        copy_folder(&root().join(name), &share.join(name))?;
    }
    lay_out_for_authors(&share)
}

/// Lays out what authors of exporters need where there is no repository.
fn lay_out_for_authors(share: &Path) -> Result<(), String> {
    FOR_AUTHORS.iter().try_for_each(|(from, to)| copy(&root().join(from), &share.join(to)))
}

/// What that is, and where it lies below `share/baocao`.
const FOR_AUTHORS: [(&str, &str); 4] = [
    ("docs/plugin-authoring.md", "docs/plugin-authoring.md"),
    ("docs/formats.md", "docs/formats.md"),
    ("docs/document.schema.json", "docs/document.schema.json"),
    ("crates/baocao-exporter/include/baocao_exporter.h", "include/baocao_exporter.h"),
];

/// Records a library in the lock of its folder: what was built here is what may be opened there.
fn trust(program: &Path, library: &Path) -> Result<(), String> {
    let bytes = std::fs::read(library).map_err(|error| format!("{}: {error}\n", library.display()))?;
    let hash: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut command = Command::new(program);
    command.args(["exporters", "trust", "--yes", "--sha256", &hash]).arg(library);
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stdout).into_owned()),
        Err(error) => Err(format!("{command:?}: {error}\n")),
    }
}

/// Publishes the schema of documents for exporters in other languages.
fn schemas(check: bool) -> Result<(), String> {
    let path = root().join("docs/document.schema.json");
    let text = schema_text();
    if !check {
        return std::fs::write(&path, text).map_err(|error| format!("{}: {error}\n", path.display()));
    }
    match std::fs::read_to_string(&path) {
        Ok(published) if published == text => Ok(()),
        _ => Err("docs/document.schema.json is stale; run `cargo xtask schemas`\n".to_owned()),
    }
}

fn schema_text() -> String {
    let mut schema = baocao_document::json_schema();
    let (major, minor) = (baocao_document::SCHEMA_MAJOR, baocao_document::SCHEMA_MINOR);
    schema["title"] = format!("baocao document {major}.{minor}").into();
    format!("{schema:#}\n")
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    for entry in std::fs::read_dir(from).map_err(|error| format!("{}: {error}\n", from.display()))?.flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() { copy_folder(&from, &to)? } else { copy(&from, &to)? }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let parent = to.parent().expect("a file lies in a folder");
    let copied = std::fs::create_dir_all(parent).and_then(|()| std::fs::copy(from, to));
    copied.map(drop).map_err(|error| format!("{} -> {}: {error}\n", from.display(), to.display()))
}

fn run(command: &mut Command) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{command:?} ended with {status}\n")),
        Err(error) => Err(format!("{command:?}: {error}\n")),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_authors_need_is_there_to_be_laid_out() {
        let folder = std::env::temp_dir().join(format!("baocao-authors-{}", std::process::id()));
        super::lay_out_for_authors(&folder).unwrap();
        let header = std::fs::read_to_string(folder.join("include/baocao_exporter.h")).unwrap();
        assert!(header.contains("baocao_exporter_v1"));
        for name in ["plugin-authoring.md", "formats.md", "document.schema.json"] {
            assert!(folder.join("docs").join(name).is_file(), "{name}");
        }
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn the_published_schema_is_not_stale() {
        assert_eq!(super::schemas(true), Ok(()));
    }
}
