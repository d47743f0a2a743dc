import type { OperationKind, OperationOf } from '../../operations/operation.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { call, object, string, text } from '../source/code.ts'
import type { CallCode, Code, ObjectCode } from '../source/code.ts'
import { objectNameCode } from './object-name.ts'

/** What stands in a migration for one operation: calls of `op`, with a line of comment where a person should know more. */
export interface RenderedOperation {
  readonly comments?: readonly string[]
  readonly calls: readonly CallCode[]
}

/** What every renderer is told. */
export interface RenderContext {
  readonly defaultDatabase: string
}

/** Renders the operations of one kind. */
type Renderer<Kind extends OperationKind> = (operation: OperationOf<Kind>, context: RenderContext) => RenderedOperation

/** Renderers for some kinds: the records of all files together have one for each kind. */
export type Renderers<Kind extends OperationKind> = { readonly [K in Kind]: Renderer<K> }

/** One call of a method of `op` on an object. */
export function onObject(
  method: string,
  name: ObjectName,
  { defaultDatabase }: RenderContext,
  ...args: readonly (Code | undefined)[]
): RenderedOperation {
  return { calls: [opCall(method, objectNameCode(name, defaultDatabase), ...args)] }
}

/** One call of a method of `op`; arguments that are absent are left out. */
export function opCall(method: string, ...args: readonly (Code | undefined)[]): CallCode {
  return call(`op.${method}`, ...args.filter((argument) => argument !== undefined))
}

/** An object of options; absent when it has no entries. */
export function optionsCode(entries: readonly (readonly [string, Code | undefined])[]): ObjectCode | undefined {
  const code = object(entries)
  return code.entries.length === 0 ? undefined : code
}

/** `true` for a flag that is set. */
export function flagCode(value: true | undefined): Code | undefined {
  return value === true ? text('true') : undefined
}

/** A string for a text that is there. */
export function stringCode(value: string | undefined): Code | undefined {
  return value === undefined ? undefined : string(value)
}
