from models import Base
from starrocks.sql.schema import MaterializedView, View

View("big_orders", Base.metadata, definition="SELECT day, customer FROM orders WHERE amount > 100", comment="the big ones")

MaterializedView(
    "orders_by_customer",
    Base.metadata,
    definition="SELECT customer, sum(amount) AS total FROM orders GROUP BY customer",
    starrocks_refresh="MANUAL",
    starrocks_distributed_by="HASH(customer) BUCKETS 2",
    starrocks_properties={"replication_num": "1"},
)
