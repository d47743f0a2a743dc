import { dataTypeFromAst } from '../schema/from-ast/data-type.ts'
import type { DataType as TypeNode, Property, Statement } from '../language/index.ts'

/**
 * A CREATE statement as plain data, without what StarRocks writes or leaves out at will: NULL, empty comments, ENGINE=OLAP, SECURITY NONE, IMMEDIATE,
 * DEFAULT NULL, the order of properties, the display width of types and the name of the object (SHOW CREATE does not print its database).
 */
export function canonicalCreate(statement: Statement): unknown {
  const node = canonical(statement)
  return isRecord(node) ? { ...node, name: null } : node
}

const TYPES: ReadonlySet<string> = new Set(['ScalarType', 'ArrayType', 'MapType', 'StructType', 'AggStateType'])

/** Values of attributes that mean the same as leaving them out. */
const IMMATERIAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  span: () => true,
  // DEFAULT with or without parentheses (4.1).
  bare: () => true,
  nullable: (value) => value === true,
  comment: (value) => value === '',
  engine: (value) => typeof value === 'string' && value.toLowerCase() === 'olap',
  security: (value) => value === 'NONE',
  moment: (value) => value === 'IMMEDIATE',
  default: (value) => isRecord(value) && value['kind'] === 'DefaultNull',
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (!isRecord(value)) return value
  if (isTypeNode(value)) return dataTypeFromAst(value)
  return Object.fromEntries(
    Object.entries(withoutStateStorage(value))
      .filter(([key, item]) => IMMATERIAL[key]?.(item) !== true)
      .map(([key, item]) => [
        key,
        key === 'properties' && isProperties(item) ? canonicalProperties(item) : canonical(item),
      ]),
  )
}

/** SHOW CREATE prints what a generic aggregate state is stored as before the state itself: `varbinary avg(int(11))`. */
function withoutStateStorage(node: Record<string, unknown>): Record<string, unknown> {
  const { aggregation, ...rest } = node
  return isTypeNode(aggregation) ? { ...rest, type: aggregation } : node
}

function isTypeNode(value: unknown): value is TypeNode {
  return isRecord(value) && typeof value['kind'] === 'string' && TYPES.has(value['kind'])
}

function canonicalProperties(properties: readonly Property[]): unknown {
  return Object.fromEntries(
    properties.map(({ key, value }) => [key, value] as const).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  )
}

function isProperties(value: unknown): value is readonly Property[] {
  return Array.isArray(value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
