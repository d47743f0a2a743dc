import { describe, expect, it } from 'vitest'
import { SqlSyntaxError, formatScript, formatStatement, parseStatement } from '../../src/language/index.ts'

/** Lines joined as they are expected. */
const lines = (...text: readonly string[]) => text.join('\n')

describe('formatStatement', () => {
  it('writes CREATE TABLE with a column a line and a clause a line', () => {
    const sql =
      "create table if not exists db.t (id int not null comment 'x', tags map<int, string>, index i (id) using bitmap) engine=olap " +
      'primary key (id) comment "c" partition by range(dt) (partition p1 values less than ("1"), partition p2 values [("1"),("2"))) ' +
      'distributed by hash(id) buckets 10 order by (id) properties("replication_num"="1", "compression"="LZ4")'
    expect(formatStatement(sql)).toBe(
      lines(
        'CREATE TABLE IF NOT EXISTS db.t (',
        "  id INT NOT NULL COMMENT 'x',",
        '  tags MAP<INT, STRING>,',
        '  INDEX i (id) USING BITMAP',
        ')',
        'ENGINE = olap',
        'PRIMARY KEY (id)',
        "COMMENT 'c'",
        'PARTITION BY RANGE(dt) (',
        "  PARTITION p1 VALUES LESS THAN ('1'),",
        "  PARTITION p2 VALUES [('1'), ('2'))",
        ')',
        'DISTRIBUTED BY HASH(id) BUCKETS 10',
        'ORDER BY (id)',
        'PROPERTIES (',
        '  "replication_num" = "1",',
        '  "compression" = "LZ4"',
        ')',
      ),
    )
    expect(formatStatement(parseStatement(sql))).toBe(formatStatement(sql))
  })

  it('writes RECURSIVE behind WITH', () => {
    expect(
      formatStatement('with recursive a as (select 1 n union all select n + 1 from a where n < 3) select * from a'),
    ).toBe(
      lines(
        'WITH RECURSIVE a AS (',
        '  SELECT 1 AS n',
        '  UNION ALL',
        '  SELECT n + 1',
        '  FROM a',
        '  WHERE n < 3',
        ')',
        'SELECT *',
        'FROM a',
      ),
    )
  })

  it('writes queries with a clause, a join, a common table a line', () => {
    expect(
      formatStatement(
        'with a as (select * from t where x = 1), b as (select 1) select a.id, count(*) n from a left outer join b on a.id = b.id ' +
          'join (select id from c) c using (id) where a.id in (select id from d where e) group by a.id having count(*) > 1 ' +
          'union all select 1, 2 order by 1 limit 3',
      ),
    ).toBe(
      lines(
        'WITH a AS (',
        '  SELECT *',
        '  FROM t',
        '  WHERE x = 1',
        '),',
        'b AS (',
        '  SELECT 1',
        ')',
        'SELECT a.id, count(*) AS n',
        'FROM a',
        'LEFT JOIN b ON a.id = b.id',
        'INNER JOIN (',
        '  SELECT id',
        '  FROM c',
        ') AS c',
        '  USING (id)',
        'WHERE a.id IN (SELECT id FROM d WHERE e)',
        'GROUP BY a.id',
        'HAVING count(*) > 1',
        'UNION ALL',
        'SELECT 1, 2',
        'ORDER BY 1',
        'LIMIT 3',
      ),
    )
  })

  it('wraps select lists, conditions, CASE and calls that do not fit', () => {
    const sql =
      "select id, case when a = 1 then 'one' when a = 2 then 'two' else 'many' end as words, f(a, b) from t, u where a = 1 and (b = 2 or c = 3) and d in (1, 2, 3)"
    expect(formatStatement(sql, { width: 30 })).toBe(
      lines(
        'SELECT',
        '  id,',
        '  CASE',
        "    WHEN a = 1 THEN 'one'",
        "    WHEN a = 2 THEN 'two'",
        "    ELSE 'many'",
        '  END AS words,',
        '  f(a, b)',
        'FROM t, u',
        'WHERE a = 1',
        '  AND (b = 2 OR c = 3)',
        '  AND d IN (1, 2, 3)',
      ),
    )
    expect(formatStatement('select f(aaaa, g(bbbb, cccc))', { width: 22, indent: 4 })).toBe(
      lines('SELECT', '    f(', '        aaaa,', '        g(bbbb, cccc)', '    )'),
    )
  })

  it('writes views with AS on a line behind clauses, else behind the name', () => {
    expect(formatStatement("create view v (id comment 'ID', name) comment 'x' as select id, name from t")).toBe(
      lines('CREATE VIEW v (', "  id COMMENT 'ID',", '  name', ')', "COMMENT 'x'", 'AS', 'SELECT id, name', 'FROM t'),
    )
    expect(formatStatement('create view v as select 1')).toBe('CREATE VIEW v AS\nSELECT 1')
    expect(formatStatement('create table t as select 1')).toBe('CREATE TABLE t AS\nSELECT 1')
    expect(
      formatStatement(
        'create materialized view mv refresh async distributed by hash(id) as select id, count(*) from t group by id',
      ),
    ).toBe(
      lines(
        'CREATE MATERIALIZED VIEW mv',
        'DISTRIBUTED BY HASH(id)',
        'REFRESH ASYNC',
        'AS',
        'SELECT id, count(*)',
        'FROM t',
        'GROUP BY id',
      ),
    )
  })

  it('writes several clauses of ALTER TABLE and several rows a line each', () => {
    expect(formatStatement('alter table t add column a int')).toBe('ALTER TABLE t ADD COLUMN a INT')
    expect(formatStatement('alter table t add column a int, drop column b')).toBe(
      'ALTER TABLE t\n  ADD COLUMN a INT,\n  DROP COLUMN b',
    )
    expect(formatStatement('insert into t (a, b) values (1, 2)')).toBe('INSERT INTO t (a, b) VALUES (1, 2)')
    expect(formatStatement('insert into t values (1, 2), (3, 4)')).toBe('INSERT INTO t\nVALUES\n  (1, 2),\n  (3, 4)')
    expect(formatStatement('update t set a = 1 where b = 2')).toBe('UPDATE t\nSET a = 1\nWHERE b = 2')
  })

  it('keeps a statement that is not taken apart as it stands', () => {
    const sql = "admin execute on frontend   'x' /* y */"
    expect(parseStatement(sql).kind).toBe('RawStatement')
    expect(formatStatement(`${sql} -- z`)).toBe(`admin execute on frontend   'x' /* y */ -- z`)
  })

  it('refuses what does not parse', () => {
    expect(() => formatStatement('select from')).toThrow(SqlSyntaxError)
    expect(() => formatStatement('select 1; select 2')).toThrow(SqlSyntaxError)
  })
})

describe('comments', () => {
  it('stay with the column that they are about', () => {
    expect(
      formatStatement(
        lines(
          'create table t ( -- the table',
          '  id int not null -- the id',
          '  , /* names */ name string,',
          '  -- amounts',
          '  amount decimal(10, 2) /* inline */ null -- behind',
          '  -- last',
          ') -- key',
          'primary key (id) -- end',
        ),
      ),
    ).toBe(
      lines(
        'CREATE TABLE t ( -- the table',
        '  id INT NOT NULL, -- the id',
        '  /* names */ name STRING,',
        '  -- amounts',
        '  amount DECIMAL(10, 2) /* inline */ NULL -- behind',
        '  -- last',
        ') -- key',
        'PRIMARY KEY (id) -- end',
      ),
    )
  })

  it('stay in queries', () => {
    expect(
      formatStatement(
        lines(
          '-- what',
          'select /*+ SET_VAR(query_timeout=10) */ a, -- first',
          '  b /* second */',
          'from t -- where from',
          '-- only new ones',
          'where a > 1 and -- big',
          '  b < 2',
          '-- bye',
        ),
      ),
    ).toBe(
      lines(
        '-- what',
        'SELECT /*+ SET_VAR(query_timeout=10) */',
        '  a, -- first',
        '  b /* second */',
        'FROM t -- where from',
        '-- only new ones',
        'WHERE a > 1 AND b < 2 -- big',
        '-- bye',
      ),
    )
  })

  it('that are hints stay hints, and others do not become ones', () => {
    const sql = 'insert /*+ a */ into t select /*+ b */ distinct (/*+ c */ x) from t'
    const formatted = formatStatement(sql)
    expect(parseStatement(formatted)).toEqual(parseStatement(sql))
    expect(formatted).toContain('/*+ c */')
  })
})

describe('formatScript', () => {
  it('formats every statement and keeps what is between them', () => {
    expect(
      formatScript(
        lines('-- head', '', '', 'use a;use b; -- why', '', '', 'select 1 -- one', ';', '/* tail */', 'select 2'),
      ).text,
    ).toBe(lines('-- head', '', 'USE a;', 'USE b; -- why', '', 'SELECT 1; -- one', '/* tail */', 'SELECT 2;', ''))
  })

  it('puts an empty line around statements of several lines', () => {
    expect(formatScript('use a; select 1 from t; -- x\n-- y\nuse b').text).toBe(
      lines('USE a;', '', 'SELECT 1', 'FROM t; -- x', '', '-- y', 'USE b;', ''),
    )
  })

  it('leaves what does not parse as it is, and says so', () => {
    const { text, errors } = formatScript("use a; drop  tabel /* x */ t; select 'a")
    expect(text).toBe("USE a;\ndrop  tabel /* x */ t;\nselect 'a;\n")
    expect(errors.map((error) => error.details.found)).toEqual(['tabel', "'a"])
  })

  it('takes scripts without statements', () => {
    expect(formatScript('')).toEqual({ text: '', errors: [] })
    expect(formatScript(';; -- nothing\n').text).toBe('-- nothing\n')
  })
})

const MANY = 10_000
const CHAINS: Readonly<Record<string, string>> = {
  AND: `SELECT ${Array.from({ length: MANY }, () => 'a').join(' AND ')}`,
  '+': `SELECT ${Array.from({ length: MANY }, () => 'a').join(' + ')}`,
  'UNION ALL': Array.from({ length: MANY }, () => 'SELECT 1').join(' UNION ALL '),
  joins: `SELECT * FROM a ${'INNER JOIN b ON a.x = b.x '.repeat(MANY)}`,
  rows: `INSERT INTO t VALUES ${Array.from({ length: MANY }, () => '(1, -2)').join(', ')}`,
  comments: `SELECT ${Array.from({ length: MANY }, () => '((a) + /* x */ b) -- y\n').join(' && ')}`,
}

describe(`chains of ${MANY} terms`, () => {
  it.each(Object.entries(CHAINS))('of %s', (_, sql) => {
    const formatted = formatStatement(sql)
    expect(parseStatement(formatted)).toEqual(parseStatement(sql))
    expect(formatted.split('\n').every((line) => line.length <= 100)).toBe(true)
  })

  it('and 100 levels of subqueries and calls', () => {
    const deep = `${'SELECT * FROM ('.repeat(100)}SELECT 1${') AS t'.repeat(100)}`
    expect(formatStatement(formatStatement(deep))).toBe(formatStatement(deep))
    const calls = `SELECT ${'f(NOT a AND '.repeat(60)}1${')'.repeat(60)}`
    expect(parseStatement(formatStatement(calls))).toEqual(parseStatement(calls))
  })
})
