use std::collections::{BTreeMap, BTreeSet};

use baocao_document::{Letterhead, LineRule};
use baocao_model::{Finding, Place, nearest};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Part;
use super::rules::PLAIN_SUBJECT;

/// The least and the most that a rule allows.
pub type Range = [f64; 2];

/// What a document of form allows, where a letterhead has the one value that our own letters are printed with. Read from
/// `config/ranges`; the file is named after the letterhead. Lengths are millimetres, sizes are points.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ranges {
    /// The letterhead's id.
    pub id: String,
    /// Where each rule stands, by topic; `all` for those that are not named.
    #[serde(default)]
    pub sources: BTreeMap<String, String>,
    /// Top, right, bottom, left of a page in portrait.
    #[serde(default)]
    pub margins: BTreeMap<Side, Range>,
    /// Sizes by part, as `review` names the parts.
    #[serde(default)]
    pub sizes: BTreeMap<String, Range>,
    /// The length of lines as a share of the text above.
    #[serde(default)]
    pub lines: BTreeMap<String, Range>,
    /// Running text.
    #[serde(default)]
    pub body: BodyRanges,
    /// Where the page number stands.
    #[serde(default)]
    pub page_number: PageNumberRules,
    /// Annexes.
    #[serde(default)]
    pub annexes: AnnexRules,
}

/// Where the page number stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageNumberRules {
    /// The place on the page.
    #[serde(default)]
    pub place: NumberPlace,
    /// From the top edge; none if only the margin is prescribed.
    #[serde(default)]
    pub from_top: Option<Range>,
}

/// What is asked of annexes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnnexRules {
    /// Whether the pages of each are numbered from 1.
    #[serde(default)]
    pub restart: bool,
    /// Whether two or more bear Roman numbers.
    #[serde(default)]
    pub roman: bool,
}

/// The sides of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The upper edge.
    Top,
    /// The right edge.
    Right,
    /// The lower edge.
    Bottom,
    /// The left edge.
    Left,
}

impl Side {
    /// The name that files use.
    fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Right => "right",
            Self::Bottom => "bottom",
            Self::Left => "left",
        }
    }
}

/// What is allowed in running text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BodyRanges {
    /// The first line's indents; any of them.
    #[serde(default)]
    pub indents: Vec<f64>,
    /// The least space between paragraphs in points.
    #[serde(default)]
    pub least_space: Option<f64>,
    /// Line spacing as a factor of single spacing.
    #[serde(default)]
    pub line_multiple: Option<Range>,
    /// Line spacing in points.
    #[serde(default)]
    pub line_exact: Option<Range>,
}

/// Where the page number stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NumberPlace {
    /// Centred in the upper margin.
    #[default]
    TopCenter,
    /// Anywhere: the profile cannot say where.
    Any,
}

/// The texts with a line below them.
const LINES: [&str; 3] = ["national", "issuer", "subject"];

impl Ranges {
    /// The range of a part's size: what the document of form says, else the letterhead's own value.
    pub fn size(&self, part: &str, own: f64) -> Range {
        self.sizes.get(part).copied().unwrap_or([own, own])
    }

    /// The range of a margin.
    pub fn margin(&self, side: Side, own: f64) -> Range {
        self.margins.get(&side).copied().unwrap_or([own, own])
    }

    /// The range of a line's length.
    pub fn line(&self, part: &str, own: f64) -> Range {
        self.lines.get(part).copied().unwrap_or([own * 0.9, own * 1.1])
    }

    /// The allowed first-line indents.
    pub fn indents(&self, letterhead: &Letterhead) -> Vec<f64> {
        if self.body.indents.is_empty() { vec![letterhead.body.indent] } else { self.body.indents.clone() }
    }

    /// The allowed line spacings: factors, and points. Without a file, the letterhead's own.
    pub fn line_heights(&self, letterhead: &Letterhead) -> (Option<Range>, Option<Range>) {
        if self.body.line_multiple.is_some() || self.body.line_exact.is_some() {
            return (self.body.line_multiple, self.body.line_exact);
        }
        let own = Some([letterhead.body.line.value; 2]);
        match letterhead.body.line.rule {
            LineRule::Multiple => (own, None),
            LineRule::Exact => (None, own),
        }
    }

    /// What is wrong in a file of ranges, each with the key that it stands under. A name that nothing asks for would be a
    /// rule that nobody holds.
    pub fn problems(&self) -> Vec<(String, Finding)> {
        let parts = Part::ALL.iter().map(|part| part.key()).chain([PLAIN_SUBJECT]).collect::<BTreeSet<_>>();
        let topics = Part::ALL.iter().map(|part| part.topic()).chain(["all"]).collect::<BTreeSet<_>>();
        let unknown = |table: &str, key: &String, known: &BTreeSet<&'static str>| {
            let finding = || {
                let listed = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let finding = Finding::error("unknown-key", Place::default()).with("key", key).with("known", listed);
                (format!("/{table}/{key}"), finding.with_nearest(nearest(key, known.iter().copied())))
            };
            (!known.contains(&**key)).then(finding)
        };
        let sizes = self.sizes.keys().filter_map(|key| unknown("sizes", key, &parts));
        let sources = self.sources.keys().filter_map(|key| unknown("sources", key, &topics));
        let lines = self.lines.keys().filter_map(|key| unknown("lines", key, &LINES.into()));
        let named = |table: &'static str| move |(key, range): (&String, &Range)| (format!("/{table}/{key}"), *range);
        let margins = self.margins.iter().map(|(side, range)| (format!("/margins/{}", side.name()), *range));
        let ranges = margins.chain(self.sizes.iter().map(named("sizes"))).chain(self.lines.iter().map(named("lines")));
        let backwards = ranges.filter(|(_, [least, most])| least > most).map(|(pointer, [least, most])| {
            let finding = Finding::error("range-backwards", Place::default());
            (pointer, finding.with("least", least).with("most", most))
        });
        sizes.chain(sources).chain(lines).chain(backwards).collect()
    }

    /// Where a rule stands.
    pub fn source(&self, topic: &str, letterhead: &Letterhead) -> String {
        let named = self.sources.get(topic).or_else(|| self.sources.get("all"));
        named.cloned().unwrap_or_else(|| letterhead.source.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_files_is_asked_for() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../config/ranges");
        let mut read = 0;
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let ranges: Ranges = toml::from_str(&std::fs::read_to_string(entry.path()).unwrap()).unwrap();
            assert_eq!(entry.path().file_stem().unwrap().to_str().unwrap(), ranges.id);
            assert_eq!(ranges.problems(), [], "{}", ranges.id);
            read += 1;
        }
        assert_eq!(read, 4);
    }

    #[test]
    fn what_nobody_asks_for_is_told() {
        let text = "id = \"nd30\"\n[sizes]\nbodi = [13, 14]\nbody = [14, 13]\n[lines]\nsigner = [1, 1]\n[sources]\nal = \"x\"\n";
        let ranges: Ranges = toml::from_str(text).unwrap();
        let found: Vec<_> = ranges.problems().into_iter().map(|(pointer, finding)| (pointer, finding.code)).collect();
        let unknown =
            ["/sizes/bodi", "/sources/al", "/lines/signer"].map(|pointer| (pointer.to_owned(), "unknown-key"));
        assert_eq!(found[..3], unknown);
        assert_eq!(found[3..], [("/sizes/body".to_owned(), "range-backwards")]);
        assert_eq!(ranges.problems()[0].1.arguments["nearest"], "body");
    }
}
