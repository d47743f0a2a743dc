import { describe, expect, it } from 'vitest'
import { parseQuery } from 'starrocks-kit/language'
import { analyzeQuery, AnalyzeError } from '../../src/catalog/analyzed/analyze-query.ts'
import type { NamedRelation } from '../../src/catalog/analyzed/analyze-query.ts'

const TABLES: Readonly<Record<string, readonly string[]>> = { t: ['id', 'name', 'd'], u: ['id', 'age', 'arr'] }

function resolve(parts: readonly string[]): NamedRelation | undefined {
  const name = parts.at(-1) ?? ''
  const columns = TABLES[name]
  if (columns === undefined) return undefined
  return {
    catalog: 'default_catalog',
    database: 'db',
    name,
    columns: columns.map((column) => ({ name: column, type: { kind: 'simple', name: 'int' }, nullable: false })),
  }
}

const OPTIONS = { resolve, capabilities: { spacedPartitionNames: true, printsDefaultArguments: true } }
const full = (sql: string): string =>
  analyzeQuery(parseQuery(sql), { ...OPTIONS, shortNames: false, wordedTwice: true }).text
const short = (sql: string): string => analyzeQuery(parseQuery(sql), { ...OPTIONS, shortNames: true }).text

describe('analyzeQuery', () => {
  it.each([
    ['select * from t', 'SELECT `db`.`t`.`id`, `db`.`t`.`name`, `db`.`t`.`d`\nFROM `db`.`t`'],
    [
      'select COUNT(*), sum(id) s from t x',
      'SELECT count(*) AS `count(*)`, sum(`db`.`x`.`id`) AS `s`\nFROM `db`.`t` AS `x`',
    ],
    [
      "select id from t where not name = 'a' and (d > 1 or d is null)",
      "SELECT `db`.`t`.`id`\nFROM `db`.`t`\nWHERE (`db`.`t`.`name` != 'a') AND ((`db`.`t`.`d` > 1) OR (`db`.`t`.`d` IS NULL))",
    ],
    [
      'select name n, count(*) from t group by n having n > 1 order by 2 desc limit 3',
      'SELECT `db`.`t`.`name` AS `n`, count(*) AS `count(*)`\nFROM `db`.`t`\nGROUP BY `n`\nHAVING `db`.`t`.`name` > 1 ORDER BY count(*) DESC  LIMIT 3',
    ],
    [
      'with c(x) as (select id from u) select x from c',
      'WITH `c` (`x`) AS (SELECT `db`.`u`.`id`\nFROM `db`.`u`) SELECT `c`.`x`\nFROM `c`',
    ],
    [
      'select t.id from t left join u using (id)',
      'SELECT `db`.`t`.`id`\nFROM `db`.`t` LEFT OUTER JOIN `db`.`u` ON `db`.`t`.`id` = `db`.`u`.`id`',
    ],
    [
      'select a.id from (select id from t) a union all select 1',
      'SELECT `a`.`id`\nFROM (SELECT `db`.`t`.`id`\nFROM `db`.`t`) `a` UNION ALL SELECT 1 AS `1`',
    ],
    [
      'select id, x from u cross join unnest(arr) e(x)',
      'SELECT `db`.`u`.`id`, `e`.`x`\nFROM `db`.`u` CROSS JOIN LATERAL unnest(`db`.`u`.`arr`) e(`x`) ',
    ],
    [
      'select d + interval 1 day, date_sub(d, 3) from t',
      'SELECT `db`.`t`.`d` + INTERVAL 1 DAY AS `d + INTERVAL 1 DAY`, date_sub(`db`.`t`.`d`, INTERVAL 3 DAY) AS `date_sub(d, INTERVAL 3 DAY)`\nFROM `db`.`t`',
    ],
    [
      'select a.n from (select name n from t) a order by n',
      'SELECT `a`.`n`\nFROM (SELECT `db`.`t`.`name` AS `n`\nFROM `db`.`t`) `a` ORDER BY `a`.`n` ASC ',
    ],
    [
      'select bitmap_union(to_bitmap(id)), transform(arr, x -> x + 1) from u',
      'SELECT ``.bitmap_agg(`db`.`u`.`id`) AS `bitmap_union(to_bitmap(id))`, ``.array_map(x -> `__LAMBDA_TABLE`.`__LAMBDA_TABLE`.`x` + 1, `db`.`u`.`arr`) AS `transform(arr, x -> x + 1)`\nFROM `db`.`u`',
    ],
    ['select ID from t', 'SELECT `db`.`t`.`ID`\nFROM `db`.`t`'],
  ])('words %s as the analyzer does', (sql, text) => expect(full(sql)).toBe(text))

  it('leaves the database out of the columns of materialized views', () => {
    expect(short('select id, count(*) as cnt from t group by id')).toBe(
      'SELECT `t`.`id`, count(*) AS `cnt`\nFROM `db`.`t`\nGROUP BY `t`.`id`',
    )
  })

  it('shows casts to BOOLEAN and bare aliases of CTEs in materialized views', () => {
    expect(short("with c as (select id from t) select name || 'a' or d > 1 from t, c x")).toBe(
      "WITH `c` (`id`) AS (SELECT `t`.`id`\nFROM `db`.`t`) SELECT ((`t`.`name`) OR ('a')) OR (`t`.`d` > 1) AS `(name OR 'a') OR (d > 1)`\nFROM `db`.`t` , `c` AS x ",
    )
  })

  it('tells names and types of the columns', () => {
    const { columns } = analyzeQuery(parseQuery('select id, count(*), t.name as n from t left join u using (id)'), {
      ...OPTIONS,
      shortNames: false,
    })
    expect(columns).toMatchObject([
      { name: 'id', type: { kind: 'simple', name: 'int' }, nullable: false },
      { name: 'count(*)', type: { kind: 'simple', name: 'bigint' }, nullable: false },
      { name: 'n', type: { kind: 'simple', name: 'int' }, nullable: false },
    ])
  })

  it('refuses names that mean nothing', () => {
    expect(() => full('select nope from t')).toThrow(new AnalyzeError("Column 'nope' cannot be resolved"))
  })
})
