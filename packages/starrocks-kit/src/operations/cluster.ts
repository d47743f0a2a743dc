import { clusterLabel, clusterName, clusterRules, isUnseen, unseenOf } from '../schema/index.ts'
import type { ClusterName, ClusterObject } from '../schema/index.ts'
import type { Operation, OperationOf } from './operation.ts'
import { definitionMissing } from './rules.ts'
import type { RulesOf } from './rules.ts'

export type ClusterOperation = OperationOf<
  'CreateClusterObject' | 'AlterClusterObject' | 'ReplaceClusterObject' | 'DropClusterObject'
>

const KINDS: { readonly [K in ClusterOperation['kind']]: true } = {
  CreateClusterObject: true,
  AlterClusterObject: true,
  ReplaceClusterObject: true,
  DropClusterObject: true,
}

export function isClusterOperation(operation: Operation): operation is ClusterOperation {
  return Object.hasOwn(KINDS, operation.kind)
}

/** The object beside databases that an operation changes. */
export function operationClusterObject(operation: ClusterOperation): ClusterName {
  switch (operation.kind) {
    case 'CreateClusterObject':
    case 'DropClusterObject':
      return clusterName(operation.object)
    case 'AlterClusterObject':
    case 'ReplaceClusterObject':
      return clusterName(operation.to)
  }
}

/** The operation that turns one definition into the other. */
export function changeClusterObject(
  from: ClusterObject,
  to: ClusterObject,
): OperationOf<'AlterClusterObject' | 'ReplaceClusterObject'> {
  const unseen = unseenOf(to)
  if (unseen.length > 0)
    return { kind: 'ReplaceClusterObject', from, to, reasons: [`nobody knows its ${unseen.join(', ')}`] }
  const change = clusterRules(to.kind).change(from, to)
  return change.kind === 'Statements'
    ? { kind: 'AlterClusterObject', from, to }
    : { kind: 'ReplaceClusterObject', from, to, reasons: change.reasons }
}

export const clusterOperationRules: RulesOf<ClusterOperation['kind']> = {
  CreateClusterObject: {
    object: () => undefined,
    reverse: ({ object }) => ({ kind: 'DropClusterObject', object: clusterName(object), definition: object }),
    toStatements: ({ object }, { target }) => clusterRules(object.kind).create(object, target),
  },
  AlterClusterObject: {
    object: () => undefined,
    reverse: ({ from, to }) =>
      from === undefined || isUnseen(from)
        ? definitionMissing(`the ${clusterLabel(to)} before`)
        : changeClusterObject(to, from),
    toStatements: ({ from, to }, { target }) => {
      const change = clusterRules(to.kind).change(from, to, target)
      return change.kind === 'Statements' ? change.statements : []
    },
  },
  ReplaceClusterObject: {
    object: () => undefined,
    reverse: ({ from, to }) => changeClusterObject(to, from),
    toStatements: () => [],
  },
  DropClusterObject: {
    object: () => undefined,
    reverse: ({ object, definition }) =>
      definition === undefined || isUnseen(definition)
        ? definitionMissing(`the ${clusterLabel(object)}`)
        : { kind: 'CreateClusterObject', object: definition },
    toStatements: ({ object }) => [clusterRules(object.kind).drop(object)],
  },
}
