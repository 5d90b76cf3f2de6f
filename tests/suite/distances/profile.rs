use std::fs;

use crate::installation::Desk;

/// A letterhead in points.
pub struct Profile {
    toml: toml::Table,
}

impl Profile {
    pub fn read(desk: &Desk, id: &str) -> Self {
        let text = fs::read_to_string(desk.work().join(format!("config/letterheads/{id}.toml"))).unwrap();
        Self { toml: text.parse().unwrap() }
    }

    pub fn value(&self, path: &str) -> &toml::Value {
        let mut value = &self.toml[path.split('.').next().unwrap()];
        for key in path.split('.').skip(1) {
            value = value.get(key).unwrap_or_else(|| panic!("the letterhead has no {path}"));
        }
        value
    }

    pub fn number(&self, path: &str) -> f64 {
        let value = self.value(path);
        value.as_float().or(value.as_integer().map(|whole| whole as f64)).expect(path)
    }

    /// A length of the letterhead in points.
    pub fn length(&self, path: &str) -> f64 {
        self.number(path) * 72.0 / 25.4
    }

    pub fn left(&self) -> f64 {
        self.length("page.margins.left")
    }

    pub fn right(&self) -> f64 {
        self.length("page.width") - self.length("page.margins.right")
    }

    pub fn middle(&self) -> f64 {
        (self.left() + self.right()) / 2.0
    }
}
