use baocao_model::{Finding, Language, Operand, Place, Severity};
use serde::Serialize;

/// A finding as scripts read it. It is written out as it stands: a roll-up may have many thousands.
#[derive(Debug, Serialize)]
pub struct FindingJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    code: &'a str,
    difference: Option<&'a str>,
    expected: Option<&'a str>,
    found: Option<&'a str>,
    hint: Option<String>,
    message: String,
    operands: &'a [Operand],
    place: &'a Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
    severity: Severity,
    tolerance: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
}

impl<'a> FindingJson<'a> {
    pub fn of(finding: &'a Finding, language: Language) -> Self {
        let argument = |name: &str| finding.arguments.get(name).map(String::as_str);
        Self {
            address: argument("address"),
            code: finding.code,
            difference: finding.difference.as_deref(),
            expected: finding.expected.as_deref(),
            found: finding.found.as_deref(),
            hint: finding.hint(language),
            message: finding.message(language),
            operands: &finding.operands,
            place: &finding.place,
            rule: argument("rule"),
            severity: finding.severity,
            tolerance: finding.tolerance.as_deref(),
            unit: argument("unit"),
        }
    }
}
