import type { ExpressionTexts } from '../catalog-data.ts'
import type { Capabilities, Target } from 'starrocks-kit/schema'

/** Where an object lives and which server prints it. */
export interface PrintContext {
  readonly target: Target
  readonly capabilities: Capabilities
  readonly catalog: string
  readonly database: string
  /** The submitted wording of a table's expressions. */
  readonly expressions?: ExpressionTexts
}
