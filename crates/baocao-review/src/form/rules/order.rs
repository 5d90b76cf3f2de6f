//! The order of the parts, from top to bottom and from left to right.

use baocao_model::Severity;

use super::Held;
use crate::form::letter::Line;
use crate::form::part::Part;
use crate::relation::Words;

/// Parts of which the first stands above the second wherever both are there.
const ABOVE: [(Part, Part); 10] = [
    (Part::National, Part::Motto),
    (Part::Motto, Part::Date),
    (Part::Parent, Part::Issuer),
    (Part::Issuer, Part::Number),
    (Part::Number, Part::Kind),
    (Part::Date, Part::Kind),
    (Part::Kind, Part::Subject),
    (Part::Kind, Part::Addressee),
    (Part::Authority, Part::Office),
    (Part::Office, Part::Signer),
];

/// Parts of which the first stands on the left of the second.
const BESIDE: [(Part, Part); 3] =
    [(Part::Issuer, Part::National), (Part::Number, Part::Date), (Part::Recipients, Part::Office)];

pub fn hold(held: &mut Held<'_>) {
    for (above, below) in ABOVE {
        let Some((above_line, below_line)) = both(held, above, below) else { continue };
        let right = above_line.paragraph <= below_line.paragraph;
        let one = above.words();
        let asked = Words::new(format!("đứng sau {}", one.vietnamese), format!("below {}", one.english));
        let found = if right {
            asked.clone()
        } else {
            Words::new(format!("đứng trước {}", one.vietnamese), format!("above {}", one.english))
        };
        held.hold("form-order", Severity::Error, below, held.spot(&below_line), right, [asked, found]);
    }
    for (left, right) in BESIDE {
        let Some((left_line, right_line)) = both(held, left, right) else { continue };
        let table = |line: &Line| held.document.paragraphs[line.paragraph].cell.map(|cell| cell.table);
        let same = table(&left_line) == table(&right_line) && left_line.column != right_line.column;
        if !same {
            continue;
        }
        let holds = left_line.column < right_line.column;
        let side = |left: bool| match left {
            true => Words::new("bên trái", "on the left"),
            false => Words::new("bên phải", "on the right"),
        };
        held.hold("form-order", Severity::Error, left, held.spot(&left_line), holds, [side(true), side(holds)]);
    }
}

fn both(held: &Held<'_>, one: Part, other: Part) -> Option<(Line, Line)> {
    let last = held.letter.part(one).last().map(|line| (*line).clone())?;
    let first = held.letter.part(other).first().map(|line| (*line).clone())?;
    Some((last, first))
}
