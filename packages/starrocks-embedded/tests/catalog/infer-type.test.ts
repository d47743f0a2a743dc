import { describe, expect, it } from 'vitest'
import { parseExpression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { inferColumnType } from '../../src/catalog/analyzed/infer-type.ts'
import { FUNCTION_SIGNATURES } from '../../src/catalog/analyzed/function-signatures.ts'
import { functionType } from '../../src/catalog/analyzed/function-type.ts'
import { describedType } from '../../src/catalog/show-create/data-type.ts'

const COLUMNS: readonly { readonly name: string; readonly type: DataType }[] = [
  { name: 'i', type: { kind: 'simple', name: 'int' } },
  { name: 'f', type: { kind: 'simple', name: 'float' } },
  { name: 'd', type: { kind: 'simple', name: 'date' } },
  { name: 't', type: { kind: 'simple', name: 'datetime' } },
  { name: 's', type: { kind: 'varchar', length: 50 } },
  { name: 'n', type: { kind: 'decimal', precision: 10, scale: 2 } },
  { name: 'a', type: { kind: 'array', element: { kind: 'varchar', length: 5 } } },
  { name: 'm', type: { kind: 'map', key: { kind: 'varchar', length: 5 }, value: { kind: 'simple', name: 'int' } } },
  { name: 'j', type: { kind: 'simple', name: 'json' } },
]

function typeText(sql: string): string | undefined {
  const type = inferColumnType(parseExpression(sql), COLUMNS)
  return type === undefined || type.kind === 'null' ? type?.kind : describedType(type)
}

describe('inferColumnType', () => {
  it.each([
    ['i + 1', 'bigint'],
    ['n * 2', 'decimal(19,2)'],
    ['n / 3', 'decimal(38,8)'],
    ['d + 1', 'double'],
    ['d + interval 1 day', 'datetime'],
    ['date_trunc("month", d)', 'date'],
    ['date_trunc("month", t)', 'datetime'],
    ['time_slice(d, interval 1 day)', 'datetime'],
    ['abs(i)', 'bigint'],
    ['abs(n)', 'decimal(10,2)'],
    ['round(n, 1)', 'decimal(38,1)'],
    ['round(f, 1)', 'double'],
    ['if(i > 1, s, NULL)', 'varchar'],
    ['coalesce(i, 1)', 'int'],
    ['case when i > 1 then d else t end', 'datetime'],
    ['min(s)', 'varchar'],
    ['sum(n)', 'decimal(38,2)'],
    ['avg(i)', 'double'],
    ['array_agg(s)', 'array<varchar(50)>'],
    ['map_keys(m)', 'array<varchar(5)>'],
    ['array_sort(a)', 'array<varchar>'],
    ['array_map(x -> length(x), a)', 'array<int>'],
    ['m["k"]', 'int'],
    ['j -> "$.a"', 'json'],
    ['get_json_int(j, "$.a")', 'bigint'],
    ['named_struct("x", 1)', 'struct<x tinyint(4)>'],
    ['str_to_date(s, "%Y")', 'date'],
    ['row_number() over (order by i)', 'bigint'],
    ['nobody_knows(i)', undefined],
  ])('%s is %s', (sql, text) => expect(typeText(sql)).toBe(text))

  it('reads every signature', () => {
    const names = FUNCTION_SIGNATURES.trim()
      .split('\n')
      .map((line) => line.split(' ')[0] ?? '')
    expect(names.length).toBeGreaterThan(300)
    for (const name of names) expect(() => functionType(name, [])).not.toThrow()
  })
})
