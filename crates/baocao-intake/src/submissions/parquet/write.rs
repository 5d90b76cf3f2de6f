use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};
use baocao_model::{ColumnKind, Scope, Value, Values};

use super::super::FigureNames;
use super::layout::WORDS;

/// What is known of a submission beside its figures.
#[derive(Clone, Copy, Debug)]
pub struct WideRow<'a> {
    /// The unit's id.
    pub unit: &'a str,
    /// The unit above.
    pub parent: Option<&'a str>,
    /// When it was submitted, in seconds since 1970 UTC.
    pub submitted_at: Option<i64>,
    /// Whose figures they are.
    pub scope: Scope,
}

/// How many rows stand in a group. So many are in memory at a time, whatever the number of units.
const GROUP: usize = 8_192;
/// The most digits of a decimal in 64 bits, and in all.
const SHORT: u32 = 18;
const LONG: u32 = 38;

/// Writes `count` rows, one for each submission, with a column for each figure, named by its code or address, that
/// databases can read. `row` gives a row and writes its figures in the catalogue's order; it is asked twice for each.
///
/// Numbers are exact: whole numbers, or decimals with as many digits as the figures have. A figure that is given in
/// words has them in a column of its own behind it. Rows that came with the figures have columns too, for other programs:
/// they are not read back.
pub fn write_parquet_wide<'r, W: Write + Send>(
    out: W,
    names: &FigureNames,
    count: usize,
    row: &dyn Fn(usize, &mut Values) -> WideRow<'r>,
) -> io::Result<()> {
    let mut seen = vec![Seen::default(); names.len()];
    let mut values = Values::blank(names.len());
    for at in 0..count {
        row(at, &mut values);
        seen.iter_mut().zip(values.iter()).for_each(|(seen, value)| seen.take(&value));
    }
    let columns: Vec<Column> =
        seen.iter().enumerate().flat_map(|(number, seen)| columns(number, names, seen)).collect();
    write(out, &columns, names.len(), count, row).map_err(io::Error::other)
}

/// What a column has to hold.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    anything: bool,
    words: bool,
    /// The most digits before and behind the comma.
    whole: u32,
    decimals: u32,
}

impl Seen {
    fn take(&mut self, value: &Value) {
        self.anything |= !value.is_blank();
        self.words |= value.words().is_some();
        if let Value::Number(number) = value {
            self.whole = self.whole.max(digits(number.mantissa()).saturating_sub(number.scale()));
            self.decimals = self.decimals.max(number.scale());
        }
    }
}

/// A column of figures.
struct Column {
    number: usize,
    name: String,
    holds: Holds,
}

enum Holds {
    Whole,
    /// Decimals with this many digits behind the comma, in 64 bits.
    Short(u32),
    /// The same with up to 38 digits.
    Long(u32),
    Words,
}

fn columns(number: usize, names: &FigureNames, seen: &Seen) -> Vec<Column> {
    let name = names.name(number);
    if names.repeats(number) && !seen.anything {
        return Vec::new();
    }
    if names.kind(number) == ColumnKind::Text {
        return vec![Column { number, name: name.to_owned(), holds: Holds::Words }];
    }
    let holds = match (seen.decimals, seen.whole + seen.decimals) {
        (0, ..=SHORT) => Holds::Whole,
        (scale, ..=SHORT) => Holds::Short(scale),
        (scale, _) => Holds::Long(scale),
    };
    let mut columns = vec![Column { number, name: name.to_owned(), holds }];
    if seen.words {
        columns.push(Column { number, name: format!("{name}{WORDS}"), holds: Holds::Words });
    }
    columns
}

fn digits(mantissa: i128) -> u32 {
    let mantissa = mantissa.unsigned_abs();
    // Division in 128 bits is dear, and few numbers need it.
    let log = u64::try_from(mantissa).map_or_else(|_| mantissa.checked_ilog10(), u64::checked_ilog10);
    log.map_or(1, |log| log + 1)
}

fn schema(columns: &[Column]) -> Result<TypePtr, ParquetError> {
    let text = |name: &str, repetition| {
        Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
            .with_repetition(repetition)
            .with_logical_type(Some(LogicalType::String))
            .build()
    };
    let mut fields = vec![text("unit", Repetition::REQUIRED)?, text("parent", Repetition::OPTIONAL)?];
    let moment = Some(LogicalType::timestamp(true, TimeUnit::MILLIS));
    fields.push(
        Type::primitive_type_builder("submitted_at", Physical::INT64)
            .with_logical_type(moment)
            .with_repetition(Repetition::OPTIONAL)
            .build()?,
    );
    fields.push(text("scope", Repetition::REQUIRED)?);
    for column in columns {
        let decimal = |physical, scale: u32, precision: u32| {
            Type::primitive_type_builder(&column.name, physical)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::decimal(scale as i32, precision as i32)))
                .with_scale(scale as i32)
                .with_precision(precision as i32)
        };
        fields.push(match column.holds {
            Holds::Whole => Type::primitive_type_builder(&column.name, Physical::INT64)
                .with_repetition(Repetition::OPTIONAL)
                .build()?,
            Holds::Short(scale) => decimal(Physical::INT64, scale, SHORT).build()?,
            Holds::Long(scale) => decimal(Physical::FIXED_LEN_BYTE_ARRAY, scale, LONG).with_length(16).build()?,
            Holds::Words => text(&column.name, Repetition::OPTIONAL)?,
        });
    }
    Ok(Arc::new(
        Type::group_type_builder("submissions").with_fields(fields.into_iter().map(Arc::new).collect()).build()?,
    ))
}

fn write<'r, W: Write + Send>(
    out: W,
    columns: &[Column],
    figures: usize,
    count: usize,
    row: &dyn Fn(usize, &mut Values) -> WideRow<'r>,
) -> Result<(), ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by("baocao".to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))?;
    let mut values = Values::blank(figures);
    let mut by_figure = vec![Vec::new(); figures];
    for first in (0..count).step_by(GROUP) {
        by_figure.iter_mut().for_each(Vec::clear);
        let mut rows = Vec::new();
        for at in first..count.min(first + GROUP) {
            rows.push(row(at, &mut values));
            by_figure.iter_mut().zip(values.iter()).for_each(|(column, value)| column.push(value));
        }
        let mut group = writer.next_row_group()?;
        texts(&mut group, rows.iter().map(|row| Some(row.unit)), false)?;
        texts(&mut group, rows.iter().map(|row| row.parent), true)?;
        wholes(&mut group, rows.iter().map(|row| row.submitted_at.map(|seconds| seconds * 1_000)))?;
        texts(&mut group, rows.iter().map(|row| Some(row.scope.word())), false)?;
        for column in columns {
            self::figures(&mut group, column, &by_figure[column.number])?;
        }
        group.close()?;
    }
    writer.close().map(|_| ())
}

type Group<'g, W> = SerializedRowGroupWriter<'g, W>;

fn figures<W: Write + Send>(group: &mut Group<'_, W>, column: &Column, values: &[Value]) -> Result<(), ParquetError> {
    let values = values.iter();
    let scale = match column.holds {
        Holds::Words => return texts(group, values.map(Value::words), true),
        Holds::Whole => 0,
        Holds::Short(scale) | Holds::Long(scale) => scale,
    };
    let scaled =
        values.map(|value| if let Value::Number(number) = value { Some(number) } else { None }).map(|number| {
            let Some(number) = number else { return Ok(None) };
            let power = 10_i128.checked_pow(scale - number.scale());
            let scaled = power.and_then(|power| number.mantissa().checked_mul(power));
            let scaled = scaled.filter(|scaled| digits(*scaled) <= LONG);
            scaled.map(Some).ok_or_else(|| ParquetError::General(format!("{number} has too many digits")))
        });
    let scaled = scaled.collect::<Result<Vec<Option<i128>>, _>>()?;
    if matches!(column.holds, Holds::Long(_)) {
        let wide = |value: i128| FixedLenByteArray::from(value.to_be_bytes().to_vec());
        let (values, levels) = split(scaled.into_iter().map(|value| value.map(wide)));
        let mut writer = next(group)?;
        writer.typed::<FixedLenByteArrayType>().write_batch(&values, Some(&levels), None)?;
        return writer.close();
    }
    wholes(
        group,
        scaled.into_iter().map(|value| value.map(|value| i64::try_from(value).expect("the digits were counted"))),
    )
}

fn wholes<W: Write + Send>(
    group: &mut Group<'_, W>,
    values: impl Iterator<Item = Option<i64>>,
) -> Result<(), ParquetError> {
    let (values, levels) = split(values);
    let mut writer = next(group)?;
    writer.typed::<Int64Type>().write_batch(&values, Some(&levels), None)?;
    writer.close()
}

fn texts<'t, W: Write + Send>(
    group: &mut Group<'_, W>,
    values: impl Iterator<Item = Option<&'t str>>,
    optional: bool,
) -> Result<(), ParquetError> {
    let (values, levels) = split(values.map(|text| text.map(ByteArray::from)));
    let mut writer = next(group)?;
    writer.typed::<ByteArrayType>().write_batch(&values, optional.then_some(&*levels), None)?;
    writer.close()
}

/// The values that are there, and for each row whether one is.
fn split<T>(values: impl Iterator<Item = Option<T>>) -> (Vec<T>, Vec<i16>) {
    let mut levels = Vec::new();
    let values = values.inspect(|value| levels.push(i16::from(value.is_some()))).flatten().collect();
    (values, levels)
}

fn next<'g, W: Write + Send>(
    group: &'g mut Group<'_, W>,
) -> Result<::parquet::file::writer::SerializedColumnWriter<'g>, ParquetError> {
    group.next_column()?.ok_or_else(|| ParquetError::General("a column is not in the schema".to_owned()))
}
