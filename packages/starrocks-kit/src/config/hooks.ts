import type { ItemRenderer } from '../codegen/index.ts'
import type { RunArguments, VersionHook } from '../migrations/index.ts'
import type { Operation } from '../operations/index.ts'
import type { Target } from '../schema/index.ts'
import { compact } from '../util/compact.ts'
import { readFunction } from './reader.ts'
import type { Fail } from './reader.ts'

/** A revision that is about to be written. */
export interface RevisionDraft {
  readonly message: string
  /** What the upgrade does, in this order; empty for a revision to be filled by hand. */
  readonly upgrade: readonly Operation[]
  /** How it is taken back. Where a hook changes `upgrade` and leaves this as it was, it is made anew. */
  readonly downgrade: readonly Operation[]
  readonly branchLabels: readonly string[]
  readonly dependsOn: readonly string[]
}

export interface RevisionDraftContext {
  /** Whether the draft was made from a comparison. */
  readonly autogenerate: boolean
  readonly defaultDatabase: string
  readonly target: Target
  readonly args: RunArguments
}

/** Gives the revision to write: the draft itself, another one, or null for none. */
export type RevisionProcessor = (
  draft: RevisionDraft,
  context: RevisionDraftContext,
) => RevisionDraft | null | Promise<RevisionDraft | null>

/** Functions of the project that are called on the way. */
export interface HooksConfig {
  /**
   * Writes an operation into a revision in its own words: source text such as `op.createAuditTable('t')`, with the import lines that it needs.
   * Undefined leaves it to starrocks-kit. Default: none.
   */
  readonly renderItem?: ItemRenderer
  /** Changes a revision before it is written, or keeps it from being written. What it gives is checked like every plan. Default: none. */
  readonly processRevision?: RevisionProcessor
  /** Told of each revision that was applied, taken back or stamped, once the ledger has it. Default: none. */
  readonly onVersionApply?: VersionHook
}

export const HOOKS: { readonly [Key in keyof Required<HooksConfig>]: true } = {
  renderItem: true,
  processRevision: true,
  onVersionApply: true,
}

export function readHooks(config: Readonly<Record<string, unknown>>, fail: Fail): HooksConfig {
  return compact({
    renderItem: readFunction<ItemRenderer>('renderItem', config['renderItem'], fail),
    processRevision: readFunction<RevisionProcessor>('processRevision', config['processRevision'], fail),
    onVersionApply: readVersionHook(config['onVersionApply'], fail),
  })
}

/** What it throws is told with the revision that was applied. */
function readVersionHook(value: unknown, fail: Fail): VersionHook | undefined {
  if (value === undefined || typeof value === 'function') return value as VersionHook | undefined
  return fail('onVersionApply: give a function.')
}
