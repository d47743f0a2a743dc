import { StarRocksKitError } from '../../errors/base.ts'
import type { Operation } from '../../operations/operation.ts'
import type { DataStepCode } from './data-step.ts'
import { createOp } from './op.ts'
import { withCustomOperations } from './custom-operations.ts'
import type { CustomOperations } from './custom-operations.ts'
import type { Op } from './op.ts'
import { NO_ARGUMENTS } from './run-arguments.ts'
import type { RunArguments } from './run-arguments.ts'
import type { Direction, Revision } from '../revisions/revision.ts'
import { errorText } from '../../util/error-text.ts'

/** What a revision does: both functions only record operations, and run nothing themselves. */
export interface MigrationScript {
  readonly revision: Revision
  upgrade(op: Op, args: RunArguments): void
  downgrade(op: Op, args: RunArguments): void
  /** `export const allowDestructive = true`: its author has seen that it loses data. */
  readonly allowDestructive?: true
  /** `export const squashes = [...]`: a baseline that stands for these revisions, which have run in its place. */
  readonly squashes?: true
}

/** A revision file that cannot be run. */
export class MigrationScriptError extends StarRocksKitError {
  readonly code = 'MIGRATION_SCRIPT'
  readonly revision: string
  readonly file?: string

  constructor(revision: Revision, problem: string, options?: { readonly cause?: unknown }) {
    super(`${revision.file ?? `Revision ${revision.id}`}: ${problem}`, options)
    this.revision = revision.id
    if (revision.file !== undefined) this.file = revision.file
  }
}

/** @throws MigrationScriptError when the module has no `upgrade` and `downgrade`, or is another revision than its header says. */
export function scriptFromModule(revision: Revision, module: unknown): MigrationScript {
  const exported = new Map(typeof module === 'object' && module !== null ? Object.entries(module) : [])
  const upgrade: unknown = exported.get('upgrade')
  const downgrade: unknown = exported.get('downgrade')
  if (typeof upgrade !== 'function')
    throw new MigrationScriptError(revision, 'there is no `export function upgrade(op: Op)`')
  if (typeof downgrade !== 'function') {
    throw new MigrationScriptError(
      revision,
      'there is no `export function downgrade(op: Op)`; leave it empty when there is nothing to undo',
    )
  }
  if (exported.get('revision') !== revision.id) {
    throw new MigrationScriptError(
      revision,
      `the module is revision ${String(exported.get('revision'))}, but its text says ${revision.id}`,
    )
  }
  return {
    revision,
    upgrade: (op, args) => call(upgrade, op, args),
    downgrade: (op, args) => call(downgrade, op, args),
    ...(Array.isArray(exported.get('squashes')) ? { squashes: true as const } : {}),
    ...(exported.get('allowDestructive') === true ? { allowDestructive: true as const } : {}),
  }
}

/** What stays the same for all revisions of a project. */
export interface ScriptContext {
  /** What names without a database mean. */
  readonly defaultDatabase: string
  /** Methods that `op` has beside its own. */
  readonly customOperations?: CustomOperations
  /** What revisions are told of the command line. */
  readonly args?: RunArguments
}

/** What one direction of a script has recorded. */
export interface RecordedScript {
  readonly operations: readonly Operation[]
  /** The functions of its data steps, by their `action`. */
  readonly code: readonly DataStepCode[]
}

/**
 * Runs one direction of a script on a recorder and returns what it recorded.
 *
 * @throws OperationInputError when an operation is given something that cannot be understood, MigrationScriptError when the script throws.
 */
export function collectOperations(
  script: MigrationScript,
  direction: Direction,
  context: ScriptContext,
): RecordedScript {
  const { revision } = script
  const operations: Operation[] = []
  const code: DataStepCode[] = []
  const where = `${revision.file ?? `revision ${revision.id}`}, ${direction}`
  const { defaultDatabase, customOperations = {}, args = NO_ARGUMENTS } = context
  const op = createOp({
    where,
    defaultDatabase,
    record: (operation, given) => {
      operations.push(operation)
      if (given !== undefined) code.push(given)
    },
  })
  try {
    script[direction](withCustomOperations(op, customOperations), args)
  } catch (error) {
    if (error instanceof StarRocksKitError) throw error
    throw new MigrationScriptError(revision, `${direction} failed: ${errorText(error)}`, {
      cause: error,
    })
  }
  return { operations, code }
}

// A module's function is known to be one, but not of which type.
// oxlint-disable-next-line typescript/no-unsafe-function-type
function call(action: Function, op: Op, args: RunArguments): void {
  const result: unknown = action(op, args)
  if (result instanceof Promise) {
    // Its outcome is of no interest any more, but an unhandled rejection would end the process.
    result.catch(() => undefined)
    throw new Error(
      'it is async, but operations are recorded at once and run later: remove async and await, or put what has to wait into op.run',
    )
  }
}
