import { describe, expect, it } from 'vitest'
import { SqlSyntaxError, parseDistributionDesc, parseStatement, parseStatements } from '../../src/language/index.ts'

function errorOf(sql: string, parse: (sql: string) => unknown = parseStatement): SqlSyntaxError {
  try {
    parse(sql)
  } catch (error) {
    if (error instanceof SqlSyntaxError) return error
    throw error
  }
  throw new Error(`accepted: ${sql}`)
}

describe('SqlSyntaxError', () => {
  it('shows the line with a caret, what was found and what was expected', () => {
    const error = errorOf('CREATE TABLE t (a INT)\n\tDISTRIBUTED BY HASH(a)\n\tBUCKETS x')
    expect(error.code).toBe('SQL_SYNTAX')
    expect(error.message).toBe(
      'SQL syntax error at line 3, column 10: found "x", expected an integer\n  \tBUCKETS x\n  \t        ^',
    )
    expect(error.details).toMatchObject({ offset: 56, line: 3, column: 10, found: 'x', expected: ['an integer'] })
  })

  it.each([
    ['SELECT * FORM t', 10, 'did you mean FROM?'],
    ['CREATE TABEL t (a INT)', 8, 'did you mean TABLE?'],
    ['ALTER TABLE t ADD COLUM a INT', 19, 'did you mean COLUMN?'],
    ['SHOW TABELS', 6, 'did you mean TABLES?'],
    ['CREATE TABLE t (a FOO)', 19, 'FOO is not a data type of StarRocks'],
    ['CREATE TABLE t (a INT,)', 23, 'expected a name or INDEX'],
    ['SELECT 1 FROM t WHERE', 22, 'the statement ends here'],
    ["SELECT 'abc", 8, 'has no end'],
    ['SELECT `a', 8, 'has no end'],
    ['SELECT 1 /* a', 10, 'has no end'],
    ['SELECT # 1', 8, 'this character has no meaning in SQL'],
    ['CREATE TABLE t (a INT) PROPERTIES (a = 1)', 36, 'expected a string'],
    ['DROP TABLE exists t', 12, 'expected a name or IF'],
    ['SELECT 1 SELECT 2', 10, 'found "SELECT"'],
    ['SELECT (a, b) = (1, 2)', 10, 'found ","'],
    ['SELECT a LIKE b LIKE c', 17, 'found "LIKE"'],
    ['SELECT NOT', 11, 'the statement ends here'],
    ['SELECT a = NOT b', 12, 'found "NOT"'],
    ['SELECT left(a)', 15, 'expected 2 arguments of LEFT'],
    ['CREATE TABLE t (a INT) COMMENT "x" PRIMARY KEY (a)', 36, 'found "PRIMARY"'],
    ['SELECT * FROM a LEFT JOIN b', 28, 'the statement ends here: this join needs ON or USING'],
    ['CREATE TABLE t (a VARCHAR(99999999999999999999))', 27, 'the number is too large'],
    ['', 1, 'expected a StarRocks statement or ;'],
  ])('%s', (sql, column, part) => {
    const error = errorOf(sql)
    expect([error.line, error.column]).toEqual([1, column])
    expect(error.message).toContain(part)
  })

  it('counts from the text that the caller gave, also when words were left out', () => {
    const error = errorOf('HASH(id) BUCKETS ten', parseDistributionDesc)
    expect([error.column, error.found, error.details.lineText]).toEqual([18, 'ten', 'HASH(id) BUCKETS ten'])
  })

  it('knows where StarRocks itself sees the error of an unknown type', () => {
    expect(errorOf('CREATE TABLE t (a BLOB, b INT)').details.server).toEqual({
      offset: 22,
      found: ',',
      expected: ['('],
    })
  })

  it('cuts long lines around the caret', () => {
    const error = errorOf(`SELECT ${'a, '.repeat(200)}FROM`)
    expect(error.message.split('\n')[1]?.length).toBeLessThan(130)
  })
})

describe('usual mistakes', () => {
  it.each([
    ['CREATE TABLE t (a INT b INT)', 'is a comma missing in front of it?'],
    ['SELECT a b c FROM t', 'found "c": is a comma missing in front of it?'],
    ['CREATE TABLE t (a INT, b INT,)', 'nothing follows the comma in front of it'],
    ['SELECT a, FROM t', 'nothing follows the comma in front of it'],
    ['CREATE TABLE t (a INT, b INT', 'the statement ends here: the ( behind t is not closed'],
    ['SELECT (a + b FROM t', 'found "FROM": the ( behind SELECT is not closed'],
    ["SELECT a FROM t WHERE b = 'x", 'the string that starts here has no end'],
    ["SELECT 'it's' FROM t", 'the string that starts here has no end (write a quote inside a string twice)'],
    ['SELECT `a FROM t', 'the quoted name that starts here has no end'],
    ['SELECT a /* comment', 'the comment that starts here has no end'],
    ['CREATE TABLE t (order INT)', 'order is a reserved word; as a name it is written `order`'],
    ['CREATE TABLE order (a INT)', 'order is a reserved word; as a name it is written `order`'],
    ['SELECT key FROM t', 'key is a reserved word; as a name it is written `key`'],
    ['CREATE TABLE "t" (a INT)', 'quotes make a string; a name is written in backquotes: `t`'],
    ['SELECT 1 FROM "t"', 'quotes make a string; a name is written in backquotes: `t`'],
    ['CREATE TABLE t (a INT PRIMARY KEY)', 'the key is a clause behind the columns: (...) PRIMARY KEY (...)'],
    ['CREATE TABLE t (a INT, PRIMARY KEY (a))', 'the key is a clause behind the columns: (...) PRIMARY KEY (...)'],
    ['CREATE TABLE t (a INT COMMENT "x" NOT NULL)', 'NOT NULL comes before COMMENT'],
    [
      'CREATE TABLE t (a INT) DISTRIBUTED BY HASH(a) DUPLICATE KEY (a)',
      'found "DUPLICATE": DUPLICATE KEY comes before DISTRIBUTED BY',
    ],
    ['CREATE TABLE t (a INT) PROPERTIES ("a" = "b") DISTRIBUTED BY HASH(a)', 'DISTRIBUTED BY comes before PROPERTIES'],
    ['CREATE TABLE t (a INT) ORDER BY (a) PARTITION BY (a)', 'PARTITION BY comes before ORDER BY'],
    ['CREATE TABLE t (a INT) COMMENT "x" COMMENT "y"', 'COMMENT stands there already'],
    ['SELECT * FROM t GROUP BY a WHERE b = 1', 'found "WHERE": WHERE comes before GROUP BY'],
    ['SELECT * FROM t LIMIT 1 ORDER BY a', 'ORDER BY comes before LIMIT'],
    ['SELECT * FROM t WHER a = 1', 'found "a": did you mean WHERE instead of WHER?'],
    ['SELEC 1', 'found "SELEC", did you mean SELECT?'],
    ['SELECT a FROM t WHERE a == 1', 'equality is written with one ='],
    ['SELECT a FROM t WHERE a NOT NULL', 'found "NOT": write IS NOT NULL'],
    ['SELECT CASE WHEN a THEN b FROM t', 'found "FROM": this CASE has no END'],
    ['SELECT * FROM a LEFT JOIN b WHERE a.x = 1', 'found "WHERE": this join needs ON or USING'],
    ['CREATE TABLE t (a INT) PROPERTIES (replication_num = 1)', 'write it in quotes: "replication_num"'],
    ['ALTER TABLE t ADD a INT', 'the word COLUMN is needed: ADD COLUMN a'],
    ['ALTER TABLE t RENAME TO u', 'the new name follows RENAME at once'],
    ['ALTER TABLE t ALTER COLUMN a INT', 'columns are changed by MODIFY COLUMN'],
    [
      'CREATE OR REPLACE MATERIALIZED VIEW mv AS SELECT 1',
      'a materialized view cannot be replaced: drop it and create it',
    ],
    ['CREATE MATERIALIZED VIEW mv AS SELECT 1 REFRESH ASYNC', 'REFRESH comes before AS'],
  ])('%s', (sql, part) => {
    const error = errorOf(sql)
    expect(error.message).toContain(part)
    expect(error.message.split('\n')[0]?.length).toBeLessThan(160)
  })
})

describe('secrets', () => {
  it.each([
    "CREATE USER a IDENTIFIED BY 'hunter2' DEFAULT ROEL r",
    "CREATE USER a IDENTIFED BY 'hunter2'",
    "CREATE USER a IDENTIFIED BY 'hunter2",
    'CREATE USER a IDENTIFIED BY hunter2',
    'CREATE USER a IDENTIFIED BY hunter2--x',
    "CREATE USER a IDENTIFIED BY 'x'hunter2' DEFAULT ROLE r",
    "CREATE USER a IDENTIFIED BY 'x'hunter2'y' DEFAULT ROLE r",
    "CREATE USER a IDENTIFIED 'hunter2'",
    "CREATE USR a IDENTIFIED BY 'hunter2'",
    "CREATE USER 'a'@'%' IDENTIFIED WITH mysql_native_password AS 'hunter2' foo",
    "CREATE USER a IDENTIFIED BY PASSWORD 'hunter2' foo",
    "ALTER USER a IDENTIFIED BY 'hunter2' IDENTIFIED BY 'hunter2'",
    "SET PASSWORD FOR 'a'@'%' = PASSWORD('hunter2') foo",
    "SET PASSWORD = 'hunter2' foo",
    'SET PASSWORD = PASSWORD(hunter2)',
    'CREATE EXTERNAL CATALOG c PROPERTIES ("aws.s3.secret_key" = "hunter2",)',
    'CREATE EXTERNAL CATALOG c PROPERTIES ("password" "hunter2")',
    'CREATE ROUTINE LOAD j ON t FROM KAFKA ("property.sasl.password" = "hunter2"',
    "CREATE USER a IDENTIFIED BY 'hunter2'; SELECT FROM t",
    "CREATE USER a IDENTIFIED BY\n'hunter2' foo",
  ])('stay out of the error of %s', (sql) => {
    const errors = parseStatements(sql).errors
    expect(errors.length).toBeGreaterThan(0)
    for (const error of errors) expect(error.message + JSON.stringify(error.details)).not.toContain('hunter2')
  })

  it('leave the caret at its token and the column at that of the source', () => {
    const error = errorOf("CREATE USER a IDENTIFIED BY 'a long password' DEFAULT ROEL r")
    expect(error.column).toBe(55)
    expect(error.message.split('\n').slice(1)).toEqual([
      '  CREATE USER a IDENTIFIED BY *** DEFAULT ROEL r',
      '                                          ^',
    ])
  })
})
