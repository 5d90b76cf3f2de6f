use ::parquet::basic::{LogicalType, TimeUnit};
use ::parquet::column::reader::ColumnReader;
use ::parquet::data_type::{ByteArray, FixedLenByteArray};
use ::parquet::errors::ParquetError;
use ::parquet::schema::types::ColumnDescriptor;
use baocao_model::{ColumnKind, ShortNumber};

use super::super::time;
use super::cell::{Cell, EXACT, big_endian, shortest, widened};
use super::rows::Rows;

/// A column that is read a few rows at a time.
pub struct Column {
    reader: ColumnReader,
    /// The level of a value that is there.
    present: i16,
    levels: Vec<i16>,
    cells: Cells,
    moment: Option<Moment>,
}

/// The decoded values, one for each row; anything where the cell is blank.
enum Cells {
    Doubles(Vec<f64>),
    /// Whole numbers with this many decimals.
    Whole(Vec<i64>, u32),
    /// Text, or decimals as big-endian bytes with this many decimals.
    Bytes(Vec<ByteArray>, Option<u32>),
}

/// How a moment is counted.
#[derive(Clone, Copy)]
struct Moment {
    per_second: i64,
    is_utc: bool,
}

/// How many seconds Vietnam's clocks are ahead of UTC.
const AHEAD: i64 = 7 * 3600;

impl Column {
    /// True if cells of such a column can be read.
    pub fn is_readable(column: &ColumnDescriptor) -> bool {
        use ::parquet::basic::Type;
        let is_plain = column.max_rep_level() == 0 && column.path().parts().len() == 1;
        is_plain && !matches!(column.physical_type(), Type::BOOLEAN | Type::INT96)
    }

    /// A column with its reader.
    pub fn new(column: &ColumnDescriptor, reader: ColumnReader) -> Self {
        let scale = match column.logical_type_ref() {
            Some(LogicalType::Decimal(decimal)) => u32::try_from(decimal.scale).ok(),
            _ => None,
        };
        let cells = match &reader {
            ColumnReader::DoubleColumnReader(_) | ColumnReader::FloatColumnReader(_) => Cells::Doubles(Vec::new()),
            ColumnReader::Int32ColumnReader(_) | ColumnReader::Int64ColumnReader(_) => {
                Cells::Whole(Vec::new(), scale.unwrap_or(0))
            }
            _ => Cells::Bytes(Vec::new(), scale),
        };
        let moment = match column.logical_type_ref() {
            Some(LogicalType::Timestamp(stamp)) => {
                let per_second = match stamp.unit {
                    TimeUnit::MILLIS => 1_000,
                    TimeUnit::MICROS => 1_000_000,
                    TimeUnit::NANOS => 1_000_000_000,
                };
                Some(Moment { per_second, is_utc: stamp.is_adjusted_to_u_t_c })
            }
            _ => None,
        };
        Self { reader, present: column.max_def_level(), levels: Vec::new(), cells, moment }
    }

    /// Decodes the next rows; says how many there are.
    pub fn fill(&mut self, rows: usize) -> Result<usize, ParquetError> {
        self.levels.clear();
        let levels = Some(&mut self.levels);
        let (read, ..) = match (&mut self.reader, &mut self.cells) {
            (ColumnReader::DoubleColumnReader(reader), Cells::Doubles(values)) => {
                values.clear();
                reader.read_records(rows, levels, None, values)?
            }
            (ColumnReader::FloatColumnReader(reader), Cells::Doubles(values)) => {
                let mut singles = Vec::new();
                let read = reader.read_records(rows, levels, None, &mut singles)?;
                *values = singles.into_iter().map(widened).collect();
                read
            }
            (ColumnReader::Int64ColumnReader(reader), Cells::Whole(values, _)) => {
                values.clear();
                reader.read_records(rows, levels, None, values)?
            }
            (ColumnReader::Int32ColumnReader(reader), Cells::Whole(values, _)) => {
                let mut short = Vec::new();
                let read = reader.read_records(rows, levels, None, &mut short)?;
                *values = short.into_iter().map(i64::from).collect();
                read
            }
            (ColumnReader::ByteArrayColumnReader(reader), Cells::Bytes(values, _)) => {
                values.clear();
                reader.read_records(rows, levels, None, values)?
            }
            (ColumnReader::FixedLenByteArrayColumnReader(reader), Cells::Bytes(values, _)) => {
                let mut fixed: Vec<FixedLenByteArray> = Vec::new();
                let read = reader.read_records(rows, levels, None, &mut fixed)?;
                *values = fixed.into_iter().map(ByteArray::from).collect();
                read
            }
            _ => return Err(ParquetError::General("a column of another kind".to_owned())),
        };
        let Self { levels, present, cells, .. } = self;
        let is_there = |row: usize| *present == 0 || levels.get(row) == Some(present);
        match cells {
            Cells::Doubles(values) => spread(values, read, is_there),
            Cells::Whole(values, _) => spread(values, read, is_there),
            Cells::Bytes(values, _) => spread(values, read, is_there),
        }
        Ok(read)
    }

    /// Passes over rows.
    pub fn skip(&mut self, rows: usize) -> Result<(), ParquetError> {
        match &mut self.reader {
            ColumnReader::DoubleColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::FloatColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::Int64ColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::Int32ColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::ByteArrayColumnReader(reader) => reader.skip_records(rows),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => reader.skip_records(rows),
            _ => return Err(ParquetError::General("a column of another kind".to_owned())),
        }
        .map(|_| ())
    }

    fn is_there(&self, row: usize) -> bool {
        self.present == 0 || self.levels.get(row) == Some(&self.present)
    }

    /// The cell of a row that was decoded.
    #[inline]
    pub fn cell(&self, row: usize) -> Cell<'_> {
        if !self.is_there(row) {
            return Cell::Blank;
        }
        match &self.cells {
            Cells::Doubles(values) => match values[row] {
                // Programs that know no blanks write this for one.
                value if value.is_nan() => Cell::Blank,
                value => Cell::Double(value),
            },
            Cells::Whole(values, scale) => Cell::Whole(i128::from(values[row]), *scale),
            Cells::Bytes(values, None) => values[row].as_utf8().map_or(Cell::Other, Cell::Text),
            Cells::Bytes(values, Some(scale)) => {
                big_endian(values[row].data()).map_or(Cell::Other, |value| Cell::Whole(value, *scale))
            }
        }
    }

    /// Puts all cells that were decoded, which are of one figure, into their rows. What is blank is not put.
    pub fn put(&self, figure: usize, kind: ColumnKind, rows: &mut Rows) {
        match &self.cells {
            Cells::Doubles(values) => self.put_each(values, |value| shortest(*value), figure, kind, rows),
            Cells::Whole(values, scale) => {
                self.put_each(values, |value| ShortNumber::new(*value, *scale), figure, kind, rows);
            }
            Cells::Bytes(values, _) => self.put_each(values, |_| None, figure, kind, rows),
        }
    }

    fn put_each<T>(
        &self,
        values: &[T],
        short: impl Fn(&T) -> Option<ShortNumber>,
        figure: usize,
        kind: ColumnKind,
        rows: &mut Rows,
    ) {
        for (row, value) in values.iter().enumerate().filter(|(row, _)| self.is_there(*row)) {
            match short(value).filter(|_| kind != ColumnKind::Text) {
                Some(number) => rows.put_short(row, figure, number),
                None => match self.cell(row) {
                    Cell::Blank => {}
                    cell => rows.put(row, figure, cell.value(kind)),
                },
            }
        }
    }

    /// A cell as a moment in seconds since 1970 UTC; `Some(None)` is no moment.
    pub fn moment(&self, row: usize) -> Option<Option<i64>> {
        let moment = self.moment;
        match (self.cell(row), moment) {
            (Cell::Blank, _) => None,
            (Cell::Text(text), _) => Some(time::seconds(text)),
            (Cell::Whole(count, 0), Some(moment)) => {
                let seconds = i64::try_from(count).ok().map(|count| count.div_euclid(moment.per_second));
                Some(seconds.map(|seconds| if moment.is_utc { seconds } else { seconds - AHEAD }))
            }
            (Cell::Whole(seconds, 0), None) => Some(i64::try_from(seconds).ok()),
            (Cell::Double(seconds), _) if seconds.fract() == 0.0 && seconds.abs() < EXACT => Some(Some(seconds as i64)),
            _ => Some(None),
        }
    }
}

/// Moves values to the rows that have one. The first of them stand at the front, in the order of their rows.
fn spread<T: Clone + Default>(values: &mut Vec<T>, rows: usize, is_there: impl Fn(usize) -> bool) {
    let mut left = values.len();
    values.resize(rows, T::default());
    for row in (0..rows).rev().filter(|row| is_there(*row)) {
        // Where none is left to move, all that are left stand where they belong.
        if left > row {
            break;
        }
        left -= 1;
        values.swap(left, row);
    }
}
