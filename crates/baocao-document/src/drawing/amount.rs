//! Numbers as charts print them.

/// Writes decimal digits in Vietnamese form, divided by a power of ten and rounded half up to as many decimals, the
/// trailing zeros left out. `None` for what are no decimal digits, or too many.
pub fn written(digits: &str, power: u32, decimals: u32) -> Option<String> {
    let (negative, plain) = digits.strip_prefix('-').map_or((false, digits), |rest| (true, rest));
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || all.len() > 30 || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let rounded = rounded(all.parse().ok()?, fraction.len() as u32 + power, decimals)?;
    let unit = 10_u128.pow(decimals);
    let fraction = format!("{:0width$}", rounded % unit, width = decimals as usize);
    let fraction = if decimals == 0 { "" } else { fraction.trim_end_matches('0') };
    let sign = if negative && rounded > 0 { "-" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    Some(format!("{sign}{}{comma}{fraction}", grouped(rounded / unit)))
}

/// Writes a number that the chart made itself, such as a mark on its axis.
pub fn computed(number: f64, decimals: u32) -> String {
    let digits = format!("{number:.*}", decimals as usize);
    written(&digits, 0, decimals).unwrap_or_else(|| format!("{number:e}").replace('.', ","))
}

/// Moves the point from `scale` decimals to `decimals`.
fn rounded(number: u128, scale: u32, decimals: u32) -> Option<u128> {
    match scale.checked_sub(decimals) {
        Some(dropped) => {
            let unit = 10_u128.checked_pow(dropped)?;
            Some((number + unit / 2) / unit)
        }
        None => number.checked_mul(10_u128.checked_pow(decimals - scale)?),
    }
}

fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_the_vietnamese_way() {
        let cases = [
            ("4067150000", 6, 1, "4.067,2"),
            ("701000000", 6, 2, "701"),
            ("-1250.5", 0, 1, "-1.250,5"),
            ("0.04", 0, 1, "0"),
            ("-0.04", 0, 1, "0"),
            ("90.65", 0, 1, "90,7"),
            ("12", 0, 2, "12"),
        ];
        for (digits, power, decimals, expected) in cases {
            assert_eq!(written(digits, power, decimals).as_deref(), Some(expected), "{digits}");
        }
        for wrong in ["", "-", "1e5", "một", "1.2.3", "9999999999999999999999999999999"] {
            assert_eq!(written(wrong, 0, 1), None, "{wrong}");
        }
        assert_eq!(computed(2_500.0, 0), "2.500");
        assert_eq!(computed(0.5, 1), "0,5");
    }
}
