import type { Properties } from '../types/properties.ts'
import type { IndexDesc } from '../../language/index.ts'
import { isSimple, isString } from '../data-type/rules.ts'
import { messageDataType, primitiveTypeName } from '../data-type/print.ts'
import { indexFromDesc } from '../from-ast/table-index.ts'
import { columnSpelling, normalizeIndex } from '../normalize/table.ts'
import type { Column } from '../types/column.ts'
import type { Index, Table, TableKey } from '../types/table.ts'
import { isSettingOff } from './cluster.ts'
import { includesColumn, sameColumn } from './columns.ts'
import { at } from './names.ts'
import { refuse, refuseAnalyzing } from './refusal.ts'
import type { ApplyScope } from './result.ts'
import { refuseInput } from './unexpected-input.ts'
import { checkVectorParameters } from './vector-index.ts'

const MAX_NAME_LENGTH = 64

/** The index that a description gives, with the parameters that the server fills in. */
export function indexOf(desc: IndexDesc, table: Table): Index {
  return normalizeIndex(indexFromDesc(desc), columnSpelling(table.columns))
}

/** Kinds of indexes that an older grammar does not know. */
export function checkIndexSyntax(desc: IndexDesc, scope: ApplyScope): void {
  const known = scope.capabilities.indexTypes
  if (desc.type === undefined || known.includes(desc.type)) return
  refuseInput(
    desc,
    known.map((type) => `'${type}'`),
    scope,
    { word: desc.type, find: /(?<=\bUSING\s+)\w/i },
  )
}

/** Name and number of columns (IndexDef.analyze). */
export function checkIndexDesc(desc: IndexDesc, scope: ApplyScope): void {
  if (desc.name === '') refuseAnalyzing('index name cannot be blank.')
  if (desc.name.length > MAX_NAME_LENGTH) {
    refuseAnalyzing('index name too long, the index name length at most is 64.')
  }
  if (new Set(desc.columns.map((name) => name.toLowerCase())).size !== desc.columns.length) {
    refuseAnalyzing('columns of index has duplicated.')
  }
  if (desc.columns.length !== 1) {
    const named = scope.capabilities.wording === '3.2' ? 'bitmap' : desc.name
    refuseAnalyzing(`${named} index can only apply to a single column.`)
  }
}

/** All indexes of CREATE TABLE (CreateTableAnalyzer.analyzeIndexDefs). */
export function checkIndexes(descs: readonly IndexDesc[], table: Table, key: TableKey, scope: ApplyScope): void {
  const vectors = descs.filter((desc) => desc.type === 'VECTOR').map((desc) => desc.name)
  if (vectors.length > 1) {
    refuseAnalyzing(
      `At most one vector index is allowed for a table, but ${vectors.length} were found: [${vectors.join(', ')}]`,
    )
  }
  for (const desc of descs) {
    checkIndexDesc(desc, scope)
    for (const name of desc.columns) {
      const column = table.columns.find((candidate) => sameColumn(candidate.name, name))
      if (column === undefined) {
        const named = scope.capabilities.wording === '3.2' ? 'BITMAP' : desc.name
        refuseAnalyzing(`${named} column does not exist in table. invalid column: ${name}`, at(desc, scope))
      }
      checkIndexColumn(indexOf(desc, table), column, key, scope)
    }
  }
  const [first] = descs
  if (new Set(descs.map((desc) => desc.name.toLowerCase())).size !== descs.length) {
    refuseAnalyzing('index name must be unique', at(first, scope))
  }
  if (new Set(descs.map((desc) => desc.columns.join(',').toLowerCase())).size !== descs.length) {
    refuseAnalyzing('same index columns have multiple index name is not allowed', at(first, scope))
  }
}

/** What each kind of index asks of its column. */
export function checkIndexColumn(index: Index, column: Column, key: TableKey, scope: ApplyScope): void {
  const isKey = includesColumn(key.columns, column.name)
  const aggregates = (key.type === 'AGGREGATE' || key.type === 'UNIQUE') && !isKey
  switch (index.type) {
    case 'BITMAP':
      if (!canBitmap(column)) {
        refuseAnalyzing(
          `${primitiveTypeName(column.type)} is not supported in bitmap index. invalid column: ${column.name}`,
        )
      }
      if (aggregates) {
        refuseAnalyzing(
          `BITMAP index only used in columns of DUP_KEYS/PRIMARY_KEYS table or key columns of UNIQUE_KEYS/AGG_KEYS table. invalid column: ${column.name}`,
        )
      }
      return
    case 'NGRAMBF':
      return checkNgram(index, column, aggregates)
    case 'GIN':
      return checkGin(index, column, key, scope)
    case 'VECTOR':
      return checkVector(index, column, key, scope)
  }
}

function canBitmap(column: Column): boolean {
  if (isString(column.type) || column.type.kind === 'decimal') return true
  return isSimple(column.type, 'boolean', 'tinyint', 'smallint', 'int', 'bigint', 'largeint', 'date', 'datetime')
}

/** What is wrong with a `bloom_filter_fpp` (BloomFilterIndexUtil.analyzeBloomFilterFpp). */
export function falsePositiveProblem(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const number = value.trim() === '' ? Number.NaN : Number(value)
  if (Number.isNaN(number)) return 'Bloom filter fpp is not Double'
  return number < 0.0001 || number > 0.05 ? 'Bloom filter fpp should in [1.0E-4, 0.05]' : undefined
}

function checkNgram(index: Index, column: Column, aggregates: boolean): void {
  if (!isString(column.type)) {
    refuseAnalyzing(
      `Invalid ngram bloom filter column '${column.name}': unsupported type ${messageDataType(column.type)}`,
    )
  }
  if (aggregates) {
    refuseAnalyzing(
      `Ngram Bloom filter index only used in columns of DUP_KEYS/PRIMARY table or key columns of UNIQUE_KEYS/AGG_KEYS table. invalid column: ${column.name}`,
    )
  }
  const problem = falsePositiveProblem(index.properties['bloom_filter_fpp'])
  if (problem !== undefined) refuseAnalyzing(problem)
  const gram = index.properties['gram_num']
  if (gram !== undefined && !/^[+-]?\d+$/.test(gram)) refuse(`For input string: "${gram}"`, { running: false })
  if (gram !== undefined && Number(gram) <= 0) {
    refuseAnalyzing("Ngram Bloom filter's gram_num should be positive number")
  }
  const caseSensitive = index.properties['case_sensitive']?.toLowerCase()
  if (caseSensitive !== undefined && caseSensitive !== 'true' && caseSensitive !== 'false') {
    refuseAnalyzing("Ngram Bloom filter's case_sensitive should be true or false")
  }
}

/** Parameters of inverted indexes (InvertedIndexParams). */
const GIN_PARAMETERS: ReadonlySet<string> = new Set([
  'imp_lib',
  'parser',
  'omit_term_freq_and_position',
  'dict_gram_num',
  'is_search_analyzed',
  'default_search_analyzer',
  'rerank',
])

function checkGin(index: Index, column: Column, key: TableKey, scope: ApplyScope): void {
  const primary = key.type === 'PRIMARY' && scope.capabilities.ginOnPrimaryKey
  if (key.type !== 'DUPLICATE' && !primary) {
    const tables = scope.capabilities.ginOnPrimaryKey ? 'DUPLICATE/PRIMARY_KEYS' : 'DUPLICATE'
    refuseAnalyzing(`The inverted index can only be build on ${tables} table.`)
  }
  if (!isString(column.type)) {
    refuseAnalyzing('The inverted index can only be build on column with type of CHAR/STRING/VARCHAR type.')
  }
  const sharedData = scope.capabilities.runMode === 'shared_data'
  const hasBuiltin = scope.capabilities.builtinInvertedIndex
  if (sharedData && !hasBuiltin) refuseAnalyzing('The inverted index does not support shared data mode')
  if (isSettingOff('enable_experimental_gin', scope)) {
    refuseAnalyzing('The inverted index is disabled, enable it by setting FE config `enable_experimental_gin` to true')
  }
  const library = index.properties['imp_lib']?.toLowerCase() ?? 'clucene'
  if (!(hasBuiltin ? ['clucene', 'builtin'] : ['clucene']).includes(library)) {
    refuseAnalyzing(`Only support clucene${hasBuiltin ? ' or builtin implement for now' : ' implement for now. '}`)
  }
  if (sharedData && library !== 'builtin' && Object.hasOwn(index.properties, 'imp_lib')) {
    refuseAnalyzing('Clucene inverted index does not support shared data mode')
  }
  const unknown = Object.keys(index.properties).filter((name) => !GIN_PARAMETERS.has(name.toLowerCase()))
  if (unknown.length > 0) refuseAnalyzing(`Do not support parameters ${unknown.join(',')} for GIN. `)
  const parser = index.properties['parser'] ?? 'none'
  if (!['none', 'standard', 'english', 'chinese'].includes(parser)) {
    refuseAnalyzing(
      `INVERTED index parser: ${parser} is invalid for column: ${column.name} of type ${primitiveTypeName(column.type)}`,
    )
  }
}

function checkVector(index: Index, column: Column, key: TableKey, scope: ApplyScope): void {
  if (scope.capabilities.runMode === 'shared_data') {
    refuseAnalyzing('The vector index does not support shared data mode')
  }
  if (isSettingOff('enable_experimental_vector', scope)) {
    refuseAnalyzing('The vector index is disabled, enable it by setting FE config `enable_experimental_vector` to true')
  }
  if (column.nullable) refuseAnalyzing('The vector index can only build on non-nullable column')
  if (key.type !== 'DUPLICATE' && key.type !== 'PRIMARY') {
    refuseAnalyzing('The vector index can only build on DUPLICATE or PRIMARY table')
  }
  if (column.type.kind !== 'array' || !isSimple(column.type.element, 'float')) {
    refuseAnalyzing('The vector index can only be build on column with type of array<float>.')
  }
  checkVectorParameters(index)
}

/** A column has one filter: the plain bloom filter or one of n-grams (recorded; found when the table is made). */
export function checkOneFilter(indexes: readonly Index[], bloomFilterColumns: string | undefined): void {
  const filtered = (bloomFilterColumns ?? '').split(',').map((name) => name.trim())
  for (const index of indexes) {
    const [column] = index.columns
    if (index.type === 'NGRAMBF' && column !== undefined && includesColumn(filtered, column)) {
      refuse(`column ${column} should only have one bloom filter index or ngram bloom filter index`)
    }
  }
}

/** Without `bloom_filter_fpp` filters have this rate of false positives (FeConstants.DEFAULT_BLOOM_FILTER_FPP). */
const DEFAULT_FALSE_POSITIVES = 0.05

/** A job that changes nothing of the filters is not made (SchemaChangeHandler.createJob). */
export function checkFilterChange(table: Table, properties: Properties): void {
  const before = filterColumns(table.properties['bloom_filter_columns'])
  const columns = properties['bloom_filter_columns']
  const rate = properties['bloom_filter_fpp']
  const sameRate =
    rate !== undefined && Number(rate) === Number(table.properties['bloom_filter_fpp'] ?? DEFAULT_FALSE_POSITIVES)
  const unchanged =
    columns === undefined
      ? rate !== undefined && (before === '' || sameRate)
      : before !== '' && filterColumns(columns) === before && (rate === undefined || sameRate)
  if (unchanged) refuse('Bloom filter index has no change')
}

function filterColumns(value = ''): string {
  const names = value.split(',').map((name) => name.trim().toLowerCase())
  return [...new Set(names)].toSorted().join(',')
}
