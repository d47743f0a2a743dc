import { diffSchemas } from '../diff/index.ts'
import type { UndecidedComparison } from '../diff/index.ts'
import { oppositeOperations } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { planOperations } from '../plan/index.ts'
import type { Plan } from '../plan/index.ts'
import { normalizeSchema, withUnseen } from '../schema/index.ts'
import { renameDatabase } from '../schema/rename-database.ts'
import { compact } from '../util/compact.ts'
import { withoutHistoryTables } from './history-tables.ts'
import { loadSchemaSource } from './schema-source.ts'
import type { SourceContext } from './schema-source.ts'
import { unseenObjects, unsupportedObjects } from './unsupported-objects.ts'
import type { UnsupportedEntry } from './unsupported-objects.ts'

export interface DiffResult {
  /** Where the two schemas came from. */
  readonly from: string
  readonly to: string
  /** What operations call the default database, on both sides. */
  readonly defaultDatabase: string
  /** What leads from one to the other; empty when they are the same. */
  readonly operations: readonly Operation[]
  /** How a server would be led there, with what StarRocks would refuse. */
  readonly plan: Plan
  readonly undecided: readonly UndecidedComparison[]
  /** Objects of either side that are not understood: never compared. */
  readonly unsupported: readonly UnsupportedEntry[]
}

/**
 * Compares two schemas, wherever each comes from. Databases of the same role need not have the same name: the default databases of both sides are compared
 * with each other.
 *
 * @throws the errors of `loadSchemaSource`.
 */
export async function diff(from: string, to: string, context: SourceContext): Promise<DiffResult> {
  const [left, right] = [await loadSchemaSource(from, context), await loadSchemaSource(to, context)]
  const { defaultDatabase } = right
  const target = right.target ?? left.target ?? context.target
  const [leftState, rightState] = [renameDatabase(left.state, left.defaultDatabase, defaultDatabase), right.state]
  const sides = [
    normalizeSchema(withoutHistoryTables(leftState, rightState), target),
    normalizeSchema(withoutHistoryTables(rightState, leftState), target),
  ] as const
  // What one side does not show is not compared.
  const [before, after] = [withUnseen(sides[0], sides[1]), withUnseen(sides[1], sides[0])]
  const options = { target, defaultDatabase, ...compact({ selection: context.environment?.config.compare }) }
  // Only the wished-for side may leave things out: when that is the first one, the way is found backwards.
  const backwards = !left.complete && right.complete
  const found = backwards
    ? diffSchemas(after, before, { ...options, overrides: left.overrides })
    : diffSchemas(before, after, { ...options, overrides: right.overrides })
  const operations = backwards ? oppositeOperations(found.operations) : found.operations
  return {
    from: left.label,
    to: right.label,
    defaultDatabase,
    operations,
    plan: planOperations(operations, { ...options, from: before }),
    undecided: found.undecided,
    unsupported: [before, after].flatMap((state) => [...unsupportedObjects(state), ...unseenObjects(state)]),
  }
}
