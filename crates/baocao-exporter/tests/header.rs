//! The header and its Rust mirror have the same layout, and C and C++ accept the header.

use std::fmt::Write as _;
use std::mem::offset_of;
use std::path::{Path, PathBuf};
use std::process::Command;

use baocao_exporter::abi::{Bytes, Diagnostic, ExporterTable, Host, JobRequest, OutputRequest};

/// Each struct with its name in C; its members have the same names on both sides.
macro_rules! layout {
    ($($mirror:ty as $name:ident { $($member:ident),* $(,)? })*) => {
        /// What the C program should print.
        fn mirror() -> String {
            let mut text = String::new();
            $(
                let _ = writeln!(text, "{} {}", stringify!($name), size_of::<$mirror>());
                $(let _ = writeln!(text, "  {} {}", stringify!($member), offset_of!($mirror, $member));)*
            )*
            text
        }

        /// The C program that prints it.
        fn program() -> String {
            let mut lines = String::new();
            $(
                let _ = writeln!(lines, "  printf(\"{0} %lu\\n\", (unsigned long)sizeof({0}));", stringify!($name));
                $(let _ = writeln!(
                    lines,
                    "  printf(\"  {1} %lu\\n\", (unsigned long)offsetof({0}, {1}));",
                    stringify!($name),
                    stringify!($member),
                );)*
            )*
            format!("#include <stdio.h>\n#include \"baocao_exporter.h\"\nint main(void) {{\n{lines}  return 0;\n}}\n")
        }
    };
}

layout! {
    Bytes as baocao_bytes { ptr, len }
    Diagnostic as baocao_diagnostic { size, severity, code, message, help, at }
    OutputRequest as baocao_output { size, flags, name, media_type, role }
    Host as baocao_host {
        size, abi_major, abi_minor, context, log, diagnostic, progress, reply, asset_size, asset_read, output_open,
        output_write, output_close, extension,
    }
    JobRequest as baocao_job { size, flags, document_json, job_json }
    ExporterTable as baocao_exporter {
        size, abi_major, abi_minor, host_min_minor, reserved, describe, create, run, destroy, extension,
    }
}

#[test]
fn c_and_rust_agree_on_every_member() {
    for (compiler, package, language) in [("cc", "gcc", "c99"), ("c++", "g++", "c++11")] {
        let Some(printed) = compile_and_run(compiler, package, language) else { continue };
        assert_eq!(printed, mirror(), "{language}");
    }
}

#[test]
fn no_member_is_left_out_of_the_comparison() {
    let header = std::fs::read_to_string(include_folder().join("baocao_exporter.h")).unwrap();
    let program = program();
    let is_member = |line: &&str| {
        line.strip_prefix("  ").is_some_and(|rest| rest.starts_with(char::is_alphabetic)) && line.contains(';')
    };
    for line in header.lines().filter(is_member) {
        let declaration = line.split(';').next().unwrap();
        let name = match declaration.split_once("(BAOCAO_CALL *") {
            Some((_, rest)) => rest.split(')').next(),
            None => declaration.rsplit([' ', '*', ',']).next(),
        };
        let name = name.unwrap_or_default();
        assert!(program.contains(&format!(", {name}))")), "`{name}` is not compared");
    }
}

/// Compiles the program strictly and returns what it prints.
fn compile_and_run(compiler: &str, package: &str, language: &str) -> Option<String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let source = folder.join(if language.starts_with("c++") { "layout.cpp" } else { "layout.c" });
    let binary = folder.join(format!("layout-{language}"));
    std::fs::write(&source, program()).expect("the folder can be written");
    let mut command = Command::new(compiler);
    command.arg(format!("-std={language}")).args(["-pedantic", "-Wall", "-Wextra", "-Werror"]);
    command.arg("-I").arg(include_folder()).arg("-o").arg(&binary).arg(&source);
    let compiled = match command.output() {
        Ok(compiled) => compiled,
        Err(error) => {
            let advice = format!("SKIPPED: {compiler} is missing; apt-get install {package}");
            assert!(std::env::var_os("BAOCAO_NO_SKIP").is_none(), "{advice} ({error})");
            eprintln!("{advice}");
            return None;
        }
    };
    assert!(compiled.status.success(), "{language}: {}", String::from_utf8_lossy(&compiled.stderr));
    let printed = Command::new(binary).output().expect("the program runs").stdout;
    Some(String::from_utf8(printed).expect("text"))
}

fn include_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("include")
}
