import { withObject, schemaObjects } from '../schema/index.ts'
import type { MaterializedView, Properties, SchemaState, Table } from '../schema/index.ts'
import type { Partition, Partitioning } from '../schema/types/partitioning.ts'
import type { Operation } from './operation.ts'

/** Properties that tables and materialized views have whatever is said of them, by name; `null`: they have none of that name. */
export type PropertyOverrides = Readonly<Record<string, string | null>>

/** The operation with the overrides in what it creates, and in those of its properties that they name. */
export function overrideProperties(operation: Operation, overrides: PropertyOverrides): Operation {
  switch (operation.kind) {
    case 'CreateTable':
      return { ...operation, definition: overrideTable(operation.definition, overrides) }
    case 'ReplaceTable':
      return { ...operation, to: overrideTable(operation.to, overrides) }
    case 'AddPartition':
      return { ...operation, partition: overridePartition(operation.partition, overrides) }
    case 'CreateMaterializedView':
      return { ...operation, definition: overrideMaterializedView(operation.definition, overrides) }
    case 'ReplaceMaterializedView':
      return { ...operation, to: overrideMaterializedView(operation.to, overrides) }
    case 'ModifyTableProperties':
    case 'ModifyMaterializedViewProperties':
      return { ...operation, to: overrideNamed(operation.to, overrides) }
    default:
      return operation
  }
}

/** The schema in which all tables and materialized views have the overrides. */
export function overrideSchemaProperties(state: SchemaState, overrides: PropertyOverrides): SchemaState {
  if (Object.keys(overrides).length === 0) return state
  return [...schemaObjects(state)].reduce((sum, { name, object }) => {
    if (object.kind === 'Table') return withObject(sum, name, overrideTable(object, overrides))
    if (object.kind === 'MaterializedView') return withObject(sum, name, overrideMaterializedView(object, overrides))
    return sum
  }, state)
}

function overrideTable(table: Table, overrides: PropertyOverrides): Table {
  const { partitioning } = table
  return {
    ...table,
    properties: overrideAll(table.properties, overrides),
    ...(partitioning === undefined ? {} : { partitioning: overridePartitioning(partitioning, overrides) }),
  }
}

function overrideMaterializedView(view: MaterializedView, overrides: PropertyOverrides): MaterializedView {
  return { ...view, properties: overrideAll(view.properties, overrides) }
}

/** Partitions take the table's properties where they name none, so only what they name is theirs to override. */
function overridePartitioning(partitioning: Partitioning, overrides: PropertyOverrides): Partitioning {
  return { ...partitioning, partitions: partitioning.partitions.map((one) => overridePartition(one, overrides)) }
}

function overridePartition(partition: Partition, overrides: PropertyOverrides): Partition {
  if (!('properties' in partition) || partition.properties === undefined) return partition
  return { ...partition, properties: overrideNamed(partition.properties, overrides) }
}

function overrideNamed(properties: Properties, overrides: PropertyOverrides): Properties {
  const names = Object.keys(properties)
  return overrideAll(properties, Object.fromEntries(Object.entries(overrides).filter(([name]) => names.includes(name))))
}

function overrideAll(properties: Properties, overrides: PropertyOverrides): Properties {
  const all: Readonly<Record<string, string | null>> = { ...properties, ...overrides }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  )
}
