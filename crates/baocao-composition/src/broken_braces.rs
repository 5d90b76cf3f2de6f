//! What is wrong with the braces of a text that is no template, for those who write reports: the library only says which
//! rule of its grammar it was at.

/// What is wrong, in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// The first byte of the braces that are meant.
    pub at: usize,
    pub vi: String,
    pub en: String,
}

/// A pair of braces.
struct Pair<'t> {
    at: usize,
    /// What stands between them, without the marks at their edges.
    inner: &'t str,
}

/// The first fault of a text, if it is one of those that people make.
pub fn fault(text: &str) -> Option<Fault> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("{{") {
        let at = from + found;
        if let Some(end) = comment_end(&text[at..]) {
            from = at + end;
            continue;
        }
        let Some((pair, end)) = pair(text, at) else {
            let shown = beginning(&text[at..]);
            return said(at, format!("thiếu `}}}}` sau `{shown}`"), format!("`{shown}` has no `}}}}`"));
        };
        from = end;
        let fault = within(&pair).or_else(|| block(&pair, &mut open));
        if fault.is_some() {
            return fault;
        }
    }
    let (at, name) = open.pop()?;
    said(
        at,
        format!("`{{{{#{name}}}}}` chưa có `{{{{/{name}}}}}`"),
        format!("`{{{{#{name}}}}}` has no `{{{{/{name}}}}}`"),
    )
}

/// How deep conditions and round brackets may lie within each other. Nobody writes a tenth of it; files made to do harm have
/// thousands, and whoever reads them calls itself as often.
const DEEPEST: usize = 100;

/// The first place that lies too deep.
pub fn too_deep(text: &str) -> Option<Fault> {
    // The conditions that are open, each with how many of its kind follow it after `else`.
    let mut open: Vec<usize> = Vec::new();
    let (mut depth, mut from) = (0, 0);
    while let Some(found) = text[from..].find("{{") {
        let at = from + found;
        let inner = text[at..].trim_start_matches(['{', '~']);
        let end = inner.find("}}").unwrap_or(inner.len());
        from = text.len() - inner.len() + end;
        let inner = inner[..end].trim_start();
        if inner.starts_with('#') || inner.starts_with('^') && inner.len() > 1 {
            open.push(1);
            depth += 1;
        } else if inner.starts_with('/') {
            depth -= open.pop().unwrap_or_default();
        } else if inner.starts_with("else ")
            && let Some(chain) = open.last_mut()
        {
            *chain += 1;
            depth += 1;
        }
        if depth > DEEPEST || brackets(inner) > DEEPEST {
            return said(at, format!("lồng nhau quá {DEEPEST} tầng"), format!("it is nested more than {DEEPEST} deep"));
        }
    }
    None
}

/// How deep round brackets lie within each other.
fn brackets(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn said(at: usize, vi: String, en: String) -> Option<Fault> {
    Some(Fault { at, vi, en })
}

/// Where a comment ends; none if this is none.
fn comment_end(braces: &str) -> Option<usize> {
    let end = if braces.starts_with("{{!--") { "--}}" } else { "}}" };
    braces.starts_with("{{!").then(|| braces.find(end).map(|at| at + end.len()))?
}

/// The pair that opens at a place, and where it ends; none if other braces open before it is closed.
fn pair(text: &str, at: usize) -> Option<(Pair<'_>, usize)> {
    let start = at + text[at..].find(|c| c != '{')?;
    let closed = start + text[start..].find("}}")?;
    let inner = &text[start..closed];
    let end = closed + text[closed..].find(|c| c != '}').unwrap_or(text.len() - closed);
    (!inner.contains("{{"))
        .then(|| (Pair { at, inner: inner.trim_matches(|c: char| c == '~' || c.is_whitespace()) }, end))
}

/// The first words of what stands at a place, on one line.
fn beginning(text: &str) -> String {
    const LENGTH: usize = 30;
    let line = text.lines().next().unwrap_or_default();
    let mut shown: String = line.chars().take(LENGTH).collect();
    if shown.len() < line.len() {
        shown.push('…');
    }
    shown
}

/// What is wrong between a pair of braces.
fn within(pair: &Pair<'_>) -> Option<Fault> {
    let Pair { at, inner } = *pair;
    if inner.is_empty() {
        return said(
            at,
            "giữa `{{` và `}}` không có gì".to_owned(),
            "there is nothing between `{{` and `}}`".to_owned(),
        );
    }
    let shown = format!("{{{{{inner}}}}}");
    if inner.matches('"').count() % 2 == 1 {
        return said(at, format!("`{shown}` thiếu dấu nháy đóng"), format!("`{shown}` lacks a closing quotation mark"));
    }
    let named = inner.split_whitespace().find_map(|word| word.strip_suffix('='))?;
    said(
        at,
        format!("trong `{shown}`, sau `{named}=` không có giá trị"),
        format!("in `{shown}`, nothing follows `{named}=`"),
    )
}

/// What is wrong with how blocks open and close.
fn block<'t>(pair: &Pair<'t>, open: &mut Vec<(usize, &'t str)>) -> Option<Fault> {
    let name = |rest: &'t str| rest.split_whitespace().next().unwrap_or_default().trim_end_matches('~');
    if let Some(rest) = pair.inner.strip_prefix('#') {
        open.push((pair.at, name(rest)));
        return None;
    }
    let closing = name(pair.inner.strip_prefix('/')?);
    match open.pop() {
        Some((_, opened)) if opened == closing => None,
        Some((_, opened)) => said(
            pair.at,
            format!("`{{{{#{opened}}}}}` được đóng bằng `{{{{/{closing}}}}}`"),
            format!("`{{{{#{opened}}}}}` is closed by `{{{{/{closing}}}}}`"),
        ),
        None => said(
            pair.at,
            format!("`{{{{/{closing}}}}}` không có `{{{{#{closing}}}}}` ở trên"),
            format!("`{{{{/{closing}}}}}` has no `{{{{#{closing}}}}}` above it"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use handlebars::Template;

    use super::*;

    #[test]
    fn common_faults_are_named_at_their_place() {
        let cases = [
            ("Có {{so a.b.c cuộc.", "{{so", "thiếu `}}` sau `{{so a.b.c cuộc.`"),
            ("Có {{so a.b.c} cuộc, {{so a.b.d}}.", "{{so a.b.c}", "thiếu `}}` sau `{{so a.b.c} cuộc, {{so a.b.d}}…`"),
            ("Có {{ }} cuộc.", "{{ }}", "giữa `{{` và `}}` không có gì"),
            ("{{so a.b.c}} và {{so \"a.b.d}}", "{{so \"a", "`{{so \"a.b.d}}` thiếu dấu nháy đóng"),
            ("{{so a.b.c kieu=}}", "{{so", "trong `{{so a.b.c kieu=}}`, sau `kieu=` không có giá trị"),
            ("{{#if a.b.c}} x", "{{#if", "`{{#if}}` chưa có `{{/if}}`"),
            ("x {{/if}}", "{{/if", "`{{/if}}` không có `{{#if}}` ở trên"),
            ("{{#if a}} x {{/unless}}", "{{/unless", "`{{#if}}` được đóng bằng `{{/unless}}`"),
        ];
        for (text, place, words) in cases {
            assert!(Template::compile(text).is_err(), "{text}");
            let found = fault(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.at, &*found.vi), (text.find(place).unwrap(), words), "{text}");
        }
    }

    #[test]
    fn what_lies_too_deep_is_named_at_its_place() {
        let blocks = |depth: usize| format!("chữ {}x{}", "{{#if a}}".repeat(depth), "{{/if}}".repeat(depth));
        let chain = |length: usize| format!("{{{{#if a}}}}x{}{{{{/if}}}}", "{{else if a}}y".repeat(length));
        let brackets =
            |depth: usize| format!("{{{{#if {}a{}}}}}x{{{{/if}}}}", "(not ".repeat(depth), ")".repeat(depth));
        for (right, wrong, at) in [
            (blocks(100), blocks(101), "chữ ".len() + 100 * "{{#if a}}".len()),
            (chain(99), chain(100), "{{#if a}}x".len() + 99 * "{{else if a}}y".len()),
            (brackets(100), brackets(101), 0),
        ] {
            assert!(Template::compile(&right).is_ok());
            assert_eq!(too_deep(&right), None);
            let found = too_deep(&wrong).unwrap();
            assert_eq!((found.at, &*found.vi), (at, "lồng nhau quá 100 tầng"));
        }
        let many = "{{#if a}}x{{else if b}}y{{/if}} {{^c}}z{{/c}} {{^}} {{so (b)}} ".repeat(500);
        assert_eq!(too_deep(&many), None);
        assert_eq!(too_deep("{{/if}}{{/if}} {{ và {{#"), None);
    }

    #[test]
    fn what_can_be_read_has_no_fault() {
        for text in [
            "",
            "{ }} không phải",
            "{{so a.b.c}}, {{{so a.b.c}}}, {{~so a.b.c kieu=\"chữ số\"~}}",
            "{{#if a}} x {{else}} y {{/if}} {{! ghi chú \" }} {{!-- {{so --}}",
            "{{#each (lookup a \"b\")}} {{this}} {{/each}}",
        ] {
            assert!(Template::compile(text).is_ok(), "{text}");
            assert_eq!(fault(text), None, "{text}");
        }
    }
}
