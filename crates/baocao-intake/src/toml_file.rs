use baocao_model::{Finding, Refusal};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Entry, Kind, Node, Source, clean, syntax_words};

/// Reads a TOML file into nodes; all its syntax errors at once.
pub fn parse(source: &Source) -> Result<Node, Refusal> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    if errors.is_empty() {
        let span = table.span();
        return Ok(Node { kind: self::table(table.get_ref()), span });
    }
    let findings = errors.iter().map(|error| {
        let place = source.place(&error.span().unwrap_or_default());
        let finding = Finding::error("toml-syntax", place).with("reason", syntax_words::of_toml(error.message()));
        finding.with("reason_en", error.message())
    });
    Err(Refusal(findings.collect()))
}

fn table(table: &DeTable<'_>) -> Kind {
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let key_text: &std::borrow::Cow<'_, str> = key.get_ref();
        Entry::new(key_text, key.span(), node(value))
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Kind::Table(entries)
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let kind = match value.get_ref() {
        DeValue::String(text) => Kind::Text(clean(text).into_owned()),
        DeValue::Integer(integer) => Kind::Number(integer_digits(integer.as_str(), integer.radix())),
        DeValue::Float(float) => Kind::Number(float.as_str().to_owned()),
        DeValue::Boolean(bool) => Kind::Bool(*bool),
        DeValue::Datetime(datetime) => Kind::Date(datetime.to_string()),
        DeValue::Array(items) => Kind::Array(items.iter().map(node).collect()),
        DeValue::Table(entries) => table(entries),
    };
    Node { kind, span: value.span() }
}

fn integer_digits(digits: &str, radix: u32) -> String {
    if radix == 10 {
        return digits.to_owned();
    }
    i128::from_str_radix(digits, radix).map_or_else(|_| digits.to_owned(), |number| number.to_string())
}
