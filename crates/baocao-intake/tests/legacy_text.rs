//! Text in encodings from before Unicode: real text is encoded the old way and must come back; correct text must stay.

use std::path::{Path, PathBuf};

use baocao_intake::clean;

/// All lines of Vietnamese that the repository holds.
fn lines() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the repository");
    let mut files = vec![root.join("crates/baocao-model/messages.toml"), root.join("docs/report-folder.md")];
    for folder in ["templates", "examples", "config"] {
        collect(&root.join(folder), &mut files);
    }
    let texts = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(lines.len() > 1000, "there is enough text");
    lines
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

const TCVN3: [(&str, &str); 2] = [
    (
        "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¨©ª«¬\u{ad}®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    ),
    ("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§"),
];

/// None if a letter has no code.
fn as_tcvn3(line: &str) -> Option<String> {
    let code = |c: char| {
        let found = TCVN3.iter().find_map(|(letters, codes)| {
            letters.chars().position(|known| known == c).and_then(|at| codes.chars().nth(at))
        });
        if c.is_alphabetic() && !c.is_ascii() { found } else { Some(c) }
    };
    line.chars().map(code).collect()
}

const VNI: [(&str, &str); 11] = [
    ("àáảãạ", "aø aù aû aõ aï"),
    ("âầấẩẫậ", "aâ aà aá aå aã aä"),
    ("ăằắẳẵặ", "aê aè aé aú aü aë"),
    ("èéẻẽẹ", "eø eù eû eõ eï"),
    ("êềếểễệ", "eâ eà eá eå eã eä"),
    ("ìíỉĩị", "ì í æ ó ò"),
    ("òóỏõọôồốổỗộ", "oø où oû oõ oï oâ oà oá oå oã oä"),
    ("ơờớởỡợ", "ô ôø ôù ôû ôõ ôï"),
    ("ùúủũụ", "uø uù uû uõ uï"),
    ("ưừứửữự", "ö öø öù öû öõ öï"),
    ("ỳýỷỹỵđ", "yø yù yû yõ î ñ"),
];

fn as_vni(line: &str) -> String {
    let code = |c: char| {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let code = VNI.iter().find_map(|(letters, codes)| {
            letters.chars().position(|known| known == lower).and_then(|at| codes.split(' ').nth(at))
        });
        match code {
            Some(code) if c != lower => code.to_uppercase(),
            Some(code) => code.to_owned(),
            None => c.to_string(),
        }
    };
    line.chars().map(code).collect()
}

#[test]
fn correct_text_is_never_changed() {
    for line in lines() {
        // Some lines show old characters on purpose; the cleaned line must stay as it is.
        let once = clean(&line).into_owned();
        assert_eq!(clean(&once), once);
        if !line.contains(['Ð', 'ð']) {
            assert_eq!(
                once.replace(['\u{200b}', '\u{ad}'], ""),
                line.replace('\r', "").replace(['\u{200b}', '\u{ad}'], "")
            );
        }
    }
}

#[test]
fn old_encodings_come_back() {
    let is_text = |line: &&String| line.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count() >= 6;
    let lines: Vec<String> = lines();
    let mut wrong = [Vec::new(), Vec::new()];
    let mut count = [0, 0];
    for line in lines.iter().filter(is_text) {
        let encoded = [as_tcvn3(line), Some(as_vni(line))];
        for (index, encoded) in encoded.iter().enumerate() {
            let Some(encoded) = encoded else { continue };
            count[index] += 1;
            if clean(encoded) != *line {
                wrong[index].push((clean(encoded).into_owned(), line));
            }
        }
    }
    for index in [0, 1] {
        let share = wrong[index].len() as f64 / f64::from(count[index]);
        let examples = &wrong[index][..wrong[index].len().min(12)];
        assert!(count[index] > 300 && share < 0.002, "{} of {}: {examples:#?}", wrong[index].len(), count[index]);
    }
}
