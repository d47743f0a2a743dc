import { clusterNameText } from '../../schema/index.ts'
import { clusterInputCode } from '../cluster/input.ts'
import { string } from '../source/code.ts'
import { opCall } from './call.ts'
import type { Renderers } from './call.ts'
import { UnrenderableOperationError } from './unrenderable-operation-error.ts'

/** Operations on objects beside databases. */
export const CLUSTER_RENDERERS: Renderers<
  'CreateClusterObject' | 'AlterClusterObject' | 'ReplaceClusterObject' | 'DropClusterObject'
> = {
  CreateClusterObject: ({ object }, { defaultDatabase }) => ({
    calls: [opCall(`create${object.kind}`, string(clusterNameText(object, defaultDatabase)), clusterInputCode(object))],
  }),
  AlterClusterObject: ({ to }, { defaultDatabase }) => ({
    calls: [opCall(`alter${to.kind}`, string(clusterNameText(to, defaultDatabase)), clusterInputCode(to))],
  }),
  ReplaceClusterObject: (operation) => {
    throw new UnrenderableOperationError(operation, operation.reasons.join('; '), 'drop the object and create it again')
  },
  DropClusterObject: ({ object, definition = object }, { defaultDatabase }) => ({
    calls: [opCall(`drop${object.kind}`, string(clusterNameText(definition, defaultDatabase)))],
  }),
}
