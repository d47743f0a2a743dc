import type { Operation } from '../operations/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { objectNameText } from '../schema/state.ts'
import type { Hazard, JobKind, PlanStep } from './plan.ts'
import { isRewrite } from './replay.ts'

/** Two jobs that rewrite one table run one after the other, and a revision that fails between them is half done. */
export function secondRewrite(
  object: ObjectName | undefined,
  job: JobKind,
  operations: readonly Operation[],
  rewrites: ReadonlyMap<string, PlanStep>,
): readonly Hazard[] {
  const first = object === undefined || !isRewrite(job) ? undefined : rewrites.get(objectNameText(object))
  if (object === undefined || first === undefined) return []
  const names = (list: readonly Operation[]): string => [...new Set(list.map(({ kind }) => kind))].join(', ')
  return [
    {
      code: 'SECOND_REWRITE',
      message:
        `${objectNameText(object)} is rewritten more than once: by ${names(first.operations)}, and again by ${names(operations)}; ` +
        '`revision --autogenerate --split heavy` writes them into revisions of their own',
    },
  ]
}
