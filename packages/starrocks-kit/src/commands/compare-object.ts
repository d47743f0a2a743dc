import type { AttributeComparison, UndecidedComparison } from '../diff/index.ts'
import { parseObjectName } from '../migrations/index.ts'
import { compareQueries, findObject, sameObjectName, shortObjectName } from '../schema/index.ts'
import type { ObjectName, SchemaState } from '../schema/index.ts'
import { closestMatch } from '../util/closest-match.ts'
import { compareModels } from './compare.ts'
import type { Comparison } from './compare.ts'
import { withConnection } from './environment.ts'
import type { Environment } from './environment.ts'
import { UnknownObjectError } from './errors.ts'
import { objectNames } from './object-names.ts'

/** How the queries of a view were compared. */
export interface ObjectQueryComparison {
  readonly verdict: 'same' | 'different' | 'undecided'
  /** `the same text`, `the same canonical form`, `canonical forms differ`, `ledger hash: ...`, `not decided: ...`. */
  readonly method: string
  /** The server's query in canonical form. */
  readonly database: string
  /** The models' query in canonical form. */
  readonly models: string
}

export interface ObjectComparison {
  readonly place: string
  readonly defaultDatabase: string
  readonly object: ObjectName
  /** What each side has of that name; absent where there is nothing. */
  readonly inDatabase?: Kind
  readonly inModels?: Kind
  readonly verdict: 'same' | 'different' | 'undecided'
  /** Every attribute with both values, the verdict and the rule that gave it. */
  readonly attributes: readonly AttributeComparison[]
  readonly undecided: readonly UndecidedComparison[]
  /** For a view or materialized view that both sides have. */
  readonly query?: ObjectQueryComparison
}

type Kind = 'Table' | 'View' | 'MaterializedView' | 'UnsupportedObject'

/**
 * Compares one object of the models with the database, attribute by attribute. Nothing is written.
 *
 * @param name `table`, `database.table` or `catalog.database.table`; parts with dots in backquotes.
 * @throws UnknownObjectError when neither side has it; errors of models and connection.
 */
export async function compareObject(environment: Environment, name: string): Promise<ObjectComparison> {
  const models = await environment.loadModels()
  return withConnection(environment, async (session) => {
    const comparison = await compareModels(session.connection, models, session.compareOptions)
    return objectComparison(comparison, name, environment.config.connection.description)
  })
}

function objectComparison(comparison: Comparison, name: string, place: string): ObjectComparison {
  const { diff, live, desired, defaultDatabase } = comparison
  const object = parseObjectName(name, defaultDatabase)
  const inModels = object === undefined ? undefined : findObject(desired, object)
  const inDatabase = object === undefined ? undefined : findObject(live, nameBefore(object, comparison))
  if (object === undefined || (inModels === undefined && inDatabase === undefined)) {
    const known = [...objectNames(live, defaultDatabase), ...objectNames(desired, defaultDatabase)]
    throw new UnknownObjectError(name, closestMatch(name, [...new Set(known)]))
  }
  const attributes = diff.comparisons.filter((one) => sameObjectName(one.object, object))
  const undecided = diff.undecided.filter((one) => sameObjectName(one.object, object))
  const query = queryComparison(object, comparison, attributes)
  const equal = attributes.length > 0 && attributes.every((one) => one.equal)
  return {
    place,
    defaultDatabase,
    object,
    ...(inDatabase === undefined ? {} : { inDatabase: inDatabase.kind }),
    ...(inModels === undefined ? {} : { inModels: inModels.kind }),
    verdict:
      undecided.length > 0
        ? equal || attributes.length === 0
          ? 'undecided'
          : 'different'
        : equal
          ? 'same'
          : 'different',
    attributes,
    undecided,
    ...(query === undefined ? {} : { query }),
  }
}

/** The name that the object has in the database: a rename is still to be made. */
function nameBefore(object: ObjectName, { renames }: Comparison): ObjectName {
  const rename = renames.find((one) => one.kind !== 'column' && sameObjectName({ ...one.from, name: one.to }, object))
  return rename === undefined || rename.kind === 'column' ? object : rename.from
}

function queryComparison(
  object: ObjectName,
  comparison: Comparison,
  attributes: readonly AttributeComparison[],
): ObjectQueryComparison | undefined {
  const { live, desired, defaultDatabase } = comparison
  const before = queryIn(live, nameBefore(object, comparison))
  const after = queryIn(desired, object)
  if (before === undefined || after === undefined) return undefined
  const { verdict, method, left, right } = compareQueries(before, after, {
    fromState: live,
    toState: desired,
    currentDatabase: defaultDatabase,
  })
  // What the texts left open may have been decided by the ledger: then the rule of the comparison says so.
  const ledger = /; (ledger hash: .*)$/su.exec(attributes.find(({ attribute }) => attribute === 'query')?.rule ?? '')
  if (verdict === 'undecided' && ledger !== null)
    return { verdict: 'same', method: ledger[1] ?? method, database: left, models: right }
  return { verdict, method, database: left, models: right }
}

function queryIn(state: SchemaState, name: ObjectName) {
  const object = findObject(state, name)
  return object?.kind === 'View' || object?.kind === 'MaterializedView' ? object.query : undefined
}

/** The object as the comparison names it for people. */
export function comparedName({ object, defaultDatabase }: ObjectComparison): string {
  return shortObjectName(object, defaultDatabase)
}
