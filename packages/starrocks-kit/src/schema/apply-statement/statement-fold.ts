import type { Statement } from '../../language/index.ts'
import { databaseKey, emptyDatabase, ownEntry, withDatabase } from '../state.ts'
import type { ObjectChange, SchemaObject } from '../state.ts'
import type { Refusal } from '../types/diagnostic.ts'
import type { Database, SchemaState } from '../types/schema-state.ts'
import { applyStatement } from './apply-statement.ts'
import type { ApplyContext, StatementEffect } from './result.ts'

/** What became of one statement; the state is the fold's. */
export type FoldResult =
  | { readonly kind: 'applied'; readonly effects: readonly StatementEffect[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** The records of a database, which nobody but the fold holds. */
type OwnRecords = {
  readonly [K in 'tables' | 'views' | 'materializedViews' | 'unsupported']: Record<string, SchemaObject>
}

const RECORD_OF = {
  Table: 'tables',
  View: 'views',
  MaterializedView: 'materializedViews',
  UnsupportedObject: 'unsupported',
} as const satisfies Record<SchemaObject['kind'], keyof OwnRecords>

/**
 * Statements run one after the other on a schema, as the fold of `applyStatement` over them, in time that does not grow with the schema: a database is copied once
 * and then changed in place, for as long as nobody else has it.
 */
export class StatementFold {
  #state: SchemaState
  /** Databases, by key, whose records this fold has made and given to nobody. */
  readonly #own = new Map<string, OwnRecords>()

  constructor(state: SchemaState) {
    this.#state = state
  }

  /** The schema as it is now. It stays as it is, whatever runs afterwards. */
  get state(): SchemaState {
    this.#own.clear()
    return this.#state
  }

  /** The same for a look: it means nothing any more once another statement has run. */
  get passing(): SchemaState {
    return this.#state
  }

  /** Runs a statement. A refused one leaves the schema as it was. */
  run(statement: Statement, context: ApplyContext): FoldResult {
    const result = applyStatement(this.#state, statement, context)
    if (result.kind === 'refused') return result
    if (result.change === undefined) {
      if (result.state !== this.#state) this.#own.clear()
      this.#state = result.state
    } else {
      this.place(result.change)
    }
    return { kind: 'applied', effects: result.effects }
  }

  /** Puts an object in its place without asking the rules. */
  place({ name, object }: ObjectChange): void {
    const key = databaseKey(name.database, name.catalog)
    const database = ownEntry(this.#state.databases, key) ?? emptyDatabase(name.database, name.catalog)
    const own = this.#own.get(key) ?? copiedRecords(database)
    this.#own.set(key, own)
    if (object === undefined) for (const record of Object.values(own)) delete record[name.name]
    else own[RECORD_OF[object.kind]][name.name] = object
    // Each state is an object of its own: what is remembered for one does not hold for the next.
    this.#state = withDatabase(this.#state, { ...database, ...(own as Pick<Database, keyof OwnRecords>) })
  }
}

function copiedRecords({ tables, views, materializedViews, unsupported }: Database): OwnRecords {
  return {
    tables: { ...tables },
    views: { ...views },
    materializedViews: { ...materializedViews },
    unsupported: { ...unsupported },
  }
}
