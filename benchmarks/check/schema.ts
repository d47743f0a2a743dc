/** How many views and how many materialized views stand beside the tables. */
export const VIEWS = 100

/** Tables of the kinds that warehouses have, each with a dozen columns, in turns. */
const KINDS: readonly ((name: string) => string)[] = [
  (name) =>
    `CREATE TABLE ${name} (id BIGINT NOT NULL, customer BIGINT, status VARCHAR(20) COMMENT 'as the shop says it', total DECIMAL(18, 2), placed DATETIME, ` +
    `paid DATETIME, note STRING, country CHAR(2), score DOUBLE, tags ARRAY<VARCHAR(20)>, extra JSON, flag BOOLEAN) PRIMARY KEY (id) ` +
    `COMMENT 'orders of ${name}' DISTRIBUTED BY HASH(id) BUCKETS 4 PROPERTIES ("replication_num" = "1")`,
  (name) =>
    `CREATE TABLE ${name} (at DATETIME NOT NULL, id BIGINT NOT NULL, kind VARCHAR(40), user_id BIGINT, url STRING, agent STRING, ip VARCHAR(45), ` +
    `ms INT DEFAULT "0", bytes BIGINT, code SMALLINT, place STRUCT<country CHAR(2), city VARCHAR(80)>, attributes MAP<VARCHAR(20), VARCHAR(200)>) ` +
    `DUPLICATE KEY (at, id) PARTITION BY date_trunc('day', at) DISTRIBUTED BY HASH(id) BUCKETS 8 PROPERTIES ("replication_num" = "1")`,
  (name) =>
    `CREATE TABLE ${name} (day DATE NOT NULL, shop INT NOT NULL, product INT NOT NULL, sold BIGINT SUM DEFAULT "0", revenue DECIMAL(27, 2) SUM, ` +
    `cheapest DECIMAL(18, 2) MIN, dearest DECIMAL(18, 2) MAX, last_seen DATETIME REPLACE, buyers HLL HLL_UNION, visitors BITMAP BITMAP_UNION, ` +
    `status VARCHAR(10) REPLACE, weight DOUBLE SUM) AGGREGATE KEY (day, shop, product) ` +
    `PARTITION BY RANGE(day) (PARTITION p2025 VALUES LESS THAN ("2026-01-01"), PARTITION p2026 VALUES LESS THAN ("2027-01-01")) ` +
    `DISTRIBUTED BY HASH(shop) BUCKETS 4 PROPERTIES ("replication_num" = "1")`,
]

const tableName = (index: number): string => `t_${index}`

/** The statements that make a schema with this many tables, and the views. */
export function schemaStatements(tables: number): readonly string[] {
  const views = Array.from({ length: VIEWS }, (_, index) => index)
  const base = (index: number): string => tableName(index - (index % KINDS.length))
  return [
    ...Array.from({ length: tables }, (_, index) => KINDS[index % KINDS.length]?.(tableName(index)) ?? ''),
    ...views.map(
      (index) =>
        `CREATE VIEW v_${index} AS SELECT o.id, o.customer, upper(o.status) AS status, coalesce(o.total, 0) AS total FROM ${base(index)} o ` +
        `WHERE o.placed >= '2026-01-01' AND o.flag = true`,
    ),
    ...views.map(
      (index) =>
        `CREATE MATERIALIZED VIEW m_${index} DISTRIBUTED BY HASH(customer) BUCKETS 2 REFRESH MANUAL PROPERTIES ("replication_num" = "1") ` +
        `AS SELECT customer, count(*) AS orders, sum(total) AS total FROM ${base(index)} GROUP BY customer`,
    ),
  ]
}

/** What is changed behind the back of the models, so that there is something to generate: every tenth table loses a column. */
export function changeStatements(tables: number): readonly string[] {
  const column = ['score', 'bytes', 'weight']
  return Array.from({ length: Math.ceil(tables / 10) }, (_, index) => index * 10).map(
    (index) => `ALTER TABLE ${tableName(index)} DROP COLUMN ${column[index % KINDS.length]}`,
  )
}
