use std::collections::BTreeMap;
use std::num::{NonZeroU16, NonZeroU32, NonZeroU64};

use baocao_layout::{Element, Role, Scope, Structure};
use krilla::geom::Rect;
use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// Collects what is drawn for each element of the structure, and makes the tree of tags of it.
pub(crate) struct Tags<'a> {
    structure: &'a Structure,
    /// What was drawn for each element, in order.
    leaves: Vec<Vec<Identifier>>,
    /// Where pictures stand: the page, and the upper left and lower right corner.
    boxes: BTreeMap<usize, (usize, [[f64; 2]; 2])>,
    /// Whether room for a signature gets a tag, which the field goes into.
    with_fields: bool,
}

impl<'a> Tags<'a> {
    pub(crate) fn new(structure: &'a Structure, with_fields: bool) -> Self {
        Self { structure, leaves: vec![Vec::new(); structure.elements.len()], boxes: BTreeMap::new(), with_fields }
    }

    /// Notes that something was drawn for an element.
    pub(crate) fn add(&mut self, element: usize, drawn: Identifier) {
        self.leaves[element].push(drawn);
    }

    /// True for a picture, whose place is to be noted.
    pub(crate) fn is_picture(&self, element: usize) -> bool {
        matches!(self.structure.elements[element].role, Role::Figure { .. })
    }

    /// Notes where a picture stands.
    pub(crate) fn place(&mut self, element: usize, page: usize, places: &[[f64; 2]]) {
        for &[x, y] in places {
            let (_, [upper, lower]) = self.boxes.entry(element).or_insert((page, [[x, y]; 2]));
            *upper = [upper[0].min(x), upper[1].min(y)];
            *lower = [lower[0].max(x), lower[1].max(y)];
        }
    }

    fn area(&self, element: usize) -> Option<BBox> {
        let (page, corners) = self.boxes.get(&element)?;
        let [[left, top], [right, bottom]] = corners.map(|corner| corner.map(|length| length as f32));
        Some(BBox::new(*page, Rect::from_ltrb(left, top, right, bottom)?))
    }

    /// Makes the tree, without the elements that nothing was drawn for. Cells stay: without an empty one, those beside it
    /// would seem to stand in other columns.
    pub(crate) fn tree(mut self, language: &str) -> TagTree {
        let levels = heading_levels(&self.structure.elements);
        let mut top = Vec::new();
        let mut held: BTreeMap<usize, Vec<Node>> = BTreeMap::new();
        // An element stands after the one that holds it, so that from the end on, what it holds is complete.
        for (index, element) in self.structure.elements.iter().enumerate().rev() {
            let mut children: Vec<Node> = std::mem::take(&mut self.leaves[index]).into_iter().map(Node::Leaf).collect();
            let within = held.remove(&index).unwrap_or_default();
            let is_table = matches!(element.role, Role::Table) && within.iter().any(holds_rows);
            children.extend(within.into_iter().rev());
            let stays_empty = is_cell(&element.role) || self.with_fields && matches!(element.role, Role::Signature);
            if children.is_empty() && !stays_empty {
                continue;
            }
            let tag = match &element.role {
                Role::Table if !is_table => Tag::Div.into(),
                role => tag(role, levels.get(&index).copied(), self.area(index)),
            };
            let group = Node::Group(TagGroup::with_children(tag.with_location(location(index)), children));
            match element.parent {
                Some(parent) => held.entry(parent).or_default().push(group),
                None => top.push(group),
            }
        }
        top.reverse();
        let language = (!language.is_empty()).then(|| language.to_owned());
        TagTree::from(top).with_lang(language)
    }
}

/// The number under which krilla reports an element.
fn location(index: usize) -> Option<NonZeroU64> {
    NonZeroU64::new(index as u64 + 1)
}

/// The element that krilla reports under a number.
pub(crate) fn located(structure: &Structure, location: Option<NonZeroU64>) -> Option<&Element> {
    structure.elements.get(usize::try_from(location?.get() - 1).ok()?)
}

fn is_cell(role: &Role) -> bool {
    matches!(role, Role::Cell { .. } | Role::HeaderCell { .. })
}

fn holds_rows(node: &Node) -> bool {
    matches!(node, Node::Group(group) if matches!(group.tag, TagKind::THead(_) | TagKind::TBody(_)))
}

/// The level of each heading. None is left out on the way down, as readers that jump from heading to heading expect.
fn heading_levels(elements: &[Element]) -> BTreeMap<usize, NonZeroU16> {
    let mut levels = BTreeMap::new();
    let mut above = 0;
    for (index, element) in elements.iter().enumerate() {
        if let Role::Heading { level, title } = &element.role
            && !title.is_empty()
        {
            above = u16::from(*level).clamp(1, above + 1);
            levels.extend(NonZeroU16::new(above).map(|level| (index, level)));
        }
    }
    levels
}

fn tag(role: &Role, level: Option<NonZeroU16>, area: Option<BBox>) -> TagKind {
    match role {
        Role::Section => Tag::Section.into(),
        Role::Title => Tag::Title.into(),
        Role::Heading { title, .. } => match level {
            Some(level) => Tag::Hn(level, Some(title.clone())).into(),
            None => Tag::P.into(),
        },
        Role::Paragraph => Tag::P.into(),
        Role::Quotation => Tag::BlockQuote.into(),
        // The labels are text; nobody need make up others.
        Role::List => Tag::L(ListNumbering::None).into(),
        Role::Item => Tag::LI.into(),
        Role::Label => Tag::Lbl.into(),
        Role::Content => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Caption => Tag::Caption.into(),
        Role::Head => Tag::THead.into(),
        Role::Rows => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::HeaderCell { scope, columns, rows } => {
            Tag::TH(table_scope(*scope)).with_col_span(span(*columns)).with_row_span(span(*rows)).into()
        }
        Role::Cell { columns } => Tag::TD.with_col_span(span(*columns)).into(),
        Role::Figure { alt, .. } => Tag::Figure(Some(alt.clone())).with_bbox(area).into(),
        Role::Mark => Tag::Reference.into(),
        Role::Note => Tag::Note.into(),
        Role::Link => Tag::Link.into(),
        Role::Run => Tag::Span.into(),
        Role::Signature => Tag::Form.into(),
    }
}

fn table_scope(scope: Scope) -> TableHeaderScope {
    match scope {
        Scope::Column => TableHeaderScope::Column,
        Scope::Row => TableHeaderScope::Row,
    }
}

/// A span of one is not written.
fn span(count: usize) -> Option<NonZeroU32> {
    u32::try_from(count).ok().filter(|count| *count > 1).and_then(NonZeroU32::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_of_headings_is_left_out() {
        let heading =
            |level, title: &str| Element { role: Role::Heading { level, title: title.to_owned() }, parent: None };
        let elements =
            [heading(2, "a"), heading(4, "b"), heading(9, ""), heading(4, "c"), heading(1, "d"), heading(3, "e")];
        let levels: Vec<_> = heading_levels(&elements).into_iter().map(|(index, level)| (index, level.get())).collect();
        assert_eq!(levels, [(0, 1), (1, 2), (3, 3), (4, 1), (5, 2)]);
    }
}
