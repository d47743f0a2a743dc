import { diffSchemas } from '../diff/index.ts'
import { replayRevisions } from '../migrations/index.ts'
import type { OpaqueStatement, Revision, VerifyFinding } from '../migrations/index.ts'
import { schemaFromModels } from '../models/index.ts'
import type { Operation } from '../operations/index.ts'
import { normalizeSchema, withClusterKinds } from '../schema/index.ts'
import type { SchemaState } from '../schema/index.ts'
import { desiredState } from './compare.ts'
import { plannerContext } from './environment.ts'
import type { Environment } from './environment.ts'

export interface VerifyResult {
  /** `partial`: nothing wrong was found, but there are statements of which nobody knows what they do, or that StarRocks cannot take back. */
  readonly verdict: 'proved' | 'partial' | 'different'
  readonly defaultDatabase: string
  readonly revisions: readonly Revision[]
  readonly findings: readonly VerifyFinding[]
  readonly opaque: readonly OpaqueStatement[]
  /** What would make the end of the revisions like the models; empty when they are the same. */
  readonly operations: readonly Operation[]
}

/** Replays all revisions up, down and up again with nothing connected, and compares their end with the models. */
export async function verify(environment: Environment): Promise<VerifyResult> {
  const { config, defaultDatabase } = environment
  const { target } = config
  // Revisions and models are compared as they are written: what an environment changes of both proves nothing.
  const replay = await replayRevisions({ ...plannerContext(environment), properties: {} })
  const declared = schemaFromModels(await environment.loadModels(), { defaultDatabase })
  const managed = (state: SchemaState): SchemaState => withClusterKinds(state, config.manage.kinds)
  const desired = desiredState(managed(declared.state), target)
  const end = normalizeSchema(managed(replay.end), target)
  const databases = [
    ...new Set([...Object.values(desired.databases).map(({ name }) => name), ...config.databases, defaultDatabase]),
  ]
  const refused = replay.findings.some(({ kind }) => kind === 'refused')
  const { operations } = refused
    ? { operations: [] }
    : diffSchemas(end, desired, {
        target,
        defaultDatabase,
        databases,
        overrides: declared.overrides,
        selection: config.compare,
        managePartitions: config.manage.partitions,
      })
  const wrong = replay.findings.some(({ kind }) => kind !== 'irreversible') || operations.length > 0
  const isPartial = replay.opaque.length > 0 || replay.findings.length > 0
  return {
    verdict: wrong ? 'different' : isPartial ? 'partial' : 'proved',
    defaultDatabase,
    revisions: replay.revisions,
    findings: replay.findings,
    opaque: replay.opaque,
    operations,
  }
}
