import { availableParallelism } from 'node:os'
import type { Properties } from 'starrocks-kit/schema'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { ResourceGroupEntry } from '../../catalog/data/cluster-objects.ts'

export type ResourceGroupProperties = Partial<Omit<ResourceGroupEntry, 'name' | 'id' | 'classifiers'>>

type Reader = (text: string, property: string) => ResourceGroupProperties

/** The rules of ResourceGroupAnalyzer.analyzeProperties; the number of cores is that of this machine. */
const READERS: Readonly<Record<string, Reader>> = {
  cpu_core_limit: (text, property) => ({ cpuWeight: cpuWeight(text, property) }),
  cpu_weight: (text, property) => ({ cpuWeight: cpuWeight(text, property) }),
  exclusive_cpu_cores(text, property) {
    const exclusiveCpuCores = integer(text, property)
    const cores = availableParallelism()
    if (exclusiveCpuCores >= cores)
      throw analyzingError(
        `exclusive_cpu_cores cannot exceed the minimum number of CPU cores available on the backends minus one [${cores - 1}]`,
      )
    return { exclusiveCpuCores }
  },
  max_cpu_cores(text, property) {
    const maxCpuCores = integer(text, property)
    const cores = availableParallelism()
    if (maxCpuCores > cores) throw analyzingError(`max_cpu_cores should range from 0 to ${cores}`)
    return { maxCpuCores }
  },
  mem_limit(text, property) {
    const memoryLimit = share(text, property)
    if (memoryLimit <= 0 || memoryLimit > 1)
      throw analyzingError('mem_limit should range from 0.00(exclude) to 1.00(include)')
    return { memoryLimit }
  },
  big_query_mem_limit: (text, property) => ({ bigQueryMemoryLimit: notNegative(text, property) }),
  big_query_scan_rows_limit: (text, property) => ({ bigQueryScanRowsLimit: notNegative(text, property) }),
  big_query_cpu_second_limit(text, property) {
    const bigQueryCpuSecondLimit = integer(text, property)
    // Backends count nanoseconds in 64 bits.
    if (bigQueryCpuSecondLimit < 0 || bigQueryCpuSecondLimit > 9_223_372_036)
      throw analyzingError('The range of `big_query_cpu_second_limit` should be (0, 9223372036]')
    return { bigQueryCpuSecondLimit }
  },
  concurrency_limit(text, property) {
    const concurrencyLimit = integer(text, property)
    if (concurrencyLimit < 0) throw analyzingError('concurrency_limit should be greater than 0')
    return { concurrencyLimit }
  },
  spill_mem_limit_threshold(text, property) {
    const spillMemoryLimitThreshold = share(text, property)
    if (spillMemoryLimitThreshold <= 0 || spillMemoryLimitThreshold >= 1)
      throw analyzingError('spill_mem_limit_threshold should range from 0.00(exclude) to 1.00(exclude)')
    return { spillMemoryLimitThreshold }
  },
  type(text) {
    const type = text.toUpperCase()
    if (type !== 'NORMAL' && type !== 'MV' && type !== 'SHORT_QUERY')
      throw analyzingError("Only support 'normal', 'mv' and 'short_query' type")
    return { type }
  },
}

/** Reads the WITH clause of a resource group. Throws for unknown properties and for values out of range. */
export function readResourceGroupProperties(properties: Properties): ResourceGroupProperties {
  let result: ResourceGroupProperties = {}
  for (const [key, text] of Object.entries(properties)) {
    const property = key.toLowerCase()
    const read = Object.hasOwn(READERS, property) ? READERS[property] : undefined
    if (read === undefined) throw analyzingError(`Unknown property: ${key}`)
    result = { ...result, ...read(text, key) }
  }
  return result
}

function cpuWeight(text: string, property: string): number {
  const weight = integer(text, property)
  const cores = availableParallelism()
  if (weight > cores) throw analyzingError(`cpu_weight should range from 0 to ${cores}`)
  return weight
}

function integer(text: string, property: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw notNumeric(text, property)
  return Number(text)
}

function notNegative(text: string, property: string): number {
  const value = integer(text, property)
  if (value < 0) throw analyzingError(`${property.toLowerCase()} should greater than 0 or equal to 0`)
  return value
}

/** `0.2` or `20%`. */
function share(text: string, property: string): number {
  const digits = text.endsWith('%') ? text.slice(0, -1) : text
  const value = digits.trim() === '' ? Number.NaN : Number(digits)
  if (Number.isNaN(value)) throw notNumeric(text, property)
  return text.endsWith('%') ? value / 100 : value
}

function notNumeric(text: string, property: string): Error {
  return analyzingError(
    `The value type of the property \`${property}\` must be a valid numeric type, but it is set to \`${text}\``,
  )
}
