import { databaseKey, objectNameText } from '../../schema/state.ts'
import type { SchemaObject } from '../../schema/state.ts'
import type { ClusterKind } from '../../schema/types/cluster.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { clusterShortName } from '../cluster/model.ts'
import { MODEL_IMPORTS } from './imports.ts'

/** `table`: `export const users = table(...)`. `class`: `export class Users extends table(...) {}`; views are constants either way. */
export type ModelStyle = 'table' | 'class'

type ModelKind = SchemaObject['kind'] | ClusterKind

const SUFFIXES: { readonly [Kind in ModelKind]: string } = {
  Table: 'Table',
  View: 'View',
  MaterializedView: 'View',
  UnsupportedObject: 'Object',
  ResourceGroup: 'ResourceGroup',
  Role: 'Role',
  User: 'User',
  ExternalCatalog: 'Catalog',
  StorageVolume: 'Volume',
  Task: 'Task',
  Pipe: 'Pipe',
  RoutineLoad: 'Load',
  Function: 'Function',
}

/** Words that cannot name a constant or class in a module. */
const RESERVED_WORDS = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for ' +
    'function if implements import in instanceof interface let new null package private protected public return static super switch this ' +
    'throw true try typeof undefined var void while with yield'
  ).split(' '),
)

/**
 * A valid identifier for each object, by `objectNameText`: `my_core_table` becomes `myCoreTable`. Names that are taken get the kind of the
 * object behind them, then the database before them, then a number. Objects that `known` has a name for keep it.
 */
export function identifiersOf(
  objects: readonly { readonly name: ObjectName; readonly object: { readonly kind: ModelKind } }[],
  style: ModelStyle,
  known: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const taken = new Set<string>([...RESERVED_WORDS, ...MODEL_IMPORTS, ...known.values()])
  const identifiers = new Map<string, string>()
  for (const { name, object } of objects) {
    const own = known.get(objectNameText(name))
    if (own !== undefined) {
      identifiers.set(objectNameText(name), own)
      continue
    }
    const pascal = style === 'class' && object.kind === 'Table'
    const suffix = SUFFIXES[object.kind]
    const short = clusterShortName(name)
    const candidates = [
      identifier([short], pascal),
      identifier([short, suffix], pascal),
      identifier([databaseKey(name.database, name.catalog), short], pascal),
    ]
    const chosen = candidates.find((candidate) => !taken.has(candidate)) ?? numbered(candidates[0] ?? suffix, taken)
    taken.add(chosen)
    identifiers.set(objectNameText(name), chosen)
  }
  return identifiers
}

/** Words in camel case. Characters that no identifier can have separate words. */
function identifier(parts: readonly string[], pascal: boolean): string {
  const words = parts
    .join('_')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const cased = words.map((word, index) => {
    // SHOUTED words are lowered; mixed case is somebody's own.
    const lowered = word === word.toUpperCase() ? word.toLowerCase() : word
    const first = lowered.slice(0, 1)
    return (index > 0 || pascal ? first.toUpperCase() : first.toLowerCase()) + lowered.slice(1)
  })
  const joined = cased.join('') || 'unnamed'
  const valid = joined.replace(/[^\p{ID_Continue}]/gu, '')
  return /^\p{ID_Start}/u.test(valid) ? valid : `_${valid}`
}

function numbered(base: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    if (!taken.has(`${base}${number}`)) return `${base}${number}`
  }
}
