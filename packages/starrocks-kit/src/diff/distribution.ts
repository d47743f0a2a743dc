import { isDeepStrictEqual } from 'node:util'
import type { Distribution, Table } from '../schema/index.ts'
import { compared, withOperations } from './finding.ts'
import type { Comparator } from './finding.ts'

export const DISTRIBUTION_RULE = 'method and columns; a part that is left out is whatever the server chose'

/** Whether the declared distribution allows the one that is there: what is not declared may be anything. */
export function distributionSatisfied(from: Distribution | undefined, to: Distribution | undefined): boolean {
  if (to === undefined) return true
  if (from === undefined || from.kind !== to.kind) return false
  if (from.kind === 'range' || to.kind === 'range') return true
  if (from.kind === 'hash' && to.kind === 'hash' && !isDeepStrictEqual(lower(from.columns), lower(to.columns)))
    return false
  return bucketsSatisfied(from, to)
}

function bucketsSatisfied(from: { readonly buckets?: number }, to: { readonly buckets?: number }): boolean {
  return to.buckets === undefined || from.buckets === to.buckets
}

function lower(names: readonly string[]): readonly string[] {
  return names.map((name) => name.toLowerCase())
}

export const compareTableDistribution: Comparator<Table> = (from, to, context) => {
  const equal = distributionSatisfied(from.distribution, to.distribution)
  const finding = compared(context, 'distribution', from.distribution, to.distribution, equal, DISTRIBUTION_RULE)
  if (equal || to.distribution === undefined) return finding
  return withOperations(finding, [
    {
      kind: 'ModifyDistribution',
      table: context.name,
      ...(from.distribution !== undefined ? { from: from.distribution } : {}),
      to: to.distribution,
    },
  ])
}
