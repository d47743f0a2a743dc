import { isDeepStrictEqual } from 'node:util'
import { parseStatement, printStatement } from '../language/index.ts'
import type { Statement } from '../language/index.ts'
import { capabilitiesOf } from '../schema/capabilities.ts'
import { materializedViewFromStatement } from '../schema/from-ast/materialized-view.ts'
import { GENERATED_PARTITION_COLUMN_PREFIX, tableFromStatement } from '../schema/from-ast/table.ts'
import { viewFromStatement } from '../schema/from-ast/view.ts'
import type { SchemaObject } from '../schema/state.ts'
import { createMaterializedViewStatement } from '../schema/to-statements/materialized-view.ts'
import { createTableStatement } from '../schema/to-statements/table.ts'
import { createViewStatement } from '../schema/to-statements/view.ts'
import type { Table, Target, UnsupportedObject } from '../schema/index.ts'
import { canonicalCreate } from './canonical-create.ts'
import { withEscapedRawTexts } from './escape-raw-texts.ts'
import { repairedCreate } from './repair-create.ts'
import { withWrittenPartitions } from './written-partitions.ts'

/**
 * The object that a SHOW CREATE text describes.
 *
 * It is trusted only when nothing of the text got lost: our own CREATE of what was understood has to say the same as the server's. Else the object is an
 * `UnsupportedObject` with the text and the reason, and nobody will change it.
 */
export function readCreateStatement(name: string, text: string, target: Target): SchemaObject {
  const unsupported = (reason: string): UnsupportedObject => ({
    kind: 'UnsupportedObject',
    name,
    createStatement: text,
    reason,
  })
  try {
    const statement = withWrittenPartitions(parseShown(withEscapedRawTexts(text, capabilitiesOf(target))))
    const object = objectOf(statement, name, target)
    if (object === undefined) return unsupported(`its SHOW CREATE is a ${statement.kind}, which is not managed`)
    const own = parseStatement(printStatement(createStatementOf(object)))
    if (!isDeepStrictEqual(objectOf(own, name, target), object)) {
      return unsupported('what was understood of its SHOW CREATE does not survive being printed and read again')
    }
    const difference = hasHiddenColumns(statement)
      ? undefined
      : firstDifference(canonicalCreate(statement), canonicalCreate(own))
    if (difference !== undefined) return unsupported(`its SHOW CREATE holds more than was understood, at ${difference}`)
    return object.kind === 'Table' ? withUnprinted(object, target) : object
  } catch (error) {
    return unsupported(`its SHOW CREATE was not understood: ${messageOf(error)}`)
  }
}

/** Some names stand there without quotes, whatever they are, and some bounds without commas. */
function parseShown(text: string): Statement {
  try {
    return parseStatement(text)
  } catch (error) {
    const repaired = repairedCreate(text)
    if (repaired === text) throw error
    try {
      return parseStatement(repaired)
    } catch {
      throw error
    }
  }
}

/**
 * What the server leaves out. Up to 3.3.4 `fast_schema_evolution` is printed only when it is true: a table without it has it switched off. Every distribution
 * is printed but that by range (RangeDistributionInfo.toSql).
 */
function withUnprinted(table: Table, target: Target): Table {
  const { fastSchemaEvolution, printsFastSchemaEvolution, rangeDistribution, runMode } = capabilitiesOf(target)
  if (rangeDistribution && table.distribution === undefined) return { ...table, distribution: { kind: 'range' } }
  const silent = fastSchemaEvolution && !printsFastSchemaEvolution && runMode === 'shared_nothing'
  if (!silent || table.properties['fast_schema_evolution'] !== undefined) return table
  return { ...table, properties: { ...table.properties, fast_schema_evolution: 'false' } }
}

type ManagedObject = Exclude<SchemaObject, { kind: 'UnsupportedObject' }>

function objectOf(statement: Statement, name: string, target: Target): ManagedObject | undefined {
  const capabilities = capabilitiesOf(target)
  switch (statement.kind) {
    case 'CreateTableStatement':
      // Expressions of a table are always printed in the server's words.
      return { ...tableFromStatement(statement, { origin: 'analyzer' }), name }
    case 'CreateViewStatement':
      return { ...viewFromStatement(statement, { origin: capabilities.viewTextAsWritten ? 'user' : 'analyzer' }), name }
    case 'CreateMaterializedViewStatement':
      return {
        ...materializedViewFromStatement(statement, {
          origin: capabilities.materializedViewTextAsWritten ? 'user' : 'analyzer',
        }),
        name,
      }
    default:
      return undefined
  }
}

function createStatementOf(object: ManagedObject): Statement {
  switch (object.kind) {
    case 'Table':
      return createTableStatement(object, [object.name])
    case 'View':
      return createViewStatement(object, [object.name])
    case 'MaterializedView':
      return createMaterializedViewStatement(object, [object.name])
  }
}

/** The server prints the columns that hold partition expressions; in a schema they are the expressions themselves. */
function hasHiddenColumns(statement: Statement): boolean {
  return (
    statement.kind === 'CreateTableStatement' &&
    statement.columns.some(({ name }) => name.toLowerCase().startsWith(GENERATED_PARTITION_COLUMN_PREFIX))
  )
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}

/** Where two trees differ first, as a path. */
function firstDifference(a: unknown, b: unknown, path = ''): string | undefined {
  if (isDeepStrictEqual(a, b)) return undefined
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    a === null ||
    b === null ||
    Array.isArray(a) !== Array.isArray(b)
  ) {
    return path === '' ? 'its beginning' : path
  }
  const left = new Map(Object.entries(a))
  const right = new Map(Object.entries(b))
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const found = firstDifference(left.get(key), right.get(key), path === '' ? key : `${path}.${key}`)
    if (found !== undefined) return found
  }
  return path
}
