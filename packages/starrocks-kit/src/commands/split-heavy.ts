import type { Operation } from '../operations/index.ts'
import type { PlanStep } from '../plan/index.ts'
import { objectNameText } from '../schema/index.ts'

/** Jobs that write all rows of a table: only one of them can run on a table at a time, and each may take hours. */
const HEAVY: ReadonlySet<PlanStep['job']> = new Set(['schema-change', 'optimize', 'copy'])

/**
 * Cuts a plan wherever a table would be rewritten a second time, so that each part has one heavy change of each table at most. The order stays; operations that
 * share a statement stay together.
 */
export function splitHeavy(steps: readonly PlanStep[]): readonly (readonly Operation[])[] {
  const parts: Operation[][] = []
  const placed = new Set<Operation>()
  let part: Operation[] = []
  let heavy = new Set<string>()
  for (const step of steps) {
    const fresh = step.operations.filter((operation) => !placed.has(operation))
    const [first] = step.operations
    // A rebuild works on several tables, and is one heavy change of the one that it is for.
    const object = first?.kind === 'ReplaceTable' ? first.table : step.object
    if (HEAVY.has(step.job) && object !== undefined && fresh.length === step.operations.length) {
      const name = objectNameText(object)
      if (heavy.has(name)) {
        parts.push(part)
        part = []
        heavy = new Set()
      }
      heavy.add(name)
    }
    part.push(...fresh)
    for (const operation of fresh) placed.add(operation)
  }
  return [...parts, part].filter((operations) => operations.length > 0)
}
