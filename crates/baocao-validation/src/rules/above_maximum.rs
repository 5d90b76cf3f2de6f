use baocao_model::{Catalogue, Column, Form, Limit, Row, decimal};

use super::bound;
use crate::Context;
use crate::relation::Relations;

/// No number may be above the greatest value that the form declares: a share above 100 %, computed numbers included.
pub fn relations(form: &Form, _: &Catalogue, _: &Context<'_>) -> Relations {
    let (row, column) = (
        |row: &Row| row.maximum.as_ref().and_then(decimal),
        |column: &Column| column.maximum.as_ref().and_then(decimal),
    );
    bound::relations(form, "above-maximum", Limit::most, row, column)
}
