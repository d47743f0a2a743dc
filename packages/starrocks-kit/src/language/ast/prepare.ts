import type { NodeBase } from './node.ts'
import type { Statement } from './statement.ts'

/** `PREPARE name FROM statement`, or FROM the text of one in single quotes. */
export interface PrepareStatement extends NodeBase {
  readonly kind: 'PrepareStatement'
  readonly name: string
  readonly statement?: Statement
  readonly text?: string
}

/** `EXECUTE name [USING @a, @b]`; variables without their `@`. */
export interface ExecuteStatement extends NodeBase {
  readonly kind: 'ExecuteStatement'
  readonly name: string
  readonly variables?: readonly string[]
}

/** `DEALLOCATE | DROP PREPARE name`. */
export interface DeallocateStatement extends NodeBase {
  readonly kind: 'DeallocateStatement'
  readonly name: string
}

export type PreparedStatement = PrepareStatement | ExecuteStatement | DeallocateStatement
