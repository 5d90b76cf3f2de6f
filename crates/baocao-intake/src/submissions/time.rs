use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

/// Reads when something was submitted, as seconds since 1970 UTC: `2023-09-05T08:00:00Z`, with another offset, or
/// without one, which is Vietnam's time; a day alone is its first moment there.
pub fn seconds(text: &str) -> Option<i64> {
    if let Ok(stamp) = text.parse::<Timestamp>() {
        return Some(stamp.as_second());
    }
    let local = if text.contains([':', 'T', ' ']) {
        // A time with a place of its own in it would be read without it.
        text.parse::<DateTime>().ok().filter(|_| !text.contains(['[', 'Z', 'z', '+']))?
    } else {
        text.parse::<Date>().ok()?.to_datetime(jiff::civil::Time::midnight())
    };
    Offset::constant(7).to_timestamp(local).ok().map(Timestamp::as_second)
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn moments_are_the_same_however_they_are_written() {
        let expected = Some(1_693_900_800);
        for text in ["2023-09-05T08:00:00Z", "2023-09-05T15:00:00+07:00", "2023-09-05T15:00:00", "2023-09-05 15:00:00"]
        {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert_eq!(seconds("2023-09-05"), Some(1_693_846_800));
        for text in ["", "hôm qua", "2023-13-05", "05/09/2023", "2023-09-05T25:00:00Z"] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
