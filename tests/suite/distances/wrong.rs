/// Half a millimetre in points, and a tenth of a point.
pub const LENGTH: f64 = 0.5 * 72.0 / 25.4;
pub const SIZE: f64 = 0.1;

/// What deviates from the letterhead.
#[derive(Default)]
pub struct Wrong(pub Vec<String>);

impl Wrong {
    pub fn length(&mut self, what: &str, found: f64, expected: f64) {
        self.compare(what, found, expected, LENGTH);
    }

    pub fn size(&mut self, what: &str, found: f64, expected: f64) {
        self.compare(&format!("size of {what}"), found, expected, SIZE);
    }

    fn compare(&mut self, what: &str, found: f64, expected: f64, tolerance: f64) {
        if (found - expected).abs() > tolerance {
            self.0.push(format!("{what}: {found:.2} pt instead of {expected:.2}"));
        }
    }
}
