import { createOp } from './op.ts'
import type { Op } from './op.ts'

/** An operation of a project: it calls methods of `op`, its own included, with whatever it is given. It must not be async. */
export type CustomOperation = (op: Op, ...args: never[]) => void

/** Operations of a project, by the name of their method on `op`. */
export type CustomOperations = Readonly<Record<string, CustomOperation>>

/**
 * `op` with the operations of a project, for the signature of revisions.
 *
 * @example export function upgrade(op: OpWith<typeof operations>): void
 */
export type OpWith<Operations extends CustomOperations> = Op & {
  readonly [Name in keyof Operations]: Operations[Name] extends (op: Op, ...args: infer Args) => void
    ? (...args: Args) => void
    : never
}

/** Why a project cannot have an operation of that name; undefined when it can. */
export function problemOfOperationName(name: string): string | undefined {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return 'it must be a name that can follow "op."'
  const builtIn = createOp({ where: '', defaultDatabase: '', record: () => undefined })
  return name in builtIn ? 'op has a method of that name' : undefined
}

/** `op` with the methods of a project. */
export function withCustomOperations(op: Op, operations: CustomOperations): Op {
  const extended: Op & Record<string, unknown> = { ...op }
  for (const [name, operation] of Object.entries(operations))
    extended[name] = (...args: readonly unknown[]): void => {
      const result: unknown = operation(extended, ...(args as readonly never[]))
      if (result instanceof Promise) {
        result.catch(() => undefined)
        throw new Error(`the operation ${name} of the config is async, but operations are recorded at once`)
      }
    }
  return extended
}
