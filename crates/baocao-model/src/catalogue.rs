use crate::computation::computation;
use crate::index::Index;
use crate::{Address, Computation, Form, Values};

/// The figures of a form, numbered from 0 in the form's order, with how each follows from others. Made once for a form,
/// it serves any number of submissions.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    addresses: Vec<Address>,
    index: Index,
    computations: Vec<Option<Computation<usize>>>,
    /// The figures that follow from others, each after those it follows from.
    order: Vec<usize>,
}

impl Catalogue {
    /// Numbers the figures of a form.
    pub fn of(form: &Form) -> Self {
        let addresses: Vec<Address> = form.addresses().collect();
        let index = Index::of(addresses.len(), |number| addresses[number].parts());
        let mut catalogue = Self { computations: Vec::new(), addresses, index, order: Vec::new() };
        let computations = form
            .figures()
            .map(|(table, row, column)| computation(table, row, column)?.renamed(|operand| catalogue.number(operand)));
        catalogue.computations = computations.collect();
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
        self.number_of(&address.table, &address.row, &address.column)
    }

    /// The same by the three parts of the address.
    pub fn number_of(&self, table: &str, row: &str, column: &str) -> Option<usize> {
        self.index.find((table, row, column), |number| self.addresses[number].parts())
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

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        (&self.addresses, &self.computations) == (&other.addresses, &other.computations)
    }
}
