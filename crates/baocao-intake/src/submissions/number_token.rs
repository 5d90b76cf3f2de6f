use baocao_model::{ShortNumber, parse_number};
use rust_decimal::Decimal;

/// The most digits that always fit into 64 bits.
const DIGITS: usize = 18;
/// Powers of ten.
const POWERS: [i64; 8] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Reads a number as JSON writes it, digit for digit; none for one with an exponent or beyond 28 digits.
pub fn number(token: &str) -> Option<Decimal> {
    short(token).map(Decimal::from).or_else(|| parse_number(token))
}

/// The same for a short one; none for any other token.
fn short(token: &str) -> Option<ShortNumber> {
    leading(token.as_bytes()).filter(|(_, length)| *length == token.len()).map(|(number, _)| number)
}

/// The short number that a text in JSON begins with, and how many bytes it takes; none if there is none, or if it goes
/// on as another kind of number.
#[inline]
pub fn leading(text: &[u8]) -> Option<(ShortNumber, usize)> {
    match plain(text) {
        Some((number, length, b',' | b'}')) => Some((number, length)),
        _ => with_any_length(text),
    }
}

/// The same, digit by digit.
fn with_any_length(text: &[u8]) -> Option<(ShortNumber, usize)> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let (mut at, mut number) = (sign, 0_i64);
    let mut digits = |mut at: usize| {
        while let Some(digit @ b'0'..=b'9') = text.get(at) {
            // Whether it was too long is seen by the length.
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
            at += 1;
        }
        at
    };
    at = digits(at);
    let (whole, mut decimals) = (at - sign, 0);
    if text.get(at) == Some(&b'.') {
        let end = digits(at + 1);
        decimals = end - at - 1;
        if decimals == 0 {
            return None;
        }
        at = end;
    }
    let is_number = whole == 1 || (whole > 1 && text[sign] != b'0');
    if !is_number || whole + decimals > DIGITS || matches!(text.get(at), Some(b'.' | b'e' | b'E' | b'+' | b'-')) {
        return None;
    }
    let number = if sign > 0 { -number } else { number };
    Some((ShortNumber::new(number, decimals as u32)?, at))
}

/// The number that a text begins with if it is as nearly all figures are, without a sign and with fewer than eight digits on
/// either side of the point; with how many bytes it takes and the byte behind it.
// Hundreds of millions go this way: what is handed over in memory doubles the time.
#[inline(always)]
pub fn plain(text: &[u8]) -> Option<(ShortNumber, usize, u8)> {
    let (number, whole, behind) = leading_digits(text)?;
    if whole > 1 && text[0] == b'0' {
        return None;
    }
    if behind != b'.' {
        return Some((ShortNumber::from(number), whole, behind));
    }
    let (run, decimals, behind) = leading_digits(&text[whole + 1..])?;
    let number = ShortNumber::new(number * POWERS[decimals] + run, decimals as u32)?;
    Some((number, whole + 1 + decimals, behind))
}

/// The number that eight bytes begin with, how many digits it has, from one to seven, and the byte behind them. Without a
/// branch for each digit: how long a number is cannot be foreseen, and wrong guesses took most of the time.
#[inline(always)]
fn leading_digits(text: &[u8]) -> Option<(i64, usize, u8)> {
    const ONES: u64 = u64::MAX / 0xff;
    let bytes = u64::from_le_bytes(*text.first_chunk()?);
    let digits = bytes ^ (ONES * u64::from(b'0'));
    // What is no digit is above 9 now: it has one of the upper four bits, or gets one with 6 more. A carry only reaches
    // bytes behind it.
    let others = (digits.wrapping_add(ONES * 6) | digits) & (ONES * 0xf0);
    let bits = others.trailing_zeros() & !7;
    if !(8..64).contains(&bits) {
        return None;
    }
    // Zeros go before them, then neighbours are joined: to two digits, to four, to eight.
    let digits = digits << (u64::BITS - bits);
    let twos = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos * 100 + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    let eight = (fours * 10_000 + (fours >> 32)) & 0xffff_ffff;
    Some((eight as i64, (bits / 8) as usize, (bytes >> bits) as u8))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_read_up_to_their_end(
            sign in "-?",
            whole in "0|[1-9][0-9]{0,19}",
            decimals in "(\\.[0-9]{1,9})?",
            behind in "|,\"A01\":12345678|[ }\n:/;]{1,9}",
        ) {
            let token = format!("{sign}{whole}{decimals}");
            let read = leading((token.clone() + &behind).as_bytes());
            let known = parse_number(&token).filter(|_| token.bytes().filter(u8::is_ascii_digit).count() <= DIGITS);
            let expected = known.map(|number| (number, number.scale(), token.len()));
            let found = read.map(|(number, length)| (Decimal::from(number), number.scale(), length));
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn eight_bytes_are_read_as_one_by_one(bytes in any::<[u8; 8]>(), digits in "[0-9]{0,8}") {
            let mut bytes = bytes;
            bytes[..digits.len()].copy_from_slice(digits.as_bytes());
            let leading: Vec<u8> = bytes.iter().copied().take_while(u8::is_ascii_digit).collect();
            let number = leading.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
            let count = leading.len();
            let expected = (1..8).contains(&count).then(|| (number, count, bytes[count]));
            prop_assert_eq!(leading_digits(&bytes), expected);
        }
    }

    #[test]
    fn digits_come_out_as_they_stand() {
        for token in
            ["0", "0.00", "-0.5", "7", "54.30", "-12.5", "4067150000", "999999999999999999", "0.000000000000001"]
        {
            let (fast, slow) = (number(token).unwrap(), parse_number(token).unwrap());
            assert_eq!((fast, fast.scale()), (slow, slow.scale()), "{token}");
            assert_eq!(fast.to_string(), slow.to_string());
        }
        let long = "1234567890123456789012345678";
        assert_eq!(number(long).unwrap().to_string(), long);
        assert_eq!(number("54.30").unwrap().to_string(), "54.30");
    }

    #[test]
    fn what_would_lose_digits_is_no_number() {
        for token in ["1e5", "1E5", "12345678901234567890123456789012", "1.5.5", "--1"] {
            assert_eq!(number(token), None, "{token}");
            assert!(short(token).is_none());
        }
    }
}
