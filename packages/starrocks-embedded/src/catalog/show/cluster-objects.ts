import { functionSignature, ownEntry, parseDataTypeText, primitiveTypeName } from 'starrocks-kit/schema'
import type { FunctionSignature } from 'starrocks-kit/schema'
import type { ShowStatement } from 'starrocks-kit/language'
import { analyzingError } from '../catalog-error.ts'
import type { CatalogData } from '../data/catalog-data.ts'
import type {
  ClassifierEntry,
  FunctionEntry,
  ResourceGroupEntry,
  SecurityObjectEntry,
} from '../data/cluster-objects.ts'
import { hashMapOrder } from '../show-create/hash-map-order.ts'
import { resourceGroup, resourceGroups } from '../data/resource-groups.ts'
import type { Cell, ResultTable } from '../result/result-table.ts'
import { timeText } from '../result/time-text.ts'
import { shownDatabase } from './show-names.ts'
import type { ShowContext } from './show-context.ts'

/** SHOW DICTIONARY [name]. */
export function showDictionaries(data: CatalogData, name: string | undefined, host: string): ResultTable {
  const time = (at: number | undefined): string => (at === undefined ? '1970-01-01 08:00:00' : timeText(at))
  return {
    columns: [
      'DictionaryId',
      'DictionaryName',
      'CatalogName',
      'DbName',
      'dictionaryObject',
      'dictionaryKeys',
      'dictionaryValues',
      'status',
      'lastSuccessRefreshTime',
      'lastSuccessFinishedTime',
      'nextSchedulableTime',
      'ErrorMessage',
      'approximated dictionaryMemoryUsage (Bytes)',
    ],
    rows: Object.values(data.dictionaries)
      .filter((entry) => name === undefined || entry.name === name)
      .map((entry) => [
        String(entry.id),
        entry.name,
        entry.catalog,
        entry.database,
        entry.source,
        `[${entry.keys.join(', ')}]`,
        `[${entry.values.join(', ')}]`,
        entry.state,
        time(entry.refreshedAt),
        time(entry.refreshedAt),
        nextRefresh(entry.properties['dictionary_refresh_interval'], entry.refreshedAt),
        entry.message ?? '',
        `${host}:8060 : 0`,
      ]),
  }
}

function nextRefresh(interval: string | undefined, refreshedAt: number | undefined): string {
  const seconds = Number(interval ?? 0)
  return seconds > 0 && refreshedAt !== undefined
    ? timeText(refreshedAt + seconds * 1000)
    : 'disable auto schedule for refreshing'
}

interface GroupColumn {
  readonly name: string
  readonly value: (group: ResourceGroupEntry, classifier: ClassifierEntry) => string
  /** Shown by SHOW VERBOSE only. */
  readonly verbose?: true
}

/** Columns of SHOW RESOURCE GROUPS (com.starrocks.catalog.ResourceGroup). */
const GROUP_COLUMNS: readonly GroupColumn[] = [
  { name: 'name', value: (group) => group.name },
  { name: 'id', value: (group) => String(group.id) },
  { name: 'cpu_weight', value: (group) => String((group.exclusiveCpuCores ?? 0) > 0 ? 0 : (group.cpuWeight ?? 0)) },
  { name: 'exclusive_cpu_cores', value: (group) => String(exclusiveCores(group)) },
  { name: 'mem_limit', value: (group) => `${javaDouble(group.memoryLimit * 100)}%` },
  { name: 'max_cpu_cores', value: (group) => String(group.maxCpuCores ?? null), verbose: true },
  { name: 'big_query_cpu_second_limit', value: (group) => String(group.bigQueryCpuSecondLimit ?? 0) },
  { name: 'big_query_scan_rows_limit', value: (group) => String(group.bigQueryScanRowsLimit ?? 0) },
  { name: 'big_query_mem_limit', value: (group) => String(group.bigQueryMemoryLimit ?? 0) },
  { name: 'concurrency_limit', value: (group) => String(group.concurrencyLimit ?? null) },
  {
    name: 'spill_mem_limit_threshold',
    value: (group) => `${Math.round((group.spillMemoryLimitThreshold ?? 1) * 10_000) / 100}%`,
  },
  { name: 'type', value: (group) => group.type, verbose: true },
  { name: 'classifiers', value: (_, classifier) => classifierText(classifier) },
]

/** SHOW [VERBOSE] RESOURCE GROUP name, SHOW RESOURCE GROUPS [ALL]; without ALL the groups that would take the user's queries. */
export function showResourceGroups(
  data: CatalogData,
  statement: { readonly name?: string; readonly all?: true; readonly detail?: 'VERBOSE' | 'USAGE' },
  user: string,
): ResultTable {
  if (statement.detail === 'USAGE') return usage(data, statement.name)
  const { name } = statement
  const found = name === undefined ? resourceGroups(data) : [resourceGroup(data, name)]
  const columns = GROUP_COLUMNS.filter((column) => statement.detail === 'VERBOSE' || column.verbose !== true)
  const rows = found.flatMap((group) => {
    if (group === undefined) throw analyzingError(`Unknown resource group '${name ?? ''}' `, 5079)
    const all = name !== undefined || statement.all === true
    const classifiers = all
      ? group.classifiers.length === 0
        ? [{ id: 0 }]
        : group.classifiers
      : group.classifiers.filter((item) => item.user === undefined || item.user === user)
    return classifiers.map((classifier) => columns.map((column) => column.value(group, classifier)))
  })
  return { columns: columns.map((column) => column.name), rows }
}

/** No query runs in a group: all of them are idle. */
function usage(data: CatalogData, name: string | undefined): ResultTable {
  const groups = resourceGroups(data).filter((group) => name === undefined || group.name === name)
  return {
    columns: ['Name', 'Id', 'Backend', 'BEInUseCpuCores', 'BEInUseMemBytes', 'BERunningQueries'],
    rows: groups.map((group) => [group.name, String(group.id), '10001', '0', '0', '0']),
  }
}

function exclusiveCores(group: ResourceGroupEntry): number {
  if ((group.exclusiveCpuCores ?? 0) > 0) return group.exclusiveCpuCores ?? 0
  return group.type === 'SHORT_QUERY' ? (group.cpuWeight ?? 0) : 0
}

function classifierText(item: ClassifierEntry): string {
  const parts = [`id=${item.id}`, `weight=${javaDouble(weight(item))}`]
  if (item.user !== undefined) parts.push(`user=${item.user}`)
  if (item.role !== undefined) parts.push(`role=${item.role}`)
  if (item.queryTypes !== undefined) parts.push(`query_type in (${item.queryTypes.join(', ')})`)
  if (item.databases !== undefined) parts.push(`db='${item.databases.join(',')}'`)
  if (item.sourceIp !== undefined) parts.push(`source_ip=${item.sourceIp}`)
  if (item.cpuCost !== undefined) parts.push(`plan_cpu_cost_range=${item.cpuCost}`)
  if (item.memoryCost !== undefined) parts.push(`plan_mem_cost_range=${item.memoryCost}`)
  return `(${parts.join(', ')})`
}

/** How closely a classifier describes a query: the closest one wins. */
function weight(item: ClassifierEntry): number {
  const plain = [item.user, item.role, item.cpuCost, item.memoryCost].filter((part) => part !== undefined).length
  const types = item.queryTypes === undefined ? 0 : 1 + 0.1 / item.queryTypes.length
  const source = item.sourceIp === undefined ? 0 : 1 + Number(item.sourceIp.split('/')[1] ?? 0) / 64
  return plain + types + source + 10 * (item.databases?.length ?? 0)
}

/** As Java prints a double. */
function javaDouble(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return value.toFixed(1)
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-3 && magnitude < 1e7) return String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${exponent.replace('+', '')}`
}

/** SHOW SECURITY INTEGRATIONS and SHOW GROUP PROVIDERS, by type and name. */
export function showSecurityObjects(data: CatalogData, type: SecurityObjectEntry['type']): ResultTable {
  const rows = Object.values(data.securityObjects)
    .filter((entry) => entry.type === type)
    .map((entry): readonly Cell[] => [
      entry.name,
      ownEntry(entry.properties, 'type') ?? '',
      ownEntry(entry.properties, 'comment') ?? null,
    ])
  return {
    columns: ['Name', 'Type', 'Comment'],
    rows: rows.toSorted((a, b) => ([a[1], a[0]].join('\n') < [b[1], b[0]].join('\n') ? -1 : 1)),
  }
}

/** SHOW [FULL] FUNCTIONS [FROM database], SHOW GLOBAL FUNCTIONS: one row for each name, or with FULL its signature. */
export function showFunctions(statement: ShowStatement, context: ShowContext): ResultTable {
  const owner = statement.subject === 'GLOBAL FUNCTIONS' ? undefined : shownDatabase(statement.from, context).name
  const functions = Object.values(context.catalog.data.functions)
    .map((entry) => ({ ...entry, signature: functionSignature(entry.definition) }))
    .filter(({ signature }) => signature.database === owner)
  const full = statement.full === true
  const rows = functions.map((entry) => (full ? fullRow(entry, entry.signature) : [entry.signature.name]))
  // What looks alike is shown once.
  const once = rows.filter((row, i) => rows.findIndex((other) => other[0] === row[0]) === i)
  return {
    columns: full
      ? ['Signature', 'Return Type', 'Function Type', 'Intermediate Type', 'Properties']
      : ['Function Name'],
    rows: once.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)),
  }
}

const FUNCTION_TYPES = { AGGREGATE: 'Aggregate', TABLE: 'Table' } as const

/** Function.getInfo. Nothing is fetched, so there is no checksum. */
function fullRow(
  { id, definition, result }: FunctionEntry,
  { name, types, variadic }: FunctionSignature,
): readonly string[] {
  const { expression, returns, type, properties: said = {} } = definition
  const signature = `${name}(${types.map(primitiveTypeName).join(',')}${variadic === true ? ', ...' : ''})`
  if (expression !== undefined)
    return [signature, result === undefined ? 'INVALID_TYPE' : primitiveTypeName(result), 'SQL', 'NULL', expression]
  const properties: Readonly<Record<string, string>> = {
    fid: String(-id),
    file: said['file'] ?? '',
    md5: '',
    symbol: said['symbol']?.replaceAll('$', '.') ?? '',
    type: said['type']?.toLowerCase() === 'python' ? 'PYTHON' : 'SRJAR',
  }
  return [
    signature,
    // Table functions keep the type elsewhere (TableFunction).
    type === 'TABLE' || returns === undefined ? 'INVALID_TYPE' : primitiveTypeName(parseDataTypeText(returns)),
    type === undefined ? 'Scalar' : FUNCTION_TYPES[type],
    type === 'AGGREGATE' ? 'VARCHAR' : 'NULL',
    JSON.stringify(Object.fromEntries(hashMapOrder(Object.keys(properties)).map((key) => [key, properties[key]]))),
  ]
}
