import type { ExpressionTexts } from '../data/object-entry.ts'
import type { Capabilities, SchemaState, Target } from 'starrocks-kit/schema'

/** Where an object lives and which server prints it. */
export interface PrintContext {
  readonly target: Target
  readonly capabilities: Capabilities
  readonly catalog: string
  readonly database: string
  /** Where tables that constraints name are looked up. */
  readonly schema?: SchemaState
  /** The submitted wording of a table's expressions. */
  readonly expressions?: ExpressionTexts
  /** The table is the session's own. */
  readonly temporary?: true
}
