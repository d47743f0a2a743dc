import { RevisionPlanner } from '../migrations/index.ts'
import type { RevisionGraph } from '../migrations/index.ts'
import { overrideProperties } from '../operations/index.ts'
import type { Operation, PropertyOverrides } from '../operations/index.ts'
import { findObject } from '../schema/index.ts'
import type { ObjectName, Partition, SchemaState } from '../schema/index.ts'
import { plannerContext } from './environment.ts'
import type { Environment } from './environment.ts'

/**
 * Operations as revisions have to say them: with the properties of the models, not with those of the environment in which they were compared. Every environment
 * puts its own in their place when it runs them.
 */
export async function inOwnWords(
  environment: Environment,
  graph: RevisionGraph,
  modelled: SchemaState,
): Promise<(operations: readonly Operation[]) => readonly Operation[]> {
  const { properties } = environment.config
  const names = Object.keys(properties)
  if (names.length === 0) return (operations) => operations
  const planner = new RevisionPlanner({ ...plannerContext(environment), properties: {} })
  const replayed = await planner.stateAt(graph.revisions)
  // What no model has any more is as the revisions made it.
  const original = (name: ObjectName) => findObject(modelled, name) ?? findObject(replayed, name)
  return (operations) => operations.flatMap((operation) => restore(operation, names, original))
}

type Original = (name: ObjectName) => ReturnType<typeof findObject>

function restore(operation: Operation, names: readonly string[], original: Original): readonly Operation[] {
  const object = 'table' in operation ? operation.table : 'view' in operation ? operation.view : undefined
  const old = object === undefined ? undefined : original(object)
  const properties = old !== undefined && 'properties' in old ? old.properties : {}
  const overrides: PropertyOverrides = Object.fromEntries(names.map((name) => [name, properties[name] ?? null]))
  const restored = overrideProperties(operation, overrides)
  switch (restored.kind) {
    case 'ModifyTableProperties':
    case 'ModifyMaterializedViewProperties':
      return Object.keys(restored.to).length === 0 && Object.keys(restored.from).every((name) => names.includes(name))
        ? []
        : [restored]
    case 'CreateTable':
      return [{ ...restored, definition: withPartitionsOf(restored.definition, old) }]
    default:
      return [restored]
  }
}

/** Partitions name properties of their own: what an environment has changed of them is taken from the original's partition of that name. */
function withPartitionsOf<T extends Extract<Operation, { readonly kind: 'CreateTable' }>['definition']>(
  table: T,
  old: ReturnType<Original>,
): T {
  const { partitioning } = table
  if (partitioning === undefined || old?.kind !== 'Table') return table
  const originals = new Map((old.partitioning?.partitions ?? []).map((partition) => [nameOf(partition), partition]))
  const partitions = partitioning.partitions.map((partition) => originals.get(nameOf(partition)) ?? partition)
  return { ...table, partitioning: { ...partitioning, partitions } }
}

const nameOf = (partition: Partition): string =>
  partition.kind === 'batch' ? `${partition.start} ${partition.end}` : partition.name
