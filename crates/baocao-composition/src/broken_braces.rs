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
