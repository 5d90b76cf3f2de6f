use baocao_document::{Inline, specimen};

use crate::reading::{body, laid_out, letter, lines, points, squeezed, text, texts};

const SENTENCE: &str = "Các cấp công đoàn trong tỉnh đã bám sát chương trình công tác năm, chủ động phối hợp với chuyên \
    môn đồng cấp để chăm lo, bảo vệ quyền và lợi ích hợp pháp, chính đáng của đoàn viên, người lao động";

#[test]
fn running_text_is_justified_between_the_margins_with_an_indented_first_line() {
    let layout = laid_out(&letter(vec![text(SENTENCE.repeat(3))]));
    let page = lines(&layout.pages[0]);
    let first = page.iter().position(|line| line.text.starts_with("Các cấp")).unwrap();
    let last = page.iter().rposition(|line| line.text.trim_end().ends_with("lao động")).unwrap();
    assert!((page[first].left - points(30.0 + 12.7)).abs() < 0.1, "{:?}", page[first]);
    for line in &page[first..last] {
        assert!((line.right - points(210.0 - 15.0)).abs() < 0.1, "not flush right: {line:?}");
    }
    for line in &page[first + 1..=last] {
        assert!((line.left - points(30.0)).abs() < 0.1, "not flush left: {line:?}");
    }
    assert!(page[last].right < points(190.0), "the last line is not stretched: {:?}", page[last]);
}

#[test]
fn words_are_kept_apart_by_written_spaces() {
    let layout = laid_out(&letter(vec![text(SENTENCE)]));
    let all: Vec<String> = lines(&layout.pages[0]).into_iter().map(|line| line.text).collect();
    assert!(squeezed(&all.join(" ")).contains(SENTENCE));
    assert!(texts(&layout.pages[0]).all(|run| !run.text.starts_with(' ')));
}

#[test]
fn a_word_wider_than_the_line_is_cut_at_the_margin() {
    let word = "W".repeat(300);
    let layout = laid_out(&letter(vec![text(format!("Trước {word} sau"))]));
    let page = lines(&layout.pages[0]);
    let cut: Vec<_> = page.iter().filter(|line| line.text.contains("WW")).collect();
    assert!(cut.len() > 3);
    assert!(cut.iter().all(|line| line.right <= points(195.0) + 0.1), "{cut:?}");
    assert_eq!(cut.iter().map(|line| line.text.matches('W').count()).sum::<usize>(), 300);
}

#[test]
fn a_footnote_mark_stays_with_its_word() {
    for padding in 0..40 {
        let note = baocao_document::Footnote { number: 7, content: vec![Inline::text("Ghi chú.")] };
        let start = format!("{} {}", SENTENCE, "x".repeat(padding));
        // The space before the mark is a slip that must not part them.
        let layout =
            laid_out(&letter(vec![body(vec![Inline::text(format!("{start} cuối ")), Inline::Footnote(note)])]));
        let runs: Vec<_> = texts(&layout.pages[0]).collect();
        let mark = runs.iter().position(|run| run.text.trim_end() == "7").unwrap();
        assert!(runs[mark - 1].text.ends_with("cuối"), "{:?}", runs[mark - 1]);
        assert!(runs[mark - 1].baseline > runs[mark].baseline, "the mark is raised");
        assert!(runs[mark].size < runs[mark - 1].size, "the mark is smaller");
        assert!((runs[mark - 1].baseline - runs[mark].baseline) < 7.0, "on one line");
    }
}

#[test]
fn a_forced_line_ends_unstretched() {
    let content = vec![Inline::text("Dòng một hai"), Inline::LineBreak, Inline::text("dòng ba.")];
    let layout = laid_out(&letter(vec![body(content)]));
    let page = lines(&layout.pages[0]);
    let at = page.iter().position(|line| line.text.starts_with("Dòng một hai")).unwrap();
    assert!(page[at].right < points(100.0));
    assert_eq!(page[at + 1].text, "dòng ba.");
}

#[test]
fn spaces_that_bind_do_not_break_or_stretch() {
    let layout = laid_out(&letter(vec![text(format!("{} 18.000\u{a0}đồng\u{a0}mỗi\u{a0}tháng", SENTENCE.repeat(2)))]));
    assert!(texts(&layout.pages[0]).any(|run| run.text.ends_with("18.000 đồng mỗi tháng")));
}

#[test]
fn decomposed_letters_are_composed() {
    let layout = laid_out(&letter(vec![text("Đo\u{302}\u{300}ng chi\u{301} vie\u{323}\u{302}c")]));
    assert!(texts(&layout.pages[0]).any(|run| run.text == "Đồng chí việc"), "{:?}", lines(&layout.pages[0]));
    assert!(layout.remarks.is_empty());
}

#[test]
fn soft_hyphens_and_marks_of_direction_leave_no_trace() {
    let layout = laid_out(&letter(vec![text("công\u{ad}đoàn \u{200f}phải\u{feff}")]));
    assert!(texts(&layout.pages[0]).any(|run| run.text == "côngđoàn phải"));
}

#[test]
fn the_same_document_is_laid_out_the_same() {
    let document = specimen::specimen();
    let (one, two) = (laid_out(&document), laid_out(&document));
    assert_eq!(one.pages, two.pages);
    assert_eq!(one.remarks, two.remarks);
}
