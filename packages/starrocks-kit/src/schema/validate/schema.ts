import type { Statement } from '../../language/index.ts'
import { closestMatch } from '../../util/closest-match.ts'
import { applyStatement } from '../apply-statement/apply-statement.ts'
import { StatementFold } from '../apply-statement/statement-fold.ts'
import { emptyDatabase, objectNameText, schemaObjects } from '../state.ts'
import type { SchemaObject } from '../state.ts'
import { createMaterializedViewStatement } from '../to-statements/materialized-view.ts'
import { dependencyOrder } from '../to-statements/schema.ts'
import { createTableStatement } from '../to-statements/table.ts'
import { createViewStatement } from '../to-statements/view.ts'
import type { Target } from '../types/capabilities.ts'
import type { Diagnostic, Refusal } from '../types/diagnostic.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { columnDiagnostics } from './columns.ts'

/** Codes of refusals that only say that something is not in this schema: it may well be on the server. */
const NOT_HERE: ReadonlySet<number> = new Set([5501, 5502, 1049, 1051, 1146])

/**
 * What the target would refuse, and what cannot be right: each object is created in a model of the server, in an order that runs, so that every rule
 * of `applyStatement` is asked. Objects that are not understood and tables of other engines are reported as warnings.
 */
export function validateSchema(state: SchemaState, target: Target): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const replayed = new StatementFold({
    databases: Object.fromEntries(
      Object.entries(state.databases).map(([key, database]) => [key, emptyDatabase(database.name, database.catalog)]),
    ),
  })
  diagnostics.push(...nameClashes(state))
  // Tables first and at once: none of them depends on another.
  for (const { name, object } of dependencyOrder(state)) {
    const wrong = object.kind === 'Table' ? columnDiagnostics(name, object) : []
    if (wrong.length > 0) {
      diagnostics.push(...wrong)
    } else {
      diagnostics.push(...validateObject(name, object, replayed.passing, target))
    }
    // What was refused is placed all the same: one mistake is reported once, not again for everything that reads the object.
    replayed.place({ name, object })
  }
  return diagnostics
}

function validateObject(
  name: ObjectName,
  object: SchemaObject,
  state: SchemaState,
  target: Target,
): readonly Diagnostic[] {
  if (name.catalog !== undefined) return []
  if (object.kind === 'UnsupportedObject') {
    return [
      {
        code: 'UNSUPPORTED_OBJECT',
        severity: 'warning',
        object: name,
        message: `${objectNameText(name)} is not understood and left alone: ${object.reason}`,
      },
    ]
  }
  if (object.kind === 'Table' && object.engine !== undefined) {
    return [
      {
        code: 'UNMANAGED_ENGINE',
        severity: 'warning',
        object: name,
        message: `Table ${objectNameText(name)} has ENGINE=${object.engine}: only OLAP tables are compared and altered. Use an external catalog for data of other systems.`,
      },
    ]
  }
  const result = applyStatement(state, createStatement(name, object), { target, currentDatabase: name.database })
  return result.kind === 'refused' ? [refusalDiagnostic(name, object, result.refusal, state)] : []
}

function createStatement(name: ObjectName, object: Exclude<SchemaObject, { kind: 'UnsupportedObject' }>): Statement {
  const parts = [name.database, name.name]
  switch (object.kind) {
    case 'Table':
      return createTableStatement(object, parts)
    case 'View':
      return createViewStatement(object, parts)
    case 'MaterializedView':
      return createMaterializedViewStatement(object, parts)
  }
}

const KIND_NAMES: Readonly<Record<SchemaObject['kind'], string>> = {
  Table: 'Table',
  View: 'View',
  MaterializedView: 'Materialized view',
  UnsupportedObject: 'Object',
}

const PREAMBLE = /^Getting (?:analyzing|syntax) error[^.]*\. Detail message: /

function refusalDiagnostic(name: ObjectName, object: SchemaObject, refusal: Refusal, state: SchemaState): Diagnostic {
  const missing = NOT_HERE.has(refusal.code)
  const reason = refusal.message.replace(PREAMBLE, '').replace(/\.+$/, '')
  const advice = refusal.remedy ?? (missing ? nearMiss(reason, state) : undefined)
  return {
    code: missing ? 'UNKNOWN_TABLE' : 'REFUSED_BY_SERVER',
    // It may be there without being in the models.
    severity: missing ? 'warning' : 'error',
    object: name,
    message: `${KIND_NAMES[object.kind]} ${objectNameText(name)}: StarRocks would refuse it: ${reason}.${advice === undefined ? '' : ` ${advice}`}`,
  }
}

function nearMiss(reason: string, state: SchemaState): string | undefined {
  const named = /'([^']+)'/.exec(reason)?.[1]?.split('.').at(-1)
  if (named === undefined) return undefined
  const match = closestMatch(
    named,
    [...schemaObjects(state)].map((item) => item.name.name),
  )
  return match === undefined ? undefined : `Did you mean ${match}?`
}

/** Tables, views and materialized views share one name space. */
function nameClashes(state: SchemaState): readonly Diagnostic[] {
  const seen = new Map<string, SchemaObject>()
  const found: Diagnostic[] = []
  for (const { name, object } of schemaObjects(state)) {
    const key = objectNameText(name)
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, object)
      continue
    }
    found.push({
      code: 'DUPLICATE_NAME',
      severity: 'error',
      object: name,
      message: `${key} is both a ${KIND_NAMES[first.kind].toLowerCase()} and a ${KIND_NAMES[object.kind].toLowerCase()}: they share one name space. Rename one of them.`,
    })
  }
  return found
}
