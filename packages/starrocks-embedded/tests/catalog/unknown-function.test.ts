import { describe, expect, it } from 'vitest'
import { parseExpression } from 'starrocks-kit/language'
import type { DataType } from 'starrocks-kit/schema'
import { unknownFunction } from '../../src/catalog/analyzed/unknown-function.ts'

const columns: readonly { readonly name: string; readonly type: DataType }[] = [
  { name: 'k', type: { kind: 'simple', name: 'int' } },
  { name: 's', type: { kind: 'varchar', length: 20 } },
  { name: 'a', type: { kind: 'array', element: { kind: 'simple', name: 'int' } } },
]

const signature = (sql: string): string | undefined => unknownFunction(parseExpression(sql), columns)?.signature

describe('unknownFunction', () => {
  it('names the call with the types of its arguments', () => {
    expect(signature('HASH(k)')).toBe('hash(int(11))')
    expect(signature('1 + nothing(array_avg(a), s)')).toBe('nothing(double, varchar(20))')
  })

  it('names a call that no form of a function takes so many arguments for', () => {
    expect(signature('year(k, s)')).toBe('year(int(11), varchar(20))')
    expect(signature('abs()')).toBe('abs()')
  })

  it('names a call that no form of a function takes arguments of such types for', () => {
    expect(signature('abs(a)')).toBe('abs(array<int(11)>)')
    expect(signature('array_length(s)')).toBe('array_length(varchar(20))')
    expect(signature("year('2024-01-01') + length(k)")).toBeUndefined()
  })

  it('leaves alone what exists: signatures, forms of the grammar, aggregates and their states', () => {
    for (const sql of [
      "date_trunc('day', now())",
      'murmur_hash3_32(s)',
      'if(k > 1, coalesce(k, 2), 3)',
      'array_map(x -> x + 1, a)',
      'named_struct("a", k)',
      'sum(k)',
      'avg_state(k)',
      'approx_top_k(k)',
      'row_number()',
    ]) {
      expect(signature(sql), sql).toBeUndefined()
    }
  })

  it('names functions without their database, and says nothing about arguments that it does not know', () => {
    expect(signature('d.hash(k)')).toBe('hash(int(11))')
    expect(signature('hash(missing)')).toBeUndefined()
  })
})
