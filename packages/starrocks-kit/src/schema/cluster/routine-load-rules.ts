import { visit } from '../../language/index.ts'
import type { AlterRoutineLoadStatement, CreateRoutineLoadStatement, LoadProperty } from '../../language/index.ts'
import { columnNamed } from '../apply-statement/columns.ts'
import { checkCommonName } from '../apply-statement/names.ts'
import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { findDatabase, findObject } from '../state.ts'
import type { RoutineLoad } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import type { Table } from '../types/table.ts'
import { placeOfName } from './place.ts'
import { isAlterable, isAlterableOfSource, isJobProperty } from './routine-load-properties.ts'
import { checkBrokers, checkDefaultOffsets, checkOffsets, checkSource, sourceOf } from './routine-load-source-rules.ts'
import type { ClusterObjects } from './rules.ts'

const LABEL = /^[-\w]{1,128}$/u

/** The job of a name; undefined where nobody knows whether there is one. @throws StatementRefusedError */
export function jobOf(name: string, objects: ClusterObjects<RoutineLoad>): RoutineLoad | undefined {
  const job = objects.find(name)
  if (job === undefined && objects.complete)
    refuseAnalyzing(`Routine load job [${placeOfName(name).name}] not found when checking privilege`, { code: 5089 })
  return job
}

/** In the order of CreateRoutineLoadAnalyzer, then that of the job (KafkaRoutineLoadJob.fromCreateStmt). */
export function checkCreateRoutineLoad(statement: CreateRoutineLoadStatement, name: string, scope: ApplyScope): void {
  checkNames(name)
  checkClauses(statement.load)
  const properties = propertiesFromAst(statement.properties)
  checkJobProperties(properties, scope)
  checkSource(statement.source, statement.sourceProperties, properties)
  const { database = '' } = placeOfName(name)
  const place = { database, name: statement.table.parts.at(-1) ?? '' }
  if (scope.context.partial === true && findObject(scope.state, place) === undefined) return
  if (findDatabase(scope.state, place) === undefined) refuseUnknownDatabase(database, scope)
  const table = findObject(scope.state, place)
  if (table === undefined)
    refuse(`Unknown table '${place.name}'`, { code: scope.capabilities.ownErrorCodes ? 5502 : 1051 })
  if (table.kind === 'MaterializedView')
    refuse(
      `The data of '${place.name}' cannot be inserted because '${place.name}' is a materialized view,and the data of materialized view must be consistent with the base table.`,
    )
  if (table.kind !== 'Table') refuse('Only olap/lake table support routine load')
  checkPartitions(table, statement.load)
  checkMergeCondition(table, properties['merge_condition'])
  const { warehouse } = properties
  if (warehouse !== undefined && scope.context.cluster?.warehouses?.includes(warehouse) === false)
    refuse(`Warehouse ${warehouse} not exists.`)
}

function refuseUnknownDatabase(database: string, scope: ApplyScope): never {
  refuse(`Unknown database '${database}'`, { code: scope.capabilities.ownErrorCodes ? 5501 : 1049 })
}

/** Whether the job is paused is known to servers only. */
export function checkAlterRoutineLoad(statement: AlterRoutineLoadStatement, name: string, scope: ApplyScope): void {
  const { database = '' } = placeOfName(name)
  const { currentDatabase } = scope.context
  // AlterRoutineLoadAnalyzer, of all statements about routine loads the only one that asks for it.
  if (currentDatabase !== undefined && currentDatabase.toLowerCase() !== database.toLowerCase())
    refuseAnalyzing(`Session's db '${currentDatabase}' not equals label's db '${database}'`, {
      remedy: `StarRocks alters a routine load only in a session of its own database: connect to ${database} for it.`,
    })
  checkClauses(statement.load)
  const properties = propertiesFromAst(statement.properties)
  for (const key of Object.keys(properties))
    if (!isAlterable(key, scope.capabilities)) refuseAnalyzing(`${key} is invalid property`)
  checkValues(properties, { rows: 'max_batch_rows should > 200000' })
  if (statement.source === undefined) return
  const source = sourceOf(statement.source)
  const given = propertiesFromAst(statement.sourceProperties)
  for (const key of Object.keys(given))
    if (!isAlterableOfSource(statement.source, key, scope.capabilities))
      refuseAnalyzing(`${key} is invalid ${source.word} custom property`)
  if (source.word !== 'kafka') return
  const { kafka_partitions: partitions, kafka_offsets: offsets, kafka_broker_list: brokers } = given
  if (partitions !== undefined && offsets === undefined)
    refuseAnalyzing('Partition and offset must be specified at the same time')
  if (partitions === undefined && offsets !== undefined) refuseAnalyzing('Missing kafka partition info')
  checkOffsets(partitions, offsets)
  checkDefaultOffsets(given)
  if (brokers !== undefined) checkBrokers(brokers)
}

function checkNames(name: string): void {
  const { name: own } = placeOfName(name)
  checkCommonName('ROUTINE LOAD NAME', own)
  if (!LABEL.test(own)) refuseAnalyzing(`Label format error. regex: ${LABEL.source}, label: ${own}`)
}

const REPEATED: Readonly<Record<string, string>> = {
  COLUMNS: 'column separator',
  ROWS: 'row delimiter',
  ImportColumns: 'columns info',
  ImportWhere: 'where predicate',
  PartitionNames: 'partition names',
}

function checkClauses(list: readonly LoadProperty[] = []): void {
  const seen = new Set<string>()
  for (const property of list) {
    const key = property.kind === 'LoadSeparator' ? property.type : property.kind
    if (seen.has(key)) refuseAnalyzing(`repeat setting of ${REPEATED[key] ?? key}`)
    seen.add(key)
    if (property.kind === 'ImportWhere')
      visit(property.condition, {
        Query: () => refuseAnalyzing('the predicate cannot contain subqueries'),
      })
  }
}

function checkJobProperties(properties: Properties, scope: ApplyScope): void {
  for (const key of Object.keys(properties)) {
    const isKnown =
      isJobProperty(key) ||
      (key === 'warehouse' && scope.capabilities.plainLoadSeparators) ||
      (key === 'pause_on_fatal_parse_error' && scope.capabilities.routineLoadBrokers)
    if (!isKnown) refuseAnalyzing(`${key} is invalid property`)
  }
  checkValues(properties, { rows: 'max_batch_rows should >= 200000' })
  const format = properties['format']
  if (format !== undefined && !/^(?:csv|json|avro)$/iu.test(format))
    refuseAnalyzing(`Format type is invalid. format=\`${format}\``)
}

/** Numbers and where they end; `rows` is the wording for one of them. */
function checkValues(properties: Properties, { rows }: { readonly rows: string }): void {
  const least = (key: string, smallest: number, message: string): void => {
    const value = properties[key]
    if (value === undefined || value === '') return
    if (!/^[+-]?\d+$/u.test(value) || Number(value) < smallest) refuseAnalyzing(message)
  }
  least('desired_concurrent_number', 1, 'desired_concurrent_number should > 0')
  least('max_error_number', 0, 'max_error_number should >= 0')
  const ratio = properties['max_filter_ratio']
  if (ratio !== undefined) {
    if (ratio.trim() === '' || Number.isNaN(Number(ratio))) refuseAnalyzing('Incorrect format of max_filter_ratio')
    if (Number(ratio) < 0 || Number(ratio) > 1) refuseAnalyzing('max_filter_ratio must between 0.0 and 1.0.')
  }
  least('max_batch_interval', 5, 'max_batch_interval should >= 5')
  least('max_batch_rows', 200_000, rows)
  least('log_rejected_record_num', -1, 'log_rejected_record_num should >= -1')
  const { task_consume_second: consume, task_timeout_second: timeout } = properties
  for (const [key, value] of Object.entries({ task_consume_second: consume, task_timeout_second: timeout }))
    if (value !== undefined && !/^[+-]?\d+$/u.test(value)) refuseAnalyzing(`Incorrect format of ${key}`)
  if (consume !== undefined && timeout !== undefined && Number(consume) >= Number(timeout))
    refuseAnalyzing('task_timeout_second must be larger than task_consume_second')
}

function checkPartitions(table: Table, list: readonly LoadProperty[] = []): void {
  for (const property of list) {
    if (property.kind !== 'PartitionNames' || property.temporary === true) continue
    const { partitioning } = table
    const known = partitioning !== undefined && 'partitions' in partitioning ? (partitioning.partitions ?? []) : []
    // What the server makes itself (automatic and dynamic partitions, batches) is known to it alone.
    if (partitioning?.kind === 'expression' || known.some(({ kind }) => kind === 'batch')) continue
    if (table.properties['dynamic_partition.enable']?.toLowerCase() === 'true') continue
    const names = partitioning === undefined ? [table.name] : known.flatMap((one) => ('name' in one ? [one.name] : []))
    for (const name of property.names) if (!names.includes(name)) refuse(`Partition ${name} does not exist`)
  }
}

/** Types that cannot be compared (Load.checkMergeCondition). */
const NO_CONDITION: ReadonlySet<string> = new Set([
  'char',
  'varchar',
  'percentile',
  'bitmap',
  'binary',
  'varbinary',
  'json',
  'hll',
])

function checkMergeCondition(table: Table, condition: string | undefined): void {
  if (condition === undefined || condition === '') return
  if (table.key?.type !== 'PRIMARY') refuse(`Conditional update only support primary key table ${table.name}`)
  const column = columnNamed(table.columns, condition)
  if (column === undefined)
    refuse(
      `Merge condition column ${condition} does not exist. If you are doing partial update with condition update, please check condition column is in the given update columns. Otherwise please check condition column is in table ${table.name}`,
    )
  if (table.key.columns.some((name) => name.toLowerCase() === condition.toLowerCase()))
    refuse(`Merge condition column ${condition} should not be primary key!`)
  if (NO_CONDITION.has(column.type.kind === 'simple' ? column.type.name : column.type.kind))
    refuse('Merge condition column has invalid type maybe bitmap/hll/percentile/json/varchar!')
}
