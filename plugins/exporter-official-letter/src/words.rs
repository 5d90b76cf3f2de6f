//! The words of the letter that neither the document nor its letterhead holds.

/// What stands before the addressees, without the colon.
pub const ADDRESSED_TO: &str = "Kính gửi";
/// What a chart's picture is called among the objects of the letter.
pub const CHART: &str = "Biểu đồ";
/// What stands before each of several addressees.
pub const DASH: &str = "- ";
