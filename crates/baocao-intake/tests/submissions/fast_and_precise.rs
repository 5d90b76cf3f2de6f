//! The fast reader against the precise one: what the first vouches for is what the second reads, without a finding.

use std::cell::Cell;
use std::fs;

use baocao_intake::submissions::{places, reread};
use proptest::prelude::*;

use crate::desk::{Desk, Taken};

/// Names of figures as submissions write them, right and wrong.
fn name() -> impl Strategy<Value = String> {
    let known = ["A01", "A02", "A03", "B01", "B02", "T1", "T2", "X", "A", "people.members.total", "remarks.best.word"];
    prop_oneof![40 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "[A-Za-z0-9.Đ\u{200b}]{0,4}", 1 => Just("S".to_owned()), 1 => Just("yearly.all.count".to_owned())]
}

/// A value as it stands in the file.
fn token() -> impl Strategy<Value = String> {
    let odd = [
        "null",
        "-0",
        "0.00",
        "-12.50",
        "1e5",
        "1E-2",
        "01",
        "1.",
        ".5",
        "+1",
        "true",
        "\"\"",
        "\"không phát sinh\"",
        "\" KHÔNG ÁP DỤNG \"",
        "\"Tốt\"",
        "\"To\u{302}\u{301}t\"",
        "\"C«ng ®oµn tØnh\"",
        "\"\\u0110\"",
        "\"\\ud800\"",
        "\"a\\u0007\"",
        "{}",
        "[]",
        "[1]",
        "{\"a\":1}",
        "99999999999999999999999999999",
        "0.0000000000000000000000000000001",
        "NaN",
        "\"12\"",
        "1 2",
        "79228162514264337593543950335",
        "9223372036854775808",
        "\"Ð\"",
    ];
    prop_oneof![
        12 => (0_u64..2_000_000).prop_map(|number| number.to_string()),
        8 => (0_u32..100_000, 1_u32..4).prop_map(|(number, scale)| {
            format!("{}.{:0width$}", number / 10, number % 10, width = scale as usize)
        }),
        2 => prop::sample::select(odd.to_vec()).prop_map(str::to_owned),
    ]
}

/// What a submission says of itself, right and wrong.
fn header() -> impl Strategy<Value = String> {
    let entries = [
        "\"unit\":\"U1\"",
        "\"unit\":\"U1\"",
        "\"unit\":\"U1\"",
        "\"unit\":\" \"",
        "\"unit\":null",
        "\"unit\":\"U\u{ad}1\"",
        "\"parent\":\"L1\"",
        "\"parent\":null",
        "\"parent\":5",
        "\"form\":\"tested\"",
        "\"form\":\"other\"",
        "\"form_version\":2",
        "\"form_version\":3",
        "\"form_version\":2.0",
        "\"period\":\"2026-Q3\"",
        "\"period\":\"2026-Q1\"",
        "\"period\":null",
        "\"submitted_at\":\"2026-10-13T03:07:33Z\"",
        "\"submitted_at\":\"hôm qua\"",
        "\"scope\":\"own\"",
        "\"scope\":\"all\"",
        "\"note\":\"ghi chú\"",
        "\"note\":1",
        "\"reporter\":\"\\ud800\"",
        "\"units\":{\"finance\":\"đồng\"}",
        "\"units\":{\"finance\":\"triệu đồng\"}",
        "\"units\":{}",
        "\"ghi\":1",
        "\"figures\":null",
        "\"values\":[]",
        "\"figures\":{\"people\":{\"workers\":{\"total\":1,\"women\":2}}}",
        "\"figures\":{\"people\":{\"workers\":{\"total\":1},\"workers\":{\"women\":2}}}",
        "\"figures\":{\"people\":{\"members\":{\"total\":1}},\"finance\":{\"unit\":\"đồng\"}}",
        "\"figures\":{\"yearly\":{\"all\":{\"count\":1}}}",
        "\"figures\":{\"people\":{\"workers\":null}}",
        "\"figures\":{\"people\":{},\"people\":{}}",
        "\"figures\":{\"people\":{\"workrs\":{\"total\":1}}}",
    ];
    prop::sample::select(entries.to_vec()).prop_map(str::to_owned)
}

fn submission() -> impl Strategy<Value = Vec<u8>> {
    let entry = (name(), token()).prop_map(|(name, token)| format!("\"{name}\":{token}"));
    let values = prop::collection::vec(entry, 0..6).prop_map(|entries| format!("\"values\":{{{}}}", entries.join(",")));
    let entries = (prop::collection::vec(header(), 0..3), values, 0_u8..8);
    let text = entries.prop_map(|(mut entries, values, with_unit)| {
        entries.push(values);
        if with_unit > 0 {
            entries.insert(0, "\"unit\":\"U1\"".to_owned());
        }
        format!("{{{}}}", entries.join(","))
    });
    // Some are broken by hand: cut, or a byte is another.
    (text, any::<prop::sample::Index>(), 0_u8..20, any::<u8>()).prop_map(|(text, at, how, byte)| {
        let mut bytes = text.into_bytes();
        let at = at.index(bytes.len());
        match how {
            0 => bytes.truncate(at),
            1 => bytes[at] = byte,
            2 => bytes.insert(at, byte),
            _ => {}
        }
        bytes
    })
}

/// Holds the two readers of a submission against each other; says whether the fast one vouched for it.
fn compare(desk: &Desk, path: &std::path::Path) -> bool {
    let (submissions, taken, findings) = desk.read(path, 1);
    assert_eq!(findings, []);
    for taken in &taken {
        let (read, findings) = reread(&submissions, &taken.source, &desk.expected());
        if taken.faulty {
            continue;
        }
        assert_eq!(findings, [], "the fast reader vouched for it");
        let read = read.expect("what is vouched for can be read");
        same(desk, taken, &read);
        if let Some(places) = places(&submissions, &taken.source, &desk.expected()) {
            let precise = |address| read.submission.figures.get(address).map(|figure| &figure.origin);
            for (address, place) in desk.catalogue.addresses().iter().zip(&places) {
                // A blank that is written out as one has a place, too.
                assert!(
                    place.is_none() || precise(address).is_none() || place.as_ref() == precise(address),
                    "{address}"
                );
                assert!(place.is_some() || precise(address).is_none(), "{address}");
            }
        }
    }
    taken.iter().all(|taken| !taken.faulty)
}

fn same(desk: &Desk, taken: &Taken, read: &baocao_intake::submissions::Reread) {
    assert_eq!((&taken.unit, &taken.parent), (&read.unit, &read.parent));
    assert_eq!((taken.submitted_at, taken.scope), (read.submitted_at, read.scope));
    for (address, value) in desk.catalogue.addresses().iter().zip(taken.values.iter()) {
        let precise = read.submission.value(address);
        // Debug shows the decimals too: 54.30 is not 54.3 here.
        assert_eq!(format!("{value:?}"), format!("{precise:?}"), "{address}");
    }
}

#[test]
fn the_fast_reader_never_vouches_for_what_the_precise_one_doubts() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let (vouched, all) = (Cell::new(0), Cell::new(0));
    let path = folder.path().join("1.json");
    let config = ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(bytes in submission())| {
        fs::write(&path, &bytes).unwrap();
        all.set(all.get() + 1);
        vouched.set(vouched.get() + u32::from(compare(&desk, &path)));
    });
    // The comparison means something only if both kinds come up.
    assert!(vouched.get() > all.get() / 20, "{} of {}", vouched.get(), all.get());
    assert!(vouched.get() < all.get() * 19 / 20, "{} of {}", vouched.get(), all.get());
}
