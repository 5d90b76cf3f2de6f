use std::collections::HashMap;

use crate::computation::computation;
use crate::{Address, Computation, Form, Values};

/// The figures of a form, numbered from 0 in the form's order, with how each follows from others. Made once for a form,
/// it serves any number of submissions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalogue {
    addresses: Vec<Address>,
    numbers: HashMap<Address, usize>,
    computations: Vec<Option<Computation<usize>>>,
    /// The figures that follow from others, each after those it follows from.
    order: Vec<usize>,
}

impl Catalogue {
    /// Numbers the figures of a form.
    pub fn of(form: &Form) -> Self {
        let addresses: Vec<Address> = form.addresses().collect();
        let numbers = addresses.iter().cloned().enumerate().map(|(number, address)| (address, number)).collect();
        let mut catalogue = Self { computations: vec![None; addresses.len()], addresses, numbers, order: Vec::new() };
        for table in &form.tables {
            for row in &table.rows {
                for column in table.columns.iter().filter(|column| row.applies(column)) {
                    let Some(computation) = computation(table, row, column) else { continue };
                    let own = catalogue.numbers[&Address::new(&*table.id, &*row.id, &*column.id)];
                    catalogue.computations[own] = computation.renamed(|operand| catalogue.number(operand));
                }
            }
        }
        let mut visited = vec![false; catalogue.addresses.len()];
        for number in 0..catalogue.addresses.len() {
            catalogue.visit(number, &mut visited);
        }
        catalogue
    }

    /// Puts a figure behind those it follows from. Forms hold no loops, so this ends; were there one, it is cut.
    fn visit(&mut self, number: usize, visited: &mut [bool]) {
        if std::mem::replace(&mut visited[number], true) {
            return;
        }
        let Some(computation) = &self.computations[number] else { return };
        let operands: Vec<usize> = computation.operands().into_iter().copied().collect();
        for operand in operands {
            self.visit(operand, visited);
        }
        self.order.push(number);
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.addresses.len()
    }

    /// True if the form has no figures.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }

    /// The number of the figure with this address, if the form has it.
    pub fn number(&self, address: &Address) -> Option<usize> {
        self.numbers.get(address).copied()
    }

    /// The address of a figure.
    pub fn address(&self, number: usize) -> &Address {
        &self.addresses[number]
    }

    /// The addresses in the order of their numbers.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// How the form says that a figure follows from others, if it does.
    pub fn computation(&self, number: usize) -> Option<&Computation<usize>> {
        self.computations[number].as_ref()
    }

    /// The same by addresses.
    pub fn computation_at(&self, address: &Address) -> Option<Computation> {
        let by_address = |number: &usize| Some(self.address(*number).clone());
        self.computation(self.number(address)?)?.renamed(by_address)
    }

    /// Computes what was left blank and follows from others. The values stand in the order of the figures.
    pub fn complete(&self, values: &mut Values) {
        for &number in &self.order {
            if values.is_blank(number)
                && let Some(computation) = &self.computations[number]
                && let Some(computed) = computation.result(|operand| values.get(*operand))
            {
                values.set(number, computed);
            }
        }
    }
}
