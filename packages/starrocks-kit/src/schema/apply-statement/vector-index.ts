import type { Index } from '../types/table.ts'
import { refuseAnalyzing } from './refusal.ts'

type Kind = 'HNSW' | 'IVFPQ'

interface Parameter {
  /** The kind of index that it belongs to; those without one belong to both. */
  readonly of?: Kind
  readonly search?: true
  /** What is wrong with a value, in the server's words. */
  readonly problem: (value: string) => string | undefined
}

function integer(name: string, least: number): Parameter['problem'] {
  return (value) => {
    if (!/^[+-]?\d{1,10}$/.test(value)) return `Value of \`${name}\` must be a integer`
    return Number(value) < least ? `Value of \`${name}\` must be >= ${least}` : undefined
  }
}

const anything = (): undefined => undefined

/** Parameters of vector indexes (VectorIndexParams, main branch of June 2025). */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  INDEX_TYPE: {
    problem: (value) =>
      ['HNSW', 'IVFPQ'].includes(value.toUpperCase()) ? undefined : 'Value of `index_type` must in (HNSW,IVFPQ)',
  },
  DIM: { problem: integer('DIM', 1) },
  METRIC_TYPE: {
    problem: (value) =>
      ['l2_distance', 'cosine_similarity'].includes(value.toLowerCase())
        ? undefined
        : 'Value of `METRIC_TYPE` must be in [l2_distance, cosine_similarity]',
  },
  IS_VECTOR_NORMED: {
    problem: (value) =>
      /^(?:true|false)$/i.test(value) ? undefined : 'Value of `IS_VECTOR_NORMED` must be `true` or `false`',
  },
  INDEX_BUILD_THRESHOLD: { problem: anything },
  M: { of: 'HNSW', problem: integer('M', 2) },
  EFCONSTRUCTION: { of: 'HNSW', problem: integer('EFCONSTRUCTION', 1) },
  NBITS: {
    of: 'IVFPQ',
    problem: (value) => {
      if (Number.isNaN(Number(value))) return 'Value of `NBITS` must be a integer'
      return Number(value) === 8 ? undefined : 'Value of `NBITS` must be 8'
    },
  },
  NLIST: { of: 'IVFPQ', problem: integer('NLIST', 1) },
  M_IVFPQ: { of: 'IVFPQ', problem: integer('M_IVFPQ', 1) },
  EFSEARCH: { of: 'HNSW', search: true, problem: integer('EFSEARCH', 1) },
  NPROBE: { of: 'IVFPQ', search: true, problem: integer('NPROBE', 1) },
  MAX_CODES: { of: 'IVFPQ', search: true, problem: integer('MAX_CODES', 0) },
  SCAN_TABLE_THRESHOLD: { of: 'IVFPQ', search: true, problem: integer('SCAN_TABLE_THRESHOLD', 0) },
  POLYSEMOUS_HT: { of: 'IVFPQ', search: true, problem: integer('POLYSEMOUS_HT', 0) },
  RANGE_SEARCH_CONFIDENCE: {
    of: 'IVFPQ',
    search: true,
    problem: (value) => {
      if (Number.isNaN(Number(value))) return 'Value of `RANGE_SEARCH_CONFIDENCE` must be a double'
      if (Number(value) < 0) return 'Value of `RANGE_SEARCH_CONFIDENCE` must be >= 0.000000'
      return Number(value) > 1 ? 'Value of `RANGE_SEARCH_CONFIDENCE` must be <= 1.000000' : undefined
    },
  },
}

const REQUIRED: Readonly<Record<string, string>> = {
  METRIC_TYPE: 'You should set `metric_type` at least to add a vector index.',
  DIM: 'You should set `dim` to a numeric value for a vector index.',
  INDEX_TYPE: 'You should set `index_type` to IVFPQ/HNSW for a vector index.',
}

/** The parameters of a vector index: known ones, of its kind, with values that fit (VectorIndexUtil.checkVectorIndexValid). */
export function checkVectorParameters(index: Index): void {
  const given = new Map(Object.entries(index.properties).map(([key, value]) => [key.toUpperCase(), value]))
  if (given.size === 0) refuseAnalyzing('You should set index_type at least to add a vector index.')
  for (const [key, value] of given) {
    const parameter = Object.hasOwn(PARAMETERS, key) ? PARAMETERS[key] : undefined
    if (parameter === undefined) refuseAnalyzing(`Unknown index param: \`${key}\``)
    const problem = parameter.problem(value)
    if (problem !== undefined) refuseAnalyzing(problem)
  }
  const missing = Object.entries(REQUIRED).filter(([key]) => !given.has(key))
  if (missing.length > 0) refuseAnalyzing(missing.map(([, alert]) => alert).join('/'))
  const kind = given.get('INDEX_TYPE')?.toUpperCase()
  const misplaced = (search: true | undefined): string =>
    [...given.keys()]
      .filter((key) => PARAMETERS[key]?.search === search && ![undefined, kind].includes(PARAMETERS[key]?.of))
      .join(', ')
  for (const [word, search] of [
    ['Index', undefined],
    ['Search', true],
  ] as const) {
    const keys = misplaced(search)
    if (keys !== '') refuseAnalyzing(`${word} params [${keys}] should not define with ${kind ?? ''}`)
  }
  if (kind !== 'IVFPQ') return
  const parts = given.get('M_IVFPQ')
  if (parts === undefined) refuseAnalyzing('`M_IVFPQ` is required for IVFPQ index')
  if (Number(given.get('DIM')) % Number(parts) !== 0) {
    refuseAnalyzing('`DIM` should be a multiple of `M_IVFPQ` for IVFPQ index')
  }
}
