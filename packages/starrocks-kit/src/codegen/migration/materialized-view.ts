import { refreshToText } from '../../schema/clauses.ts'
import { string } from '../source/code.ts'
import { flagCode, onObject, optionsCode } from './call.ts'
import type { RenderContext, RenderedOperation, Renderers } from './call.ts'
import type { CallCode } from '../source/code.ts'
import { replacementOperations } from '../../operations/index.ts'
import type { ReplacementOperation } from '../../operations/index.ts'
import { materializedViewInput, propertiesInput } from './inputs.ts'
import { emptyObject, withUnsetProperties } from './table.ts'

type MaterializedViewKind =
  | 'CreateMaterializedView'
  | 'DropMaterializedView'
  | 'RenameMaterializedView'
  | 'SwapMaterializedView'
  | 'ModifyRefreshScheme'
  | 'ModifyMaterializedViewProperties'
  | 'SetMaterializedViewState'
  | 'RefreshMaterializedView'
  | 'ReplaceMaterializedView'

/** Operations on materialized views. */
export const MATERIALIZED_VIEW_RENDERERS: Renderers<MaterializedViewKind> = {
  CreateMaterializedView: ({ view, definition }, context) =>
    onObject('createMaterializedView', view, context, materializedViewInput(definition)),
  DropMaterializedView: ({ view }, context) => onObject('dropMaterializedView', view, context),
  RenameMaterializedView: ({ view, to }, context) => onObject('renameMaterializedView', view, context, string(to)),
  SwapMaterializedView: ({ view, with: other }, context) =>
    onObject('swapMaterializedView', view, context, string(other)),
  ModifyRefreshScheme: ({ view, to }, context) =>
    onObject('modifyRefreshScheme', view, context, string(refreshToText(to))),
  ModifyMaterializedViewProperties: ({ view, from, to }, context) =>
    withUnsetProperties(
      onObject('modifyMaterializedViewProperties', view, context, propertiesInput(to) ?? emptyObject),
      from,
      to,
    ),
  SetMaterializedViewState: ({ view, state }, context) =>
    onObject('setMaterializedViewState', view, context, string(state)),
  RefreshMaterializedView: ({ view, force, sync }, context) =>
    onObject(
      'refreshMaterializedView',
      view,
      context,
      optionsCode([
        ['force', flagCode(force)],
        ['sync', flagCode(sync)],
      ]),
    ),
  ReplaceMaterializedView: (operation, context) => ({
    comments: operation.reasons,
    calls: replacementOperations(operation).flatMap((part) => replacementCalls(part, context)),
  }),
}

function replacementCalls(part: ReplacementOperation, context: RenderContext): readonly CallCode[] {
  // The record has a renderer for exactly this kind; the compiler cannot follow that through the index.
  const renderer = MATERIALIZED_VIEW_RENDERERS[part.kind] as (
    operation: ReplacementOperation,
    context: RenderContext,
  ) => RenderedOperation
  return renderer(part, context).calls
}
