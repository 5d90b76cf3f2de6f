use baocao_exporter::specimen::{first_table_mut, paragraph, specimen};
use baocao_exporter::{
    Block, Cell, Contribution, Footnote, Heading, Inline, LowerUnit, Paragraph, Provenance, Row, RowKind, Source,
    Waiver,
};

use crate::reading::{assert_sound, html};

#[test]
fn hostile_text_is_inert() {
    let mut document = specimen();
    let hostile = [
        "<script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{title}} {{{style}}} {{> page}}",
        "<&>\"' ]]> <!-- --> \u{1}\u{7}\u{FFFE}x",
        &"ữ".repeat(300),
        "😀 \u{202E}abc",
        "javascript:alert(1)",
        "</script><script>alert(1)</script>\u{2028}\u{2029}",
    ];
    for text in hostile {
        let clean: String = text.chars().filter(|c| *c != '\u{FFFE}').collect();
        document.body.push(paragraph(&clean));
        document.body.push(Block::Heading(Heading {
            level: 200,
            number: clean.clone(),
            content: vec![Inline::text(clean.clone())],
            id: clean.clone(),
        }));
        document.envelope.recipients.push(clean.clone());
        document.provenance.insert(clean.clone(), Provenance { label: text.to_owned(), ..Provenance::default() });
        document.findings[0].addresses.push(clean.clone());
        let units = document.lower_units.as_mut().unwrap();
        let place = Source {
            file: text.to_owned(),
            sheet: Some(text.to_owned()),
            cell: Some(text.to_owned()),
            ..Source::default()
        };
        units.units.push(LowerUnit {
            id: clean.clone(),
            name: clean.clone(),
            tier: clean.clone(),
            parent: Some("huyen-mau".to_owned()),
            submitted_at: Some(clean.clone()),
            source: Some(place.clone()),
            ..LowerUnit::default()
        });
        units.elsewhere = Some(clean.clone());
        let given = &mut document.provenance.get_mut("inspections.charter.lower_level").unwrap().contributions[1];
        given.contributions.push(Contribution {
            unit: clean.clone(),
            name: clean.clone(),
            value: text.to_owned(),
            source: Some(place),
            ..Contribution::default()
        });
        let waiver = Waiver { code: clean.clone(), message: clean.clone(), reason: clean.clone(), name: clean.clone() };
        document.findings[2].waiver = Some(waiver);
        let table = first_table_mut(&mut document);
        table.notes.push(clean.clone());
        table.rows.push(Row {
            id: clean.clone(),
            kind: RowKind::Data,
            cells: vec![Cell::words(""), Cell { address: Some(clean.clone()), ..Cell::words(clean.clone()) }],
        });
    }
    document.language = "vi\"><script>".to_owned();
    document.envelope.letterhead.font = "x;}</style><script>".to_owned();
    let html = html(&document);
    assert_sound(&document, &html);
    assert!(!html.contains("<script>alert") && !html.contains("<img"));
    assert!(!html.contains("x;}"), "a font's name ends where the style would go on");
    assert!(!html.contains(|c: char| c.is_control() && c != '\n' || c == '\u{FFFE}'));
}

#[test]
fn ids_that_are_alike_or_missing_become_unique() {
    let mut document = specimen();
    for id in ["kiem-tra", "kiem-tra", "kiem-tra-2", "", "", "bc.nguon", "f.1", "n.1", " ", "phu-luc-i"] {
        let heading = Heading { level: 1, number: String::new(), content: vec![Inline::text("X")], id: id.to_owned() };
        document.body.push(Block::Heading(heading));
    }
    let note = |content| Inline::Footnote(Footnote { number: 1, content });
    let nested = vec![note(vec![Inline::text("ngoài "), note(vec![Inline::text("trong")])])];
    document.body.push(Block::Paragraph(Paragraph { content: nested, role: Default::default() }));
    let table = first_table_mut(&mut document).clone();
    document.body.push(Block::Table(table));
    assert_sound(&document, &html(&document));
}
