import { clusterInputCode } from '../cluster/input.ts'
import { string } from '../source/code.ts'
import { opCall } from './call.ts'
import type { Renderers } from './call.ts'
import { UnrenderableOperationError } from './unrenderable-operation-error.ts'

/** Operations on objects beside databases. */
export const CLUSTER_RENDERERS: Renderers<
  'CreateClusterObject' | 'AlterClusterObject' | 'ReplaceClusterObject' | 'DropClusterObject'
> = {
  CreateClusterObject: ({ object }) => ({
    calls: [opCall(`create${object.kind}`, string(object.name), clusterInputCode(object))],
  }),
  AlterClusterObject: ({ to }) => ({ calls: [opCall(`alter${to.kind}`, string(to.name), clusterInputCode(to))] }),
  ReplaceClusterObject: (operation) => {
    throw new UnrenderableOperationError(operation, operation.reasons.join('; '), 'drop the object and create it again')
  },
  DropClusterObject: ({ object }) => ({ calls: [opCall(`drop${object.kind}`, string(object.name))] }),
}
