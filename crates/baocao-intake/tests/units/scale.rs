//! A nation's tree: 34 provinces, about 700 upper unions, 130,000 units at the bottom.

use std::fmt::Write;
use std::fs;
use std::time::Instant;

use tempfile::TempDir;

use crate::{date, tree_of};

const PROVINCES: usize = 34;
const UPPER: usize = 700;

fn csv(grassroots: usize) -> String {
    let mut text = String::from("id,name,tier,parent,from,to\nvn,Toàn quốc,trung ương,,,\n");
    for province in 0..PROVINCES {
        let _ = writeln!(text, "p{province:02},Liên đoàn Lao động tỉnh số {province},tỉnh,vn,,");
    }
    for upper in 0..UPPER {
        let _ = writeln!(text, "l{upper:04},Công đoàn cấp trên số {upper},cấp trên cơ sở,p{:02},,", upper % PROVINCES);
    }
    for unit in 0..grassroots {
        let _ = writeln!(text, "u{unit:06},Công đoàn cơ sở số {unit},cơ sở,l{:04},2020-01-01,", unit % UPPER);
    }
    text
}

fn read(grassroots: usize) {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("units")).unwrap();
    fs::write(folder.path().join("units/all.csv"), csv(grassroots)).unwrap();
    let start = Instant::now();
    let tree = tree_of(folder.path()).unwrap_or_else(|refusal| panic!("{refusal}"));
    let read = start.elapsed();
    let start = Instant::now();
    let snapshot = tree.as_of(date("2025-07-01"));
    let built = start.elapsed();
    let nation = tree.index_of("vn").unwrap();
    assert_eq!(snapshot.len(), 1 + PROVINCES + UPPER + grassroots);
    assert_eq!(snapshot.expected(nation).len(), grassroots);
    assert!(snapshot.leaves().all(|leaf| snapshot.ancestors(leaf).count() == 3));
    let below: usize = snapshot.children(nation).iter().map(|province| snapshot.descendants(*province).len()).sum();
    assert_eq!(below, UPPER + grassroots);
    assert_eq!(tree.as_of(date("2019-12-31")).len(), 1 + PROVINCES + UPPER);
    println!("{grassroots} units: files to tree {read:.0?}, snapshot {built:.1?}, peak memory {}", peak_memory());
}

fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned()
}

#[test]
fn a_province_of_5000_units_is_read() {
    read(5_000);
}

/// `cargo test --release -p baocao-intake --test units -- --ignored --nocapture` prints the times.
#[test]
#[ignore = "takes long without --release"]
fn a_nation_of_130000_units_is_read() {
    read(130_000);
}

#[test]
fn faults_far_down_a_large_file_have_their_lines() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("units")).unwrap();
    let mut lines: Vec<String> = csv(20_000).lines().map(str::to_owned).collect();
    let wrong = [800, 9_000, 20_700];
    wrong.iter().for_each(|at| lines[*at] = lines[*at].replace("2020-01-01", "2020-13-01"));
    for quoted in [false, true] {
        if quoted {
            // Quotation marks may hold lines together: the file is read in one go.
            lines[15_000] = lines[15_000].replace("Công đoàn cơ sở số", "\"Công đoàn cơ sở\" số");
        }
        fs::write(folder.path().join("units/all.csv"), lines.join("\r\n")).unwrap();
        let refusal = tree_of(folder.path()).unwrap_err();
        let found: Vec<_> = refusal.0.iter().map(|finding| (finding.code, finding.place.line)).collect();
        assert_eq!(found, wrong.map(|at| ("not-a-date", Some(at as u32 + 1))));
    }
}
