import type { CommonTableExpression, Query, QueryBody } from '../../language/index.ts'

/** A common table that may read itself: all but where it begins. */
export interface RecursiveTable {
  /** Where it begins, and does not see itself; its columns are those of the table. */
  readonly anchor: QueryBody
  readonly rest: QueryBody
  /** UNION and not UNION ALL. */
  readonly distinct: boolean
}

/**
 * The parts of a common table of WITH RECURSIVE; undefined for one that cannot read itself, which is any that is no union.
 *
 * Source: QueryAnalyzer.tryProcessRecursiveCte; unions of one kind in a row are one union to the server.
 */
export function recursiveTable(
  { recursive }: Pick<Query, 'recursive'>,
  { query: { body } }: CommonTableExpression,
): RecursiveTable | undefined {
  if (recursive !== true || body.kind !== 'SetOperation') return undefined
  const { operators, operands } = body
  const last = operators.at(-1)
  if (last !== 'UNION' && last !== 'UNION ALL') return undefined
  const before = operators.findLastIndex((operator) => operator !== last) + 1
  const part = (from: number, to: number): QueryBody | undefined =>
    to - from === 1
      ? operands[from]
      : { kind: 'SetOperation', operators: operators.slice(from, to - 1), operands: operands.slice(from, to) }
  const [anchor, rest] = [part(0, before + 1), part(before + 1, operands.length)]
  return anchor && rest && { anchor, rest, distinct: last === 'UNION' }
}
