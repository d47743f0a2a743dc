import {
  MATERIALIZED_VIEW_PROPERTY_KINDS,
  TABLE_PROPERTY_KINDS,
} from '../../packages/starrocks-kit/src/models/property-kinds.ts'
import { capabilitiesOf, defaultProperty } from '../../packages/starrocks-kit/src/schema/index.ts'
import type { Capabilities, Table, TablePropertyRule, Target } from '../../packages/starrocks-kit/src/schema/index.ts'
import {
  isAlterableMaterializedViewProperty,
  MATERIALIZED_VIEW_PROPERTIES,
} from '../../packages/starrocks-kit/src/schema/properties/materialized-view-properties.ts'
import {
  TABLE_PROPERTIES,
  TRANSIENT_PROPERTIES,
} from '../../packages/starrocks-kit/src/schema/properties/table-properties.ts'
import { RELEASES } from './targets.ts'

/** A row of the property reference. */
export type PropertyRow = readonly [
  name: string,
  values: string,
  defaultValue: string,
  omitted: string,
  alterable: string,
  runMode: string,
  since: string,
]

const target = (major: number, minor: number, runMode: Target['runMode'] = 'shared_nothing'): Target => ({
  version: { major, minor, patch: 7, label: `${major}.${minor}` },
  runMode,
})

/** Properties that models take as any text, because they are rarely written. */
const UNTYPED: Readonly<Record<string, unknown>> = {
  in_memory: 'flag',
  binlog_version: 'count',
  enable_statistic_collect_on_first_load: 'flag',
  table_query_timeout: 'count',
}

function valuesOf(kinds: Readonly<Record<string, unknown>>, name: string): string {
  const kind = kinds[name] ?? UNTYPED[name]
  if (Array.isArray(kind)) return kind.join(', ')
  return kind === 'flag' ? 'true, false' : kind === 'count' ? 'a number' : 'text'
}

function since(knows: (capabilities: Capabilities) => boolean): string {
  const [first, ...later] = RELEASES
  if (first !== undefined && knows(capabilitiesOf(target(...first)))) return ''
  const release = later.find((candidate) => knows(capabilitiesOf(target(...candidate))))
  return release === undefined ? 'none yet' : release.join('.')
}

const table = (type: 'DUPLICATE' | 'PRIMARY'): Table => ({
  kind: 'Table',
  name: 't',
  columns: [],
  key: { type, columns: [] },
  indexes: {},
  rollups: {},
  properties: {},
})

/** Defaults of the newest version: of every table, of PRIMARY KEY tables, in shared-data mode. */
function defaultsOf(name: string): string {
  const plain = defaultProperty(name, table('DUPLICATE'), target(4, 1))
  const primary = defaultProperty(name, table('PRIMARY'), target(4, 1))
  const shared = defaultProperty(name, table('DUPLICATE'), target(4, 1, 'shared_data'))
  const sharedPrimary = defaultProperty(name, table('PRIMARY'), target(4, 1, 'shared_data'))
  const parts = [plain === undefined ? '' : code(plain)]
  if (primary !== undefined && primary !== plain) parts.push(`${code(primary)} (PRIMARY KEY)`)
  if (shared !== undefined && shared !== plain) parts.push(`${code(shared)} (shared-data)`)
  if (sharedPrimary !== undefined && sharedPrimary !== shared && sharedPrimary !== primary) {
    parts.push(`${code(sharedPrimary)} (shared-data, PRIMARY KEY)`)
  }
  return parts.filter((part) => part !== '').join(', ')
}

function code(value: string): string {
  return value === '' ? 'empty' : `\`${value}\``
}

const OMITTED = { serverDefault: 'set back to the default', unmanaged: 'left alone' } as const

function omittedOf(name: string, { omission, printed }: TablePropertyRule): string {
  if (TRANSIENT_PROPERTIES.has(name)) return 'not compared: never shown'
  if (printed === undefined) return OMITTED[omission]
  const [nothing, data] = [target(4, 1), target(4, 1, 'shared_data')].map((one) => printed(capabilitiesOf(one)))
  if (nothing === data) return nothing === true ? OMITTED[omission] : 'not compared: not shown since 3.3'
  return `${OMITTED[omission]}; not compared in ${nothing === true ? 'shared-data' : 'shared-nothing'} mode, which does not show it`
}

export function tableProperties(): readonly PropertyRow[] {
  return Object.entries(TABLE_PROPERTIES)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rule]) => [
      `\`${name}\``,
      valuesOf(TABLE_PROPERTY_KINDS, name),
      defaultsOf(name),
      omittedOf(name, rule),
      rule.alterable ? 'SET' : 'no',
      runModeOf(rule.available),
      since((capabilities) => capabilities.knowsTableProperty(name)),
    ])
}

function runModeOf(available: ((capabilities: Capabilities) => boolean) | undefined): string {
  if (available === undefined) return 'both'
  const nothing = available(capabilitiesOf(target(4, 1)))
  return nothing ? 'shared-nothing' : 'shared-data'
}

export function materializedViewProperties(): readonly PropertyRow[] {
  return Object.entries(MATERIALIZED_VIEW_PROPERTIES)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rule]) => [
      `\`${name}\``,
      valuesOf(MATERIALIZED_VIEW_PROPERTY_KINDS, name),
      rule.default === undefined ? '' : code(rule.default),
      OMITTED[rule.omission],
      isAlterableMaterializedViewProperty(name) ? 'SET' : 'no',
      ['warehouse', 'datacache.enable', 'enable_async_write_back'].includes(name) ? 'shared-data' : 'both',
      since((capabilities) => capabilities.knowsMaterializedViewProperty(name)),
    ])
}
