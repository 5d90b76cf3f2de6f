use std::io::{self, Write};
use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType, FixedLenByteArray, FixedLenByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::{Type, TypePtr};
use baocao_model::{ColumnKind, Scope, Value};

use super::super::FigureNames;
use super::layout::WORDS;

/// A unit's row.
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
    /// The figures in the catalogue's order.
    pub values: &'a [Value],
}

/// How many rows stand in a group.
const GROUP: usize = 16_384;
/// The most digits of a decimal in 64 bits, and in all.
const SHORT: u32 = 18;
const LONG: u32 = 38;

/// Writes a row for each unit with a column for each figure, named by its code or address, that databases can read.
///
/// Numbers are exact: whole numbers, or decimals with as many digits as the figures have. A figure that is given in
/// words has them in a column of its own behind it. Rows that came with the figures have columns too, for other programs:
/// they are not read back.
pub fn write_parquet_wide<W: Write + Send>(out: W, names: &FigureNames, rows: &[WideRow<'_>]) -> io::Result<()> {
    let columns: Vec<Column> = (0..names.len()).flat_map(|number| columns(number, names, rows)).collect();
    write(out, &columns, rows).map_err(io::Error::other)
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

fn columns(number: usize, names: &FigureNames, rows: &[WideRow<'_>]) -> Vec<Column> {
    let values = || rows.iter().map(|row| &row.values[number]);
    let name = names.name(number);
    if names.repeats(number) && values().all(Value::is_blank) {
        return Vec::new();
    }
    if names.kind(number) == ColumnKind::Text {
        return vec![Column { number, name: name.to_owned(), holds: Holds::Words }];
    }
    let numbers = || values().filter_map(|value| if let Value::Number(number) = value { Some(number) } else { None });
    let scale = numbers().map(|number| number.scale()).max().unwrap_or(0);
    let digits = numbers().map(|number| scale - number.scale() + digits(number.mantissa())).max().unwrap_or(0);
    let holds = match (scale, digits.max(scale)) {
        (0, ..=SHORT) => Holds::Whole,
        (_, ..=SHORT) => Holds::Short(scale),
        _ => Holds::Long(scale),
    };
    let mut columns = vec![Column { number, name: name.to_owned(), holds }];
    if values().any(|value| value.words().is_some()) {
        columns.push(Column { number, name: format!("{name}{WORDS}"), holds: Holds::Words });
    }
    columns
}

fn digits(mantissa: i128) -> u32 {
    mantissa.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1)
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

fn write<W: Write + Send>(out: W, columns: &[Column], rows: &[WideRow<'_>]) -> Result<(), ParquetError> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_created_by("baocao".to_owned())
        .build();
    let mut writer = SerializedFileWriter::new(out, schema(columns)?, Arc::new(properties))?;
    for rows in rows.chunks(GROUP) {
        let mut group = writer.next_row_group()?;
        texts(&mut group, rows.iter().map(|row| Some(row.unit)), false)?;
        texts(&mut group, rows.iter().map(|row| row.parent), true)?;
        wholes(&mut group, rows.iter().map(|row| row.submitted_at.map(|seconds| seconds * 1_000)))?;
        texts(&mut group, rows.iter().map(|row| Some(row.scope.word())), false)?;
        for column in columns {
            figures(&mut group, column, rows)?;
        }
        group.close()?;
    }
    writer.close().map(|_| ())
}

type Group<'g, W> = SerializedRowGroupWriter<'g, W>;

fn figures<W: Write + Send>(
    group: &mut Group<'_, W>,
    column: &Column,
    rows: &[WideRow<'_>],
) -> Result<(), ParquetError> {
    let values = rows.iter().map(|row| &row.values[column.number]);
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
