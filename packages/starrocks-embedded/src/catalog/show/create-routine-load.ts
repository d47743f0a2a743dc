import { capabilitiesOf } from 'starrocks-kit/schema'
import type { ShowCreateStatement } from 'starrocks-kit/language'
import type { Target } from 'starrocks-kit/schema'
import { analyzingError } from '../catalog-error.ts'
import { routineLoadNamed } from '../data/load-objects.ts'
import type { RoutineLoadEntry } from '../data/load-objects.ts'
import type { ResultTable } from '../result/result-table.ts'
import { serverExpression } from '../show-create/expression.ts'
import { hashMapOrder } from '../show-create/hash-map-order.ts'
import type { ShowContext } from './show-context.ts'
import { shownDatabase } from './show-names.ts'
import {
  beginningOf,
  booleanText,
  consumerProperties,
  doubleText,
  jobPropertiesOf,
  shownColumn,
  signCode,
} from './routine-load-facts.ts'

/** SHOW CREATE ROUTINE LOAD (ShowExecutor.visitShowCreateRoutineLoadStatement), with the commas where a frontend has them. */
export function showCreateRoutineLoad(statement: ShowCreateStatement, context: ShowContext): ResultTable {
  const [name = '', owner] = statement.name.parts.toReversed()
  const from = owner === undefined ? undefined : { kind: 'QualifiedName' as const, parts: [owner] }
  const { name: database } = shownDatabase(from, context)
  const { data, target } = context.catalog
  const entry = routineLoadNamed(data, `${database}.${name}`)
  const columns = ['Job', 'Create Job']
  if (entry === undefined) return { columns, rows: [] }
  const { load } = entry
  if (load.source === 'PULSAR') throw analyzingError('not support pulsar datasource')
  const separator = load.columnsTerminatedBy
  const text = [
    `CREATE ROUTINE LOAD ${database}.${name} on ${load.table}`,
    separator === undefined ? '' : `\n COLUMNS TERMINATED BY '${JSON.stringify(separator).slice(1, -1)}'`,
    load.columns === undefined ? '' : `,\nCOLUMNS (${load.columns.map(shownColumn).join(', ')})`,
    load.partitions === undefined ? '' : `,\nPARTITIONS (${load.partitions.join(', ')})`,
    load.where === undefined ? '' : `,\nWHERE ${serverExpression(load.where, 'quoted')}`,
    `\nPROPERTIES\n(\n${lines(createProperties(entry, target))}\n)\nFROM ${load.source}\n(\n${lines(createSource(entry))}\n);`,
  ].join('')
  return { columns, rows: [[name, text]] }
}

/** Values stand as they are, quotes and all. */
function lines(properties: readonly (readonly [string, string])[]): string {
  return properties.map(([key, value]) => `"${key}"="${value}"`).join(',\n')
}

function createProperties(entry: RoutineLoadEntry, target: Target): readonly (readonly [string, string])[] {
  const all = jobPropertiesOf(entry)
  const { routineLoadBrokers: recent, plainLoadSeparators: plain } = capabilitiesOf(target)
  const condition = entry.load.properties?.['merge_condition']
  const value = (key: string): readonly [string, string] => [key, all[key] ?? '']
  const flag = (key: string): readonly [string, string] => [key, booleanText(all[key])]
  return [
    value('desired_concurrent_number'),
    value('max_error_number'),
    ['max_filter_ratio', doubleText(all['max_filter_ratio'] ?? '')],
    value('max_batch_interval'),
    value('max_batch_rows'),
    value('task_consume_second'),
    value('task_timeout_second'),
    value('format'),
    value('jsonpaths'),
    flag('strip_outer_array'),
    value('json_root'),
    flag('strict_mode'),
    ...(recent ? [flag('pause_on_fatal_parse_error')] : []),
    value('timezone'),
    flag('partial_update'),
    ...(condition === undefined ? [] : [['merge_condition', condition] as const]),
    flag('trim_space'),
    ['enclose', signCode(all['enclose'])],
    ['escape', signCode(all['escape'])],
    value('log_rejected_record_num'),
    ...(plain && target.runMode === 'shared_data' ? [value('warehouse')] : []),
  ]
}

function createSource(entry: RoutineLoadEntry): readonly (readonly [string, string])[] {
  const { sourceProperties: given } = entry.load
  const text = (key: string): string => (given[key] ?? '').replaceAll(' ', '')
  const chosen = beginningOf(entry.load)
  const { 'group.id': group, ...others } = consumerProperties(entry)
  const shown = group === undefined || group === entry.group ? others : { ...others, 'group.id': group }
  const registry = given['confluent.schema.registry.url']
  return [
    ['kafka_broker_list', text('kafka_broker_list')],
    ['kafka_topic', text('kafka_topic')],
    ['kafka_partitions', chosen.map(([partition]) => partition).join(',')],
    ...(chosen.length === 0 ? [] : [['kafka_offsets', chosen.map(([, offset]) => offset).join(',')] as const]),
    ...(registry === undefined ? [] : [['confluent.schema.registry.url', registry] as const]),
    ...hashMapOrder(Object.keys(shown)).map((key) => [`property.${key}`, shown[key] ?? ''] as const),
  ]
}
