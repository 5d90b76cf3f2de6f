use std::fmt;

/// The address of a figure, written `table.row.column`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The table's id.
    pub table: String,
    /// The row's id.
    pub row: String,
    /// The column's id.
    pub column: String,
}

impl Address {
    /// Makes an address from its three parts.
    pub fn new(table: impl Into<String>, row: impl Into<String>, column: impl Into<String>) -> Self {
        Self { table: table.into(), row: row.into(), column: column.into() }
    }

    /// Reads `table.row.column`; none if there are not exactly three parts.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let address = Self::new(parts.next()?, parts.next()?, parts.next()?);
        let complete = ![&address.table, &address.row, &address.column].iter().any(|part| part.is_empty());
        (complete && parts.next().is_none()).then_some(address)
    }

    /// The three parts.
    pub fn parts(&self) -> (&str, &str, &str) {
        (&self.table, &self.row, &self.column)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in [&self.table, ".", &self.row, ".", &self.column] {
            f.write_str(part)?;
        }
        Ok(())
    }
}
