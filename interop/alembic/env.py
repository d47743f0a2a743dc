import os
import sys
from logging.config import fileConfig

from alembic import context
from sqlalchemy import engine_from_config, pool
from starrocks.alembic import include_object_for_view_mv, render_column_type


sys.path.insert(0, ".")
from models import Base  # noqa: E402

if os.path.exists("views.py"):
    import views  # noqa: E402,F401

config = context.config
fileConfig(config.config_file_name)

connectable = engine_from_config(config.get_section(config.config_ini_section), prefix="sqlalchemy.", poolclass=pool.NullPool)
with connectable.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_column_type,
        include_object=include_object_for_view_mv,
        version_table_kwargs={"starrocks_properties": {"replication_num": "1"}},
    )
    with context.begin_transaction():
        context.run_migrations()
