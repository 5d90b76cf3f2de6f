use baocao_document::{Block, Footnote, Inline};

use crate::reading::{body, laid_out, layout_text, letter, lines, page_text, points, rules};

fn noted(number: u32, note: &str) -> Block {
    let content = vec![Inline::text(note)];
    body(vec![Inline::text(format!("câu{number}")), Inline::Footnote(Footnote { number, content }), Inline::text(".")])
}

#[test]
fn a_note_stands_at_the_foot_of_the_page_of_its_mark() {
    let layout = laid_out(&letter((1..=80).map(|n| noted(n, &format!("Chú thích số {n} hết"))).collect()));
    assert!(layout.pages.len() > 2);
    for page in &layout.pages {
        let text = page_text(page);
        for number in 1..=80 {
            let marked = text.contains(&format!("câu{number}{number}."));
            assert_eq!(marked, text.contains(&format!("Chú thích số {number} hết")), "note {number}");
        }
        let all = lines(page);
        let note = all.iter().position(|line| line.text.contains("Chú thích")).unwrap();
        assert!(all[..note].iter().all(|line| line.baseline < all[note].baseline), "notes stand below the text");
        let lowest = all.last().unwrap().baseline;
        assert!((points(297.0 - 20.0) - lowest) < 6.0, "the last note stands at the margin, not at {lowest}");
        let separator = rules(page).filter(|rule| rule.y0 < all[note].baseline && rule.y0 > all[note - 1].baseline);
        assert_eq!(separator.count(), 1);
    }
}

#[test]
fn a_note_longer_than_a_page_goes_on_without_loss() {
    let long: Vec<String> = (0..2000).map(|n| format!("từ{n}")).collect();
    let layout = laid_out(&letter(vec![noted(1, &long.join(" ")), noted(2, "ngắn")]));
    let all = layout_text(&layout);
    assert!(long.iter().all(|word| all.contains(word)));
    assert!(all.contains("Nguyễn Văn A"));
    for page in &layout.pages {
        let lowest = lines(page).iter().map(|line| line.baseline).fold(0.0, f64::max);
        assert!(lowest < points(297.0 - 20.0), "{lowest}");
    }
}

#[test]
fn text_and_notes_do_not_meet() {
    for count in 1..60 {
        let mut blocks: Vec<Block> = (0..count).map(|n| crate::reading::text(format!("dòng {n}"))).collect();
        blocks.push(noted(1, &"chú thích dài ".repeat(60)));
        blocks.push(noted(2, "chú thích ngắn"));
        for page in &laid_out(&letter(blocks)).pages {
            let all = lines(page);
            let baselines: Vec<f64> = all.iter().filter(|line| line.left < points(60.0)).map(|l| l.baseline).collect();
            let body = &baselines[baselines.len().min(6)..];
            assert!(body.windows(2).all(|pair| pair[1] - pair[0] > 8.0 || pair[1] < pair[0]), "{count}: {body:?}");
        }
    }
}
