from sqlalchemy import Column, Table, text
from sqlalchemy.orm import Mapped, declarative_base, mapped_column
from starrocks import (
    ARRAY,
    BIGINT,
    BITMAP,
    BOOLEAN,
    CHAR,
    DATE,
    DATETIME,
    DECIMAL,
    DOUBLE,
    FLOAT,
    HLL,
    INTEGER,
    JSON,
    LARGEINT,
    MAP,
    SMALLINT,
    STRING,
    STRUCT,
    TINYINT,
    VARBINARY,
    VARCHAR,
)

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(BIGINT, primary_key=True)
    name: Mapped[str] = mapped_column(VARCHAR(50), nullable=False, comment="who it is")
    note: Mapped[str] = mapped_column(STRING)
    __table_args__ = {
        "comment": "who buys",
        "starrocks_primary_key": "id",
        "starrocks_distributed_by": "HASH(id) BUCKETS 4",
        "starrocks_properties": {"replication_num": "1"},
    }


class Order(Base):
    __tablename__ = "orders"
    day: Mapped[str] = mapped_column(DATE, primary_key=True)
    customer: Mapped[int] = mapped_column(BIGINT, primary_key=True)
    amount: Mapped[float] = mapped_column(DECIMAL(12, 2), server_default="0")
    places: Mapped[list] = mapped_column(ARRAY(INTEGER))
    extra: Mapped[dict] = mapped_column(JSON)
    created: Mapped[str] = mapped_column(DATETIME)
    __table_args__ = {
        "starrocks_duplicate_key": "day, customer",
        "starrocks_partition_by": "date_trunc('month', day)",
        "starrocks_distributed_by": "HASH(customer) BUCKETS 2",
        "starrocks_order_by": "day, customer",
        "starrocks_properties": {"replication_num": "1"},
    }


Table(
    "types",
    Base.metadata,
    Column("id", BIGINT, primary_key=True),
    Column("a", TINYINT),
    Column("b", SMALLINT),
    Column("c", LARGEINT),
    Column("d", FLOAT),
    Column("e", DOUBLE),
    Column("f", BOOLEAN),
    Column("g", CHAR(10)),
    Column("h", VARCHAR(65533)),
    Column("i", STRING),
    Column("j", VARBINARY),
    Column("k", JSON),
    Column("l", ARRAY(ARRAY(VARCHAR(10)))),
    Column("m", MAP(INTEGER, STRING)),
    Column("n", STRUCT(("x", INTEGER), ("y", ARRAY(STRING)))),
    Column("o", DECIMAL(38, 10)),
    Column("p", DATETIME, server_default=text("CURRENT_TIMESTAMP")),
    Column("q", INTEGER, server_default="5", comment="it's \"quoted\""),
    starrocks_primary_key="id",
    starrocks_distributed_by="HASH(id)",
    starrocks_order_by="q, id",
    starrocks_properties={"replication_num": "1", "bloom_filter_columns": "i", "enable_persistent_index": "true"},
    comment="all; 'types'",
)

Table(
    "totals",
    Base.metadata,
    Column("day", DATE, primary_key=True),
    Column("city", VARCHAR(20), primary_key=True),
    Column("amount", BIGINT, starrocks_agg_type="SUM"),
    Column("most", INTEGER, starrocks_agg_type="MAX"),
    Column("last", VARCHAR(20), starrocks_agg_type="REPLACE"),
    Column("who", BITMAP, starrocks_agg_type="BITMAP_UNION"),
    Column("about", HLL, starrocks_agg_type="HLL_UNION"),
    starrocks_aggregate_key="day, city",
    starrocks_partition_by="RANGE(day) (PARTITION p1 VALUES LESS THAN ('2024-01-01'), PARTITION p2 VALUES LESS THAN ('2025-01-01'))",
    starrocks_distributed_by="HASH(city) BUCKETS 3",
    starrocks_properties={"replication_num": "1", "colocate_with": "g1"},
)

Table(
    "places",
    Base.metadata,
    Column("k", INTEGER),
    Column("c", VARCHAR(10)),
    starrocks_duplicate_key="k",
    starrocks_partition_by="LIST(c) (PARTITION a VALUES IN ('a'), PARTITION b VALUES IN ('b','c'))",
    starrocks_distributed_by="RANDOM BUCKETS 5",
    starrocks_properties={"replication_num": "1"},
)

Table(
    "names",
    Base.metadata,
    Column("k", INTEGER, primary_key=True),
    Column("v", STRING),
    starrocks_unique_key="k",
    starrocks_distributed_by="HASH(k) BUCKETS 1",
    starrocks_properties={"replication_num": "1"},
)
