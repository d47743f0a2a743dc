import type { AttributeSwitch, AttributeSwitches, NameFilter, ObjectFilter, Selection } from '../diff/index.ts'
import { compact } from '../util/compact.ts'
import { readFunction, readRecord } from './reader.ts'
import type { Fail } from './reader.ts'

/** What takes part when models and a database are compared. */
export interface ComparisonConfig {
  /** Called with `(name, type, parents)` for each database and each object of both sides, before the objects are read. Default: all take part. */
  readonly includeName?: NameFilter
  /** Called with `(object, name, type, reflected, compareTo, place)` for tables, views, materialized views, columns, indexes and rollups. Default: all take part. */
  readonly includeObject?: ObjectFilter
  /** Attributes of which differences do not count: `{ column: { comment: false } }`. Default: all count. */
  readonly attributes?: AttributeSwitches
}

const KEYS = ['includeName', 'includeObject', 'attributes'] satisfies readonly (keyof ComparisonConfig)[]

/** What can be switched, by type: a mapped type over the attributes, so that a new one is not forgotten. */
const SWITCHES: {
  readonly [Type in Exclude<keyof AttributeSwitches, 'properties' | 'columnOrder'>]: {
    readonly [Attribute in keyof Required<NonNullable<AttributeSwitches[Type]>>]: true
  }
} = {
  table: {
    engine: true,
    key: true,
    comment: true,
    partitioning: true,
    distribution: true,
    sortKey: true,
    indexes: true,
    rollups: true,
  },
  column: {
    type: true,
    nullable: true,
    aggregation: true,
    default: true,
    autoIncrement: true,
    generated: true,
    comment: true,
  },
  view: { columns: true, comment: true, security: true, query: true },
  materializedView: {
    columns: true,
    comment: true,
    partitioning: true,
    distribution: true,
    sortKey: true,
    refresh: true,
    indexes: true,
    query: true,
  },
}

export function readComparison(value: unknown, fail: Fail): Selection {
  if (value === undefined) return {}
  const example = '{ includeName, includeObject, attributes }, each optional'
  const { includeName, includeObject, attributes } = readRecord('compare', value, { keys: KEYS, example, fail })
  return compact({
    includeName: readFunction<NameFilter>('compare.includeName', includeName, fail),
    includeObject: readFunction<ObjectFilter>('compare.includeObject', includeObject, fail),
    attributes: readSwitches(attributes, fail),
  })
}

function readSwitches(value: unknown, fail: Fail): AttributeSwitches | undefined {
  if (value === undefined) return undefined
  const name = 'compare.attributes'
  const example = 'switches by type, as in { column: { comment: false } }'
  const types = readRecord(name, value, {
    keys: [...Object.keys(SWITCHES), 'columnOrder', 'properties'],
    example,
    fail,
  })
  return Object.fromEntries(
    Object.entries(types).map(([type, switches]) => {
      if (type !== 'columnOrder') return [type, readAttributes(type, switches, fail)]
      return [type, typeof switches === 'boolean' ? switches : fail(`${name}.columnOrder: it is true or false.`)]
    }),
  )
}

function readAttributes(type: string, switches: unknown, fail: Fail): Readonly<Record<string, AttributeSwitch<never>>> {
  const name = `compare.attributes.${type}`
  const known: Readonly<Record<string, object>> = SWITCHES
  const attributes = readRecord(name, switches, {
    ...(known[type] === undefined ? {} : { keys: Object.keys(known[type]) }),
    example: 'attributes, each with true, false or a function',
    fail,
  })
  return Object.fromEntries(
    Object.entries(attributes).map(([attribute, how]) => {
      if (typeof how === 'boolean') return [attribute, how]
      if (typeof how !== 'function') return fail(`${name}.${attribute}: give true, false or a function.`)
      return [attribute, readFunction<AttributeSwitch<never>>(`${name}.${attribute}`, how, fail) ?? true]
    }),
  )
}
