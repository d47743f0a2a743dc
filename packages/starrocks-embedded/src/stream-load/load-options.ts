import { parseExpression, parseImportColumns, SqlSyntaxError } from 'starrocks-kit/language'
import type { Expression, ImportColumns } from 'starrocks-kit/language'
import { readDelimiter } from './delimiter.ts'
import { readJsonPath } from './json-path.ts'
import type { JsonPath } from './json-path.ts'
import { LoadError } from './load-error.ts'

/** How the bytes of a load are packed. */
type Compression = 'gzip' | 'deflate' | 'zstd'

/** How a CSV text is cut into fields. */
export interface CsvOptions {
  readonly columnSeparator: Buffer
  readonly rowDelimiter: Buffer
  readonly skipHeader: number
  readonly trimSpace: boolean
  /** One byte; a field between two of them may hold separators. */
  readonly enclose?: number
  /** One byte, which takes its meaning from the next. */
  readonly escape?: number
}

/** Where rows and fields stand in a JSON text. */
export interface JsonOptions {
  readonly paths?: readonly JsonPath[]
  readonly root?: JsonPath
  readonly stripOuterArray: boolean
  /** Lifts the limit on the size of a JSON text. */
  readonly ignoreSize: boolean
}

/** What the headers of a load say. */
export interface LoadOptions {
  readonly format: 'csv' | 'json'
  readonly compression?: Compression
  readonly csv: CsvOptions
  readonly json: JsonOptions
  readonly columns?: ImportColumns['columns']
  readonly where?: Expression
  readonly partitions?: readonly string[]
  readonly maxFilterRatio: number
  readonly timeoutSeconds: number
  readonly strict: boolean
  readonly timeZone: string
  readonly partialUpdate: boolean
  readonly mergeCondition?: string
  readonly negative: boolean
  /** How many bad rows are kept: 0 for none but those that the error log shows, -1 for all. */
  readonly logRejectedRecordNum: number
}

/** A header by its name in lower case; undefined when it is absent or empty. */
export type Headers = (name: string) => string | undefined

const FORMATS: Readonly<Record<string, { readonly format: 'csv' | 'json'; readonly compression?: Compression }>> = {
  csv: { format: 'csv' },
  json: { format: 'json' },
  gzip: { format: 'csv', compression: 'gzip' },
  deflate: { format: 'csv', compression: 'deflate' },
  zstd: { format: 'csv', compression: 'zstd' },
}

/** `stream_load_default_timeout_second`. */
const DEFAULT_TIMEOUT_SECONDS = 600
/** TimeUtils.DEFAULT_TIME_ZONE: a load does not follow the time zone of the server. */
const DEFAULT_TIME_ZONE = 'Asia/Shanghai'

/** Reads the headers of a load (StreamLoadAction). Throws `LoadError` for what the server refuses. */
export function readLoadOptions(header: Headers): LoadOptions {
  const written = header('format') ?? 'csv'
  const packed = Object.hasOwn(FORMATS, written.toLowerCase()) ? FORMATS[written.toLowerCase()] : undefined
  if (packed === undefined) throw new LoadError(`unknown data format, format=${written}`)
  const compression = readCompression(header) ?? packed.compression
  const columns = header('columns')
  const where = header('where')
  const mergeCondition = header('merge_condition')
  const partitions = header('partitions')
  if (header('temporary_partitions') !== undefined) {
    throw new LoadError('temporary partitions are not supported by the embedded server: load into the table')
  }
  if (header('enable_merge_commit')?.toLowerCase() === 'true') {
    throw new LoadError('merge commit is not supported by the embedded server: leave enable_merge_commit out')
  }
  return {
    format: packed.format,
    ...(compression === undefined ? {} : { compression }),
    csv: readCsv(header),
    json: readJson(header),
    ...(columns === undefined ? {} : { columns: parsed(columns, (text) => parseImportColumns(text).columns) }),
    ...(where === undefined ? {} : { where: parsed(where, parseExpression) }),
    ...(partitions === undefined ? {} : { partitions: partitions.trim().split(/\s*,\s*/) }),
    maxFilterRatio: Number.parseFloat(header('max_filter_ratio') ?? '0') || 0,
    timeoutSeconds: wholeNumber(header, 'timeout', 0, 'Invalid timeout format') ?? DEFAULT_TIMEOUT_SECONDS,
    strict: flag(header, 'strict_mode', 'strict mode format') ?? false,
    timeZone: readTimeZone(header('timezone')),
    partialUpdate: flag(header, 'partial_update', 'partial update flag format') ?? false,
    ...(mergeCondition === undefined ? {} : { mergeCondition }),
    negative: header('negative') === 'true',
    logRejectedRecordNum:
      wholeNumber(header, 'log_rejected_record_num', -1, 'Invalid log_rejected_record_num format') ?? 0,
  }
}

function readCsv(header: Headers): CsvOptions {
  const enclose = header('enclose')
  const escape = header('escape')
  return {
    columnSeparator: readDelimiter(header('column_separator') ?? '\t'),
    rowDelimiter: readDelimiter(header('row_delimiter') ?? '\n'),
    skipHeader: wholeNumber(header, 'skip_header', 0, 'Invalid csv load skip_header format') ?? 0,
    trimSpace: flag(header, 'trim_space', 'trim space format') ?? false,
    ...(enclose === undefined ? {} : { enclose: firstByte(enclose) }),
    ...(escape === undefined ? {} : { escape: firstByte(escape) }),
  }
}

function readJson(header: Headers): JsonOptions {
  const paths = header('jsonpaths')
  const root = header('json_root')
  return {
    ...(paths === undefined ? {} : { paths: readPaths(paths) }),
    ...(root === undefined ? {} : { root: readJsonPath(root) }),
    stripOuterArray: header('strip_outer_array')?.toLowerCase() === 'true',
    ignoreSize: header('ignore_json_size')?.toLowerCase() === 'true',
  }
}

function readPaths(text: string): readonly JsonPath[] {
  let paths: unknown
  try {
    paths = JSON.parse(text)
  } catch {
    throw new LoadError(`Invalid json path: ${text}`, 'DATA_QUALITY_ERROR')
  }
  if (!Array.isArray(paths)) throw new LoadError(`Invalid json path: ${text}`, 'INVALID_ARGUMENT')
  return paths.map((path: unknown) => {
    if (typeof path !== 'string') throw new LoadError(`Invalid json path: ${text}`, 'INVALID_ARGUMENT')
    return readJsonPath(path)
  })
}

function readCompression(header: Headers): Compression | undefined {
  const encoding = header('content-encoding')
  const given = header('compression')
  if (encoding !== undefined && given !== undefined) {
    throw new LoadError('Only one of http header content-encoding and compression can be set', 'INVALID_ARGUMENT')
  }
  const name = encoding ?? given
  switch (name?.toLowerCase()) {
    case undefined:
      return undefined
    case 'gzip':
    case 'deflate':
    case 'zstd':
      return name?.toLowerCase() as Compression
    case 'bzip2':
    case 'lz4_frame':
      throw new LoadError(`${name} is not supported by the embedded server: use gzip, deflate or zstd`)
    default:
      throw new LoadError(`Unsupported compression type: ${name}`)
  }
}

function readTimeZone(name: string | undefined): string {
  if (name === undefined) return DEFAULT_TIME_ZONE
  try {
    Intl.DateTimeFormat('en', { timeZone: name }).format(0)
    return name
  } catch {
    throw new LoadError(`Unknown or incorrect time zone: '${name}'`, 'ANALYSIS_ERROR')
  }
}

function parsed<T>(text: string, parse: (text: string) => T): T {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error
    throw new LoadError(`Getting syntax error: ${error.message}`)
  }
}

function firstByte(text: string): number {
  return Buffer.from(text)[0] ?? 0
}

function flag(header: Headers, name: string, what: string): boolean | undefined {
  switch (header(name)?.toLowerCase()) {
    case undefined:
      return undefined
    case 'true':
      return true
    case 'false':
      return false
    default:
      throw new LoadError(`Invalid ${what}. Must be bool type`, 'INVALID_ARGUMENT')
  }
}

/** A number as `stoll` reads it: digits in front, whatever follows. */
function wholeNumber(header: Headers, name: string, least: number, message: string): number | undefined {
  const text = header(name)
  if (text === undefined) return undefined
  const value = Number.parseInt(text, 10)
  if (Number.isNaN(value)) throw new LoadError(message, 'INVALID_ARGUMENT')
  if (value < least) throw new LoadError(`${name} must be equal or greater than ${least}`, 'INVALID_ARGUMENT')
  return value
}
