import type { ObjectName } from '../../schema/types/names.ts'
import type { View } from '../../schema/types/view.ts'

/** With `orReplace`, an existing view of that name is replaced. */
export interface CreateView {
  readonly kind: 'CreateView'
  readonly view: ObjectName
  readonly definition: View
  readonly orReplace?: true
}

export interface DropView {
  readonly kind: 'DropView'
  readonly view: ObjectName
  readonly definition?: View
}

/** What ALTER VIEW can do in place: query with columns, or security. */
export interface AlterView {
  readonly kind: 'AlterView'
  readonly view: ObjectName
  readonly from?: View
  readonly to: View
}

/** A change that ALTER VIEW cannot make (comment): CREATE OR REPLACE VIEW. */
export interface ReplaceView {
  readonly kind: 'ReplaceView'
  readonly view: ObjectName
  readonly from: View
  readonly to: View
  readonly reasons: readonly string[]
}
