"""Writes the tables of this folder with pyarrow: python3 make.py"""

import datetime
import decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

here = Path(__file__).parent
utc = datetime.timezone.utc
moment = pa.array([datetime.datetime(2023, 9, 5, 8, tzinfo=utc), None, None, None], pa.timestamp("us", "UTC"))
wide = pa.table({
    "unit": ["U1", "U2", "U3", None],
    "submitted_at": moment,
    "A01": pa.array([896.0, None, 1.0, 2.0]),
    "A03": pa.array([54.3, float("nan"), float("inf"), 4.0]),
    "B01": pa.array([None, 3, 4, 5], pa.int32()),
    "T1": pa.array([decimal.Decimal("1.25"), None, None, None], pa.decimal128(38, 2)),
    "A99": [1, 2, 3, 4],
    "A02": [True, False, None, True],
})
pq.write_table(wide, here / "wide.parquet", compression="snappy", row_group_size=2)
long = pa.table({
    "unit": ["U1", "U1", "U2", "U3", "U3", "U1", "U2", "U5", "", "U5", "U5"],
    "indicator": ["A01", "A02", "A01", "B01", "B01", "A03", "A88", "A01", "A01", "A02", "A01"],
    "value": [10.0, 2.0, 7.0, 1.0, 1.0, 20.5, 3.0, 4.0, 5.0, 2.0, 4.0],
})
pq.write_table(long, here / "long.parquet", compression="zstd", row_group_size=3)
units = pa.table({"unit": ["U1", "U2", "U4"], "parent": ["L1", "L1", "L2"], "submitted_at": [1693900800] * 3})
pq.write_table(units, here / "subs.parquet")
pq.write_table(pa.table({"A01": [1]}), here / "without-unit.parquet")
