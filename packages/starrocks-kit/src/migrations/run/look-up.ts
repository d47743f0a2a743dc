import type { Connection } from '../../connection/index.ts'
import { introspectCluster, introspectSchema } from '../../introspection/index.ts'
import { isClusterOperation, operationClusterObject } from '../../operations/index.ts'
import { normalizeSchema } from '../../schema/index.ts'
import { sameObjectName } from '../../schema/state.ts'
import { isJobRunning, isTableJob } from './jobs.ts'
import type { RevisionPlan, RevisionPlanner } from '../planner.ts'
import { probe, tracedObjects } from './probe.ts'
import type { Outcome } from './probe.ts'

/** Finds out what became of a statement that an interrupted run has sent, or was about to send. `index` counts from 0. */
export async function lookUp(
  connection: Connection,
  planner: RevisionPlanner,
  planned: RevisionPlan,
  index: number,
): Promise<Outcome> {
  const step = planned.plan.steps[index]
  if (step === undefined) return 'foreign'
  const { object, job } = step
  if (object !== undefined && isTableJob(job) && (await isJobRunning(connection, object, job))) return 'running'
  const { target, defaultDatabase } = planner.context
  const { before, after } = planner.statesAround(planned, index)
  const databases = [
    ...new Set([before, after].flatMap((state) => Object.values(state.databases).map(({ name }) => name))),
  ]
  const traced = tracedObjects(step, { before, after })
  const live = await introspectSchema(connection, {
    databases,
    target,
    ignore: (name) => !traced.some((one) => sameObjectName(one, name)),
  })
  const kinds = step.operations.filter(isClusterOperation).map((operation) => operationClusterObject(operation).kind)
  const cluster = await introspectCluster(connection, { kinds, target, databases: live.databases })
  return probe(step, {
    before: normalizeSchema(before, target),
    after: normalizeSchema(after, target),
    live: normalizeSchema({ ...live, cluster }, target),
    target,
    defaultDatabase,
  })
}
