import type { SortItem } from 'starrocks-kit/language'
import { analyzingError } from '../analyzing-error.ts'
import type { Bound } from '../bound.ts'
import { canOrderBy, NO_ORDER_BY } from '../types/type-uses.ts'
import type { Environment } from '../translation.ts'
import { bindExpression } from '../expression/bind.ts'
import { ordinalOf, sortDirection } from '../expression/sort.ts'

/** An output of a query as its ORDER BY sees it. */
export interface OrderOutput {
  readonly bound: Bound
  /** Absent for outputs of `*` that are only found as columns. */
  readonly name?: string
}

/** ORDER BY: positions, names of outputs, then expressions over the columns of FROM. */
export function orderText(
  items: readonly SortItem[] | undefined,
  { environment, outputs }: { readonly environment: Environment; readonly outputs: readonly OrderOutput[] },
): string {
  if (items === undefined || items.length === 0) return ''
  const names = new Map<string, Bound>()
  for (const { bound, name } of outputs)
    if (name !== undefined && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), bound)
  const texts = items.map((item) => {
    const ordinal = ordinalOf(item)
    if (ordinal !== undefined) {
      const output = outputs[ordinal - 1]
      if (output === undefined) throw analyzingError(`ORDER BY position ${ordinal} is not in select list`)
      refuseUnordered(output.bound)
      return `${ordinal} ${sortDirection(item)}`
    }
    const bound = bindExpression(item.expression, { ...environment, outputs: names })
    refuseUnordered(bound)
    const position = outputs.findIndex((output) => output.bound.sql === bound.sql)
    return `${position >= 0 ? position + 1 : bound.sql} ${sortDirection(item)}`
  })
  return ` ORDER BY ${texts.join(', ')}`
}

function refuseUnordered(bound: Bound): void {
  if (!canOrderBy(bound.type)) throw analyzingError(NO_ORDER_BY)
}
