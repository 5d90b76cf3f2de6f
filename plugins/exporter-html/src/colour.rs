//! Colours that can be read.

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

/// The contrast that WCAG 2 asks of text.
const READABLE: f64 = 4.5;
const STEPS: u16 = 32;

impl Colour {
    const WHITE: Self = Self([255; 3]);
    const BLACK: Self = Self([0; 3]);

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let channel = |at: usize| {
            let pair = &digits[at..at + 2];
            pair.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u8::from_str_radix(pair, 16).ok()).flatten()
        };
        Some(Self([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// Writes `#rrggbb`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// Returns the nearest mix with black or white that can be read on the ground.
    pub fn readable_on(self, ground: Self) -> Self {
        let end = if ground.luminance() > 0.18 { Self::BLACK } else { Self::WHITE };
        (0..=STEPS).map(|step| self.mixed(end, step)).find(|mix| mix.is_readable_on(ground)).unwrap_or(end)
    }

    /// True if text in this colour can be read on the ground.
    pub fn is_readable_on(self, ground: Self) -> bool {
        self.contrast(ground) >= READABLE
    }

    fn mixed(self, end: Self, step: u16) -> Self {
        let mix = |own: u8, other: u8| (u16::from(own) * (STEPS - step) + u16::from(other) * step) / STEPS;
        let channel = |at: usize| mix(self.0[at], end.0[at]).min(255) as u8;
        Self([channel(0), channel(1), channel(2)])
    }

    fn contrast(self, other: Self) -> f64 {
        let (own, other) = (self.luminance(), other.luminance());
        (own.max(other) + 0.05) / (own.min(other) + 0.05)
    }

    /// The relative luminance of WCAG 2.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        assert_eq!(Colour::parse("#0A7f5a").map(Colour::hex).as_deref(), Some("#0a7f5a"));
        for wrong in ["", "#", "0a7f5a", "#0a7f5", "#0a7f5ag", "#+a7f5a", "red", "#ắắ"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn every_accent_becomes_readable() {
        for accent in ["#ffff00", "#000000", "#ffffff", "#777777", "#a61b1b"] {
            let accent = Colour::parse(accent).unwrap();
            for ground in [Colour::WHITE, Colour::BLACK, Colour::parse("#1b1d21").unwrap()] {
                assert!(accent.readable_on(ground).contrast(ground) >= READABLE);
            }
        }
        let readable = Colour::parse("#a61b1b").unwrap();
        assert_eq!(readable.readable_on(Colour::WHITE), readable);
    }
}
