//! veraPDF, the archives' own checker, run as `tests/checkers/Verapdf.java`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What its classes read rule files with, which Java no longer brings: Debian's libjaxb-java.
const JAXB: [&str; 4] = ["jaxb-runtime", "jaxb-core", "istack-commons-runtime", "javax.activation"];

/// Holds each file against a standard, `2a`, `3a` or `ua1`, all in one run. Returns what is at fault; nothing where veraPDF
/// is missing, which is said, and with `BAOCAO_NO_SKIP` fails.
pub fn faults(held: &[(&str, &Path)]) -> Option<String> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find_map(|folder| {
        let tests = folder.join("tests/checkers");
        tests.is_dir().then_some(tests)
    })?;
    let mut classes = vec![tests.join("node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar")];
    classes.extend(JAXB.map(|name| PathBuf::from(format!("/usr/share/java/{name}.jar"))));
    let mut command = Command::new("java");
    command.arg("-cp").arg(std::env::join_paths(&classes).expect("plain paths")).arg(tests.join("Verapdf.java"));
    for (flavour, file) in held {
        command.arg(flavour).arg(file);
    }
    let is_there = classes.iter().all(|file| file.is_file());
    let Some(output) = is_there.then(|| command.output().ok()).flatten() else {
        let advice = "SKIPPED: veraPDF is missing; apt-get install default-jdk-headless libjaxb-java && \
                      npm ci --prefix tests/checkers --ignore-scripts";
        assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{advice}");
        eprintln!("{advice}");
        return None;
    };
    let (said, complaint) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let (passed, faults): (Vec<&str>, Vec<&str>) = said.lines().partition(|line| line.starts_with("PASS "));
    let failed = faults.iter().filter(|line| line.starts_with("FAIL ")).count();
    assert_eq!(passed.len() + failed, held.len(), "{said}{complaint}");
    Some(faults.join("\n"))
}
