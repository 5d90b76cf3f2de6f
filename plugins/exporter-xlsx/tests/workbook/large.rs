//! A province with as many grassroots units as there are.

use std::time::Instant;

use baocao_exporter::specimen::specimen;
use baocao_exporter::testing::exported;
use baocao_exporter::{Contribution, Document, LowerUnit, LowerUnits, Provenance, Source};
use exporter_xlsx::XlsxExporter;
use serde_json::json;

use crate::reading::part;

const UPPER: usize = 11;
const GRASSROOTS: usize = 778;

/// A report whose figures all units below gave to.
fn of_a_province(figures: usize) -> Document {
    let mut document = specimen();
    let upper = (0..UPPER).map(|n| LowerUnit {
        id: format!("u{n}"),
        name: format!("Liên đoàn Lao động huyện số {n}"),
        ..LowerUnit::default()
    });
    let grassroots = (0..GRASSROOTS).map(|n| LowerUnit {
        id: format!("c{n}"),
        name: format!("Công đoàn cơ sở số {n}"),
        parent: Some(format!("u{}", n % UPPER)),
        submitted_at: Some("2023-09-01 09:40".to_owned()),
        ..LowerUnit::default()
    });
    document.lower_units =
        Some(LowerUnits { units: upper.chain(grassroots).collect(), total: 789, ..LowerUnits::default() });
    document.provenance =
        (0..figures).map(|figure| (format!("bang.dong_{figure:03}.cot"), provenance(figure))).collect();
    document
}

fn provenance(figure: usize) -> Provenance {
    let given = |unit: usize| Contribution {
        unit: format!("c{unit}"),
        value: (unit % 97).to_string(),
        source: Some(Source {
            file: format!("submissions/c{unit}.json"),
            line: Some(figure as u32 + 1),
            column: Some(9),
            ..Source::default()
        }),
        ..Contribution::default()
    };
    let upper = (0..UPPER).map(|upper| Contribution {
        unit: format!("u{upper}"),
        name: format!("Liên đoàn Lao động huyện số {upper}"),
        value: "1".to_owned(),
        contributions: (upper..GRASSROOTS).step_by(UPPER).map(given).collect(),
        ..Contribution::default()
    });
    Provenance { label: format!("Chỉ tiêu số {figure}"), contributions: upper.collect(), ..Provenance::default() }
}

/// `BAOCAO_FIGURES=120 cargo test --release -p exporter-xlsx --test workbook large -- --nocapture` measures the full size.
#[test]
fn every_unit_of_a_province_stands_behind_every_figure() {
    let figures = std::env::var("BAOCAO_FIGURES").ok().and_then(|count| count.parse().ok()).unwrap_or(6);
    let document = of_a_province(figures);
    let started = Instant::now();
    let workbook = exported::<XlsxExporter>(&document, &json!({})).main.expect("there is a workbook");
    println!("{figures} figures of {GRASSROOTS} units: {:?}, {} bytes", started.elapsed(), workbook.len());
    let names = part(workbook.clone(), "xl/workbook.xml");
    let sheet = names.matches("<sheet ").count();
    let sources = part(workbook, &format!("xl/worksheets/sheet{sheet}.xml"));
    assert_eq!(sources.matches("outlineLevel=\"2\"").count(), figures * GRASSROOTS);
    assert_eq!(sources.matches("outlineLevel=\"1\"").count(), figures * UPPER);
}
