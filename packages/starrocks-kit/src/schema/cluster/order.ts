import { parseExpression, visit } from '../../language/index.ts'
import type { ClusterObject } from '../types/cluster.ts'
import { shortFunctionName } from './function-signature.ts'

/** Objects in the order given, but functions behind those that their expressions call: a server looks for them. */
export function inCreationOrder<O extends ClusterObject>(objects: readonly O[]): readonly O[] {
  const ordered = new Set<O>()
  const visited = new Set<O>()
  const place = (object: O): void => {
    if (visited.has(object)) return
    visited.add(object)
    const called = calledBy(object)
    for (const other of objects)
      if (other.kind === 'Function' && called.has(shortFunctionName(other.name))) place(other)
    ordered.add(object)
  }
  for (const object of objects) place(object)
  return [...ordered]
}

/** Names in lower case, without databases: one too many does no harm to the order. */
function calledBy(object: ClusterObject): ReadonlySet<string> {
  const names = new Set<string>()
  if (object.kind === 'Function' && object.expression !== undefined)
    visit(parseExpression(object.expression), {
      FunctionCall({ name }) {
        names.add((name.at(-1) ?? '').toLowerCase())
      },
    })
  return names
}
