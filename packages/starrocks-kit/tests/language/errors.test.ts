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
    ['SELECT * FROM a LEFT JOIN b', 28, 'the statement ends here, expected AS, FOR, ON, '],
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
