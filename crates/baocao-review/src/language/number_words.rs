use rust_decimal::Decimal;

/// The words that count by themselves; others such as `tư` and `lăm` stand within other words as well.
pub const COUNTING: &[&str] = &["hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// Reads a number written in words, such as `mười ba tỷ năm trăm linh ba triệu`; says how many words it takes.
pub fn read(words: &[&str]) -> Option<(Decimal, usize)> {
    let (mut total, mut part, mut digit) = (0_u64, 0_u64, None::<u64>);
    let mut taken = 0;
    let mut seen = false;
    for word in words {
        match (unit(word), *word) {
            (Some(value), _) => {
                if digit.is_some() {
                    break;
                }
                digit = Some(value);
            }
            (None, "mười" | "chục") => part += digit.take().unwrap_or(1) * 10,
            (None, "mươi") => part += digit.take()? * 10,
            (None, "trăm") => part += digit.take().unwrap_or(1) * 100,
            (None, "linh" | "lẻ" | "không") if seen => {}
            (None, word) => {
                let Some(scale) = scale(word) else { break };
                part += digit.take().unwrap_or(0);
                // `hai nghìn tỷ`: the scales before it are multiplied, too.
                let below = total % scale.min(1_000_000_000_000);
                if scale == 1_000_000_000 && below > 0 && part == 0 {
                    total = total.checked_mul(scale)?;
                } else {
                    total = total.checked_add(part.max(u64::from(part == 0 && !seen)).checked_mul(scale)?)?;
                }
                part = 0;
            }
        }
        seen = true;
        taken += 1;
    }
    let value = total.checked_add(part)?.checked_add(digit.unwrap_or(0))?;
    (taken > 0).then(|| (Decimal::from(value), taken))
}

fn unit(word: &str) -> Option<u64> {
    Some(match word {
        "một" | "mốt" => 1,
        "hai" => 2,
        "ba" => 3,
        "bốn" | "tư" => 4,
        "năm" | "lăm" | "nhăm" => 5,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "nghìn" | "ngàn" => 1_000,
        "triệu" => 1_000_000,
        "tỷ" | "tỉ" => 1_000_000_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read() {
        let cases = [
            ("mười ba tỷ năm trăm linh ba triệu đồng", 13_503_000_000_i64),
            ("mười bảy tỷ hai trăm năm mươi triệu", 17_250_000_000),
            ("năm", 5),
            ("hai mươi mốt", 21),
            ("một trăm lẻ tám nghìn", 108_000),
            ("ba mươi lăm triệu hai trăm nghìn", 35_200_000),
        ];
        for (text, value) in cases {
            let words: Vec<_> = text.split(' ').collect();
            assert_eq!(read(&words).unwrap().0, Decimal::from(value), "{text}");
        }
        assert!(read(&["đồng"]).is_none());
    }
}
