//! The words of the letter that neither the document nor its letterhead holds.

/// What stands before the addressees, without the colon.
pub const ADDRESSED_TO: &str = "Kính gửi";
/// What stands before each of several addressees.
pub const DASH: &str = "- ";
