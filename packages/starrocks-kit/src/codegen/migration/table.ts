import { distributionToText, sortKeyToText } from '../../schema/clauses.ts'
import { objectNameText } from '../../schema/state.ts'
import type { Properties } from '../../schema/types/properties.ts'
import { rebuildOperations, retiredName } from '../../operations/index.ts'
import type { RebuildOperation } from '../../operations/index.ts'
import { object, string, text } from '../source/code.ts'
import type { CallCode, Code } from '../source/code.ts'
import { onObject } from './call.ts'
import type { RenderContext, RenderedOperation, Renderers } from './call.ts'
import { indexInput, propertiesInput, rollupInput, tableInput } from './inputs.ts'
import { partitionInput } from './partition.ts'
import { ROW_RENDERERS } from './rows.ts'
import { UnrenderableOperationError } from './unrenderable-operation-error.ts'

type TableKind =
  | 'CreateTable'
  | 'DropTable'
  | 'RenameTable'
  | 'SwapTable'
  | 'ReplaceTable'
  | 'ModifyTableComment'
  | 'ModifyTableProperties'
  | 'ModifyDistribution'
  | 'ModifySortKey'
  | 'AddIndex'
  | 'DropIndex'
  | 'AddRollup'
  | 'DropRollup'
  | 'AddPartition'
  | 'DropPartition'
  | 'ModifyPartitionProperties'

/** Operations on tables, their columns apart. */
export const TABLE_RENDERERS: Renderers<TableKind> = {
  CreateTable: ({ table, definition }, context) => onObject('createTable', table, context, tableInput(definition)),
  DropTable: ({ table }, context) => onObject('dropTable', table, context),
  RenameTable: ({ table, to }, context) => onObject('renameTable', table, context, string(to)),
  SwapTable: ({ table, with: other }, context) => onObject('swapTable', table, context, string(other)),
  // Whoever writes one has decided for a rebuild: it stands there step by step, so that a person can change each.
  ReplaceTable: (operation, context) => ({
    comments: [
      ...operation.reasons,
      `The old rows stay in ${retiredName(operation.table).name}: drop it in a later revision.`,
    ],
    calls: rebuildOperations(operation).flatMap((part) => rebuildCalls(part, context)),
  }),
  ModifyTableComment: ({ table, to }, context) =>
    onObject('modifyTableComment', table, context, to === undefined ? text('null') : string(to)),
  ModifyTableProperties: ({ table, from, to }, context) =>
    withUnsetProperties(
      onObject('modifyTableProperties', table, context, propertiesInput(to) ?? emptyObject),
      from,
      to,
    ),
  ModifyDistribution: (operation, context) =>
    onObject('modifyDistribution', operation.table, context, string(distributionText(operation))),
  ModifySortKey: ({ table, to }, context) => onObject('modifySortKey', table, context, string(sortKeyToText(to))),
  AddIndex: ({ table, index }, context) => onObject('addIndex', table, context, indexInput(index)),
  DropIndex: ({ table, index }, context) => onObject('dropIndex', table, context, string(index)),
  AddRollup: ({ table, rollup }, context) => onObject('addRollup', table, context, rollupInput(rollup)),
  DropRollup: ({ table, rollup }, context) => onObject('dropRollup', table, context, string(rollup)),
  AddPartition: ({ table, partition }, context) => onObject('addPartition', table, context, partitionInput(partition)),
  DropPartition: ({ table, partition }, context) => onObject('dropPartition', table, context, string(partition)),
  ModifyPartitionProperties: ({ table, partition, to }, context) =>
    onObject('modifyPartitionProperties', table, context, string(partition), propertiesInput(to) ?? emptyObject),
}

function rebuildCalls(part: RebuildOperation, context: RenderContext): readonly CallCode[] {
  const renderers: Renderers<RebuildOperation['kind']> = { ...TABLE_RENDERERS, ...ROW_RENDERERS }
  // The record has a renderer for exactly this kind; the compiler cannot follow that through the index.
  const renderer = renderers[part.kind] as (operation: RebuildOperation, context: RenderContext) => RenderedOperation
  return renderer(part, context).calls
}

export const emptyObject: Code = object([])

/** StarRocks has no way to unset a property: one that is only on the old side stays, and the reader is told. */
export function withUnsetProperties(rendered: RenderedOperation, from: Properties, to: Properties): RenderedOperation {
  const unset = Object.keys(from).filter((name) => !Object.hasOwn(to, name))
  if (unset.length === 0) return rendered
  const comments = unset.map((name) => `${name} keeps its value: StarRocks cannot unset a property.`)
  return Object.keys(to).length === 0 ? { comments, calls: [] } : { comments, calls: rendered.calls }
}

function distributionText(operation: Parameters<(typeof TABLE_RENDERERS)['ModifyDistribution']>[0]): string {
  const written = distributionToText(operation.to)
  if (written !== undefined) return written
  throw new UnrenderableOperationError(
    operation,
    `Range distribution of ${objectNameText(operation.table)} has no clause in StarRocks`,
    'create the table anew without DISTRIBUTED BY',
  )
}
