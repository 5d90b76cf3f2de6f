//! The parts of the envelope: sizes, places, lines under words.

use super::Measured;
use super::wrong::{LENGTH, SIZE, Wrong};
use crate::measured::{Line, Page, Rule};

impl Measured<'_> {
    pub fn head(&self, wrong: &mut Wrong) {
        let lines = self.pages[0].lines();
        let national: Vec<&Line> = self.national(&lines, wrong);
        let Some(last) = national.last().copied() else { return };
        self.under("envelope.national.under", last, last.x1 - last.x0, &lines, wrong);
        let column = last.middle();
        national.iter().for_each(|line| wrong.length(&format!("middle of `{}`", line.text), line.middle(), column));

        let number_size = self.profile.number("envelope.number.style.size");
        let Some(number) = number(&lines, column) else { return wrong.0.push("no number".to_owned()) };
        wrong.size("number", number.size, number_size);
        let own = self.profile.number("envelope.issuer.own.size");
        let issuer: Vec<&Line> =
            lines.iter().filter(|line| line.baseline < number.baseline && line.x1 < column).collect();
        // Signs and the mark of a draft stand between the name and the number.
        let issuer: Vec<&Line> = issuer
            .into_iter()
            .filter(|line| line.text.chars().any(char::is_alphabetic) && line.text != "DỰ THẢO")
            .collect();
        let Some(name) = issuer.last().copied() else { return wrong.0.push("no issuer".to_owned()) };
        wrong.size("issuer", name.size, own);
        wrong.length("middle of the number under the issuer", number.middle(), name.middle());
        issuer
            .iter()
            .for_each(|line| wrong.length(&format!("middle of `{}`", line.text), line.middle(), name.middle()));
        let widest = self.widest_name(&issuer);
        self.under("envelope.issuer.under", name, widest, &lines, wrong);

        let date = lines.iter().find(|line| line.text.contains(", ngày ") && line.x0 > number.x1);
        let Some(date) = date else { return wrong.0.push("no date".to_owned()) };
        wrong.size("date", date.size, self.profile.number("envelope.date.style.size"));
        wrong.length("date beside the number", date.baseline, number.baseline);
        wrong.length("middle of the date under the national title", date.middle(), column);
        self.title(&lines, wrong);
    }

    fn national<'l>(&self, lines: &'l [Line], wrong: &mut Wrong) -> Vec<&'l Line> {
        let mut found = Vec::new();
        for line in self.profile.value("envelope.national.lines").as_array().unwrap() {
            let text = line["text"].as_str().unwrap();
            let Some(printed) = lines.iter().find(|line| line.text == text) else {
                wrong.0.push(format!("`{text}` does not stand on a line of its own"));
                continue;
            };
            let size = &line["style"]["size"];
            wrong.size(text, printed.size, size.as_float().or(size.as_integer().map(|whole| whole as f64)).unwrap());
            found.push(printed);
        }
        found
    }

    /// The width of the widest line of the issuer's own name, which is in bold below that of the body above.
    fn widest_name(&self, issuer: &[&Line]) -> f64 {
        let rule = self.rules_near(issuer.last().expect("a name")).next();
        let mut widths = issuer.iter().map(|line| line.x1 - line.x0);
        // How many of the lines are the name cannot be seen in their sizes; the rule tells, which one of them must fit.
        let share = match self.profile.value("envelope.issuer.under").get("share") {
            Some(_) => self.profile.number("envelope.issuer.under.share"),
            None => 1.0,
        };
        let fits = |width: &f64| rule.is_none_or(|rule| (rule.length() - share * width).abs() < LENGTH);
        widths.clone().find(fits).or_else(|| widths.next_back()).expect("a name")
    }

    fn title(&self, lines: &[Line], wrong: &mut Wrong) {
        let Some(at) = lines.iter().position(|line| line.text == "BÁO CÁO") else {
            return wrong.0.push("no kind of letter".to_owned());
        };
        let kind = &lines[at];
        wrong.size("kind", kind.size, self.profile.number("envelope.title.kind.size"));
        wrong.length("middle of the kind", kind.middle(), self.profile.middle());
        let size = self.profile.number("envelope.title.subject.size");
        // What stands further down is the body.
        let close = |pair: &[Line]| pair[1].baseline - pair[0].baseline < 1.5 * size;
        let count = lines[at..].windows(2).take_while(|pair| close(pair)).count();
        let subject: Vec<&Line> = lines[at + 1..=at + count]
            .iter()
            .take_while(|line| {
                (line.size - size).abs() < SIZE && (line.middle() - self.profile.middle()).abs() < LENGTH
            })
            .take_while(|line| line.text.chars().any(char::is_alphabetic) && !line.text.starts_with("Kính gửi"))
            .collect();
        let Some(last) = subject.last() else { return wrong.0.push("no subject in its size and place".to_owned()) };
        let widest = subject.iter().map(|line| line.x1 - line.x0).fold(0.0, f64::max);
        self.under("envelope.title.under", last, widest, lines, wrong);
    }

    fn rules_near<'p>(&'p self, line: &Line) -> impl Iterator<Item = &'p Rule> {
        let (baseline, middle, size) = (line.baseline, line.middle(), line.size);
        self.pages[0].rules.iter().filter(move |rule| {
            rule.y > baseline && rule.y < baseline + size && (rule.middle() - middle).abs() < 4.0 * LENGTH
        })
    }

    /// What stands under a part of the head: a line of its share of the width, or signs.
    fn under(&self, path: &str, above: &Line, width: f64, lines: &[Line], wrong: &mut Wrong) {
        let mark = self.profile.value(path);
        if mark["kind"].as_str() == Some("text") {
            let signs = mark["text"].as_str().unwrap();
            let below = |line: &&Line| line.text == signs && line.baseline > above.baseline;
            match lines.iter().find(below) {
                Some(line) => wrong.length(&format!("middle of `{signs}`"), line.middle(), above.middle()),
                None => wrong.0.push(format!("no `{signs}` under `{}`", above.text)),
            }
            return;
        }
        let Some(rule) = self.rules_near(above).next() else {
            return wrong.0.push(format!("no line under `{}`", above.text));
        };
        let share = self.profile.number(&format!("{path}.share"));
        wrong.length(&format!("length of the line under `{}`", above.text), rule.length(), share * width);
        wrong.length(&format!("middle of the line under `{}`", above.text), rule.middle(), above.middle());
    }

    pub fn closing(&self, wrong: &mut Wrong) {
        let heading = self.profile.value("envelope.recipients.heading.text").as_str().unwrap();
        let Some(lines) = self.pages.iter().map(Page::lines).find(|lines| find(lines, heading).is_some()) else {
            return wrong.0.push("no recipients".to_owned());
        };
        let at = lines.iter().position(|line| line.text.starts_with(heading)).expect("just found");
        wrong.size(heading, lines[at].size, self.profile.number("envelope.recipients.heading.style.size"));
        wrong.length("left edge of the recipients", lines[at].x0, self.profile.left());
        let items = self.profile.number("envelope.recipients.items.size");
        for line in lines[at + 1..].iter().filter(|line| line.text.starts_with("- ") && line.x0 < self.profile.middle())
        {
            wrong.size(&line.text, line.size, items);
        }
        let signer = lines.iter().find(|line| line.text.ends_with("Nguyễn Văn A"));
        match signer {
            Some(name) => wrong.size("signer", name.size, self.profile.number("envelope.signature.name.size")),
            None => wrong.0.push("no signer beside the recipients".to_owned()),
        }
    }
}

fn find<'l>(lines: &'l [Line], start: &str) -> Option<&'l Line> {
    lines.iter().find(|line| line.text.starts_with(start))
}

/// The number and symbol. Before the registry has given one, there is a gap in it.
fn number(lines: &[Line], column: f64) -> Option<Line> {
    let start = find(lines, "Số")?;
    let beside = lines.iter().filter(|line| (line.baseline - start.baseline).abs() < 0.5 && line.x1 < column);
    let x1 = beside.map(|line| line.x1).fold(start.x1, f64::max);
    Some(Line { x1, ..start.clone() })
}
