use baocao_model::{ShortNumber, parse_number};
use rust_decimal::Decimal;

/// The most digits that always fit into 64 bits.
const DIGITS: usize = 18;
/// How many digits are read together.
const EIGHT: usize = size_of::<u64>();
/// Powers of ten.
const POWERS: [i64; EIGHT + 1] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

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
    whole(text).or_else(|| with_sign_or_decimals(text))
}

/// The same for what most figures are: fewer than eight digits without a sign, and another value or the end behind them.
#[inline]
fn whole(text: &[u8]) -> Option<(ShortNumber, usize)> {
    let bytes = u64::from_le_bytes(*text.first_chunk()?);
    let (count, number) = leading_digits(bytes);
    let behind = bytes.checked_shr(u8::BITS * count as u32)? as u8;
    let is_number = count == 1 || (count > 1 && text[0] != b'0');
    (is_number && matches!(behind, b',' | b'}')).then_some((ShortNumber::from(number), count))
}

fn with_sign_or_decimals(text: &[u8]) -> Option<(ShortNumber, usize)> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let (mut at, mut number, whole) = digits(text, sign, 0);
    let mut decimals = 0;
    if text.get(at) == Some(&b'.') {
        let start = at + 1;
        (at, number, decimals) = digits(text, start, number);
        if decimals == 0 {
            return None;
        }
    }
    let is_number = whole == 1 || (whole > 1 && text[sign] != b'0');
    // Whether it was too long is seen by the length.
    if !is_number || whole + decimals > DIGITS || matches!(text.get(at), Some(b'.' | b'e' | b'E' | b'+' | b'-')) {
        return None;
    }
    let number = if sign > 0 { -number } else { number };
    Some((ShortNumber::new(number, decimals as u32)?, at))
}

/// Goes on with a number at the digits that stand at a place; returns where they end, the number with them, and how many
/// they are.
#[inline]
fn digits(text: &[u8], start: usize, before: i64) -> (usize, i64, usize) {
    let (mut at, mut number) = (start, before);
    while let Some(eight) = text.get(at..).and_then(<[u8]>::first_chunk) {
        let (count, run) = leading_digits(u64::from_le_bytes(*eight));
        number = number.wrapping_mul(POWERS[count]).wrapping_add(run);
        at += count;
        if count < EIGHT {
            return (at, number, at - start);
        }
    }
    while let Some(digit @ b'0'..=b'9') = text.get(at) {
        number = number.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
        at += 1;
    }
    (at, number, at - start)
}

/// How many digits eight bytes begin with, the first of them in the lowest bits, and the number that they make. Eight at a
/// time without a branch for each: how long a number is cannot be foreseen, and wrong guesses took most of the time.
#[inline]
fn leading_digits(bytes: u64) -> (usize, i64) {
    const ONES: u64 = u64::MAX / 0xff;
    let digits = bytes ^ (ONES * u64::from(b'0'));
    // What is no digit is above 9 now: it has one of the upper four bits, or gets one with 6 more. A carry only reaches
    // bytes behind it.
    let others = (digits.wrapping_add(ONES * 6) | digits) & (ONES * 0xf0);
    let count = others.trailing_zeros() / u8::BITS;
    // Zeros go before them, then neighbours are joined: to two digits, to four, to eight.
    let digits = digits.checked_shl(u64::BITS - count * u8::BITS).unwrap_or(0);
    let twos = (digits * 10 + (digits >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (twos * 100 + (twos >> 16)) & 0x0000_ffff_0000_ffff;
    let eight = (fours * 10_000 + (fours >> 32)) & 0xffff_ffff;
    (count as usize, eight as i64)
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
            prop_assert_eq!(leading_digits(u64::from_le_bytes(bytes)), (leading.len(), number));
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
