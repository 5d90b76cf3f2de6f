//! Lengths as WordprocessingML counts them: twentieths of a point.

/// A length in twentieths of a point.
pub type Twips = i64;

/// Converts millimetres.
pub fn millimetres(length: f64) -> Twips {
    points(length * 72.0 / 25.4)
}

/// Converts to millimetres.
pub fn to_millimetres(length: Twips) -> f64 {
    length as f64 / 20.0 * 25.4 / 72.0
}

/// Converts points.
pub fn points(length: f64) -> Twips {
    (length * 20.0).round() as Twips
}

/// Converts to points.
pub fn to_points(length: Twips) -> f64 {
    length as f64 / 20.0
}

/// Converts a type size to half points, which is how Word counts those.
pub fn half_points(size: f64) -> i64 {
    (size * 2.0).round() as i64
}
