import { parseExpression, visit } from '../language/index.ts'
import type { Expression, Query } from '../language/index.ts'
import { isClusterOperation, operationClusterObject } from '../operations/index.ts'
import type { Operation } from '../operations/index.ts'
import { clusterLabel, findClusterObject, isNameUnseen, parseFunctionSignature } from '../schema/index.ts'
import type { FunctionSignature, SchemaState } from '../schema/index.ts'
import { queryOf } from '../schema/sql-text.ts'
import { objectNameText, schemaObjects } from '../schema/state.ts'
import type { Hazard } from './plan.ts'

/** What calls a function that is gone after a statement: StarRocks lets it go, and what calls it fails when it is read. */
export function functionHazards(operation: Operation, after: SchemaState): readonly Hazard[] {
  if (!isClusterOperation(operation)) return []
  const object = operationClusterObject(operation)
  if (object.kind !== 'Function' || findClusterObject(after, object) !== undefined) return []
  const gone = parseFunctionSignature(object.name)
  const functions = Object.values(after.cluster?.Function ?? {}).filter((other) => !isNameUnseen(other))
  // Another one of the name may take the call: then nobody can say.
  if (functions.some(({ name }) => isStandIn(parseFunctionSignature(name), gone))) return []
  const views = [...schemaObjects(after)].flatMap(({ name, object: user }) =>
    (user.kind === 'View' || user.kind === 'MaterializedView') && calls(queryOf(user.query), gone)
      ? [`${user.kind === 'View' ? 'the view' : 'the materialized view'} ${objectNameText(name)}`]
      : [],
  )
  const callers = functions.flatMap((other) =>
    other.expression !== undefined && calls(parseExpression(other.expression), gone)
      ? [`the ${clusterLabel(other)}`]
      : [],
  )
  return [...views, ...callers].map((user) => ({
    code: 'INACTIVATES',
    message: `${user} calls the ${clusterLabel(object)}, and fails as long as there is no such function`,
  }))
}

function isStandIn(other: FunctionSignature, gone: FunctionSignature): boolean {
  return other.name === gone.name && other.types.length === gone.types.length
}

/** A call without a database may mean the function wherever it is. */
function calls(node: Query | Expression, { name, database }: FunctionSignature): boolean {
  let found = false
  const look = (parts: readonly string[]): void => {
    const [called = '', owner = database] = parts.toReversed()
    if (called.toLowerCase() === name && owner === database) found = true
  }
  visit(node, {
    FunctionCall: (call) => look(call.name),
    TableFunction: (call) => look(call.name.parts),
  })
  return found
}
