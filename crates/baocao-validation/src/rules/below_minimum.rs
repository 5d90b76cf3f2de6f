use baocao_model::{Catalogue, Column, Form, Limit, Row, decimal};

use super::bound;
use crate::Context;
use crate::relation::Relations;

/// No number may be below the least value that the form declares, computed numbers included.
pub fn relations(form: &Form, _: &Catalogue, _: &Context<'_>) -> Relations {
    let (row, column) = (
        |row: &Row| row.minimum.as_ref().and_then(decimal),
        |column: &Column| column.minimum.as_ref().and_then(decimal),
    );
    bound::relations(form, "below-minimum", Limit::least, row, column)
}
