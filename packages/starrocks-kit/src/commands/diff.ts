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
import { isServerSource, loadSchemaSource } from './schema-source.ts'
import type { SourceContext, SourcedSchema } from './schema-source.ts'
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
  const [left, right] = await loadBoth(from, to, context)
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

/** Of a server those databases are read that the other side has, beside the default one: so the other side is read first. */
async function loadBoth(
  from: string,
  to: string,
  context: SourceContext,
): Promise<readonly [left: SourcedSchema, right: SourcedSchema]> {
  const other = (first: SourcedSchema): SourceContext => ({ ...context, databases: namedDatabases(first) })
  if (isServerSource(from, context)) {
    const right = await loadSchemaSource(to, context)
    return [await loadSchemaSource(from, other(right)), right]
  }
  const left = await loadSchemaSource(from, context)
  return [left, await loadSchemaSource(to, other(left))]
}

function namedDatabases({ state, defaultDatabase }: SourcedSchema): readonly string[] {
  return Object.values(state.databases).flatMap(({ name, catalog }) =>
    catalog === undefined && name !== defaultDatabase ? [name] : [],
  )
}
