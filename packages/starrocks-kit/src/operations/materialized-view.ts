import type { AlterMaterializedViewClause, Statement } from '../language/index.ts'
import { createMaterializedViewStatement, refreshSchemeDesc } from '../schema/to-statements/materialized-view.ts'
import { propertiesToAst } from '../schema/to-statements/properties.ts'
import type { MaterializedView, ObjectName } from '../schema/index.ts'
import { nameParts, qualifiedName } from '../schema/to-statements/names.ts'
import { sibling } from './sibling.ts'
import { definitionMissing, irreversible } from './rules.ts'
import type { OperationRules, RulesOf, StatementContext } from './rules.ts'
import { unclearable } from './table-properties.ts'
import type { Operation, OperationOf } from './operation.ts'
import type { ReplaceMaterializedView } from './types/materialized-view.ts'

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

function alter(view: ObjectName, clause: AlterMaterializedViewClause, context: StatementContext): Statement {
  return {
    kind: 'AlterMaterializedViewStatement',
    name: qualifiedName(nameParts(view, context.defaultDatabase)),
    clause,
  }
}

function drop(view: ObjectName, context: StatementContext): Statement {
  return { kind: 'DropMaterializedViewStatement', name: qualifiedName(nameParts(view, context.defaultDatabase)) }
}

function create(view: ObjectName, definition: MaterializedView, context: StatementContext): Statement {
  return createMaterializedViewStatement(definition, nameParts(view, context.defaultDatabase))
}

/** The name under which the new definition is built beside the old one. */
export function replacementName(view: ObjectName): ObjectName {
  return sibling(view, `${view.name}__next`)
}

/**
 * There is no CREATE OR REPLACE MATERIALIZED VIEW. The new one is built beside the old one and filled, then they exchange names: readers find rows at
 * any time. A synchronous one is an index of its base table: SWAP does not know it, and no rows of its own are read meanwhile.
 */
export function replacementOperations({ view, from, to }: ReplaceMaterializedView): readonly ReplacementOperation[] {
  if (from.refresh === undefined || to.refresh === undefined)
    return [
      { kind: 'DropMaterializedView', view, definition: from },
      { kind: 'CreateMaterializedView', view, definition: to },
    ]
  const next = replacementName(view)
  // Deferred: the refresh that follows is the one to wait for.
  const definition: MaterializedView = { ...to, name: next.name, refresh: { ...to.refresh, moment: 'DEFERRED' } }
  return [
    { kind: 'CreateMaterializedView', view: next, definition },
    { kind: 'RefreshMaterializedView', view: next, sync: true },
    { kind: 'SwapMaterializedView', view, with: next.name },
    { kind: 'DropMaterializedView', view: next, definition: { ...from, name: next.name } },
  ]
}

type ReplacementKind =
  | 'CreateMaterializedView'
  | 'DropMaterializedView'
  | 'RefreshMaterializedView'
  | 'SwapMaterializedView'
/** What a replacement of a materialized view consists of. */
export type ReplacementOperation = OperationOf<ReplacementKind>

function replacementStatements(operation: ReplacementOperation, context: StatementContext): readonly Statement[] {
  // The kind picks the rules of just this operation, which the type checker cannot follow through a union.
  const rules = materializedViewRules[operation.kind] as OperationRules<Operation>
  return rules.toStatements(operation, context)
}

export const materializedViewRules: RulesOf<MaterializedViewKind> = {
  CreateMaterializedView: {
    object: ({ view }) => view,
    reverse: (operation) => ({ ...operation, kind: 'DropMaterializedView' }),
    toStatements: ({ view, definition }, context) => [create(view, definition, context)],
  },
  DropMaterializedView: {
    object: ({ view }) => view,
    reverse: ({ view, definition }) =>
      definition === undefined
        ? definitionMissing(`the materialized view ${view.name}`)
        : { kind: 'CreateMaterializedView', view, definition },
    toStatements: ({ view }, context) => [drop(view, context)],
  },
  RenameMaterializedView: {
    object: ({ view }) => view,
    reverse: ({ kind, view, to }) => ({ kind, view: sibling(view, to), to: view.name }),
    toStatements: ({ view, to }, context) => [alter(view, { kind: 'TableRenameClause', newName: to }, context)],
  },
  SwapMaterializedView: {
    object: ({ view }) => view,
    reverse: (operation) => operation,
    toStatements: (operation, context) => [
      alter(operation.view, { kind: 'SwapTableClause', name: operation.with }, context),
    ],
  },
  ModifyRefreshScheme: {
    object: ({ view }) => view,
    reverse: ({ from, to, ...rest }) =>
      from === undefined ? definitionMissing('the REFRESH clause before') : { ...rest, from: to, to: from },
    toStatements: ({ view, to }, context) => {
      // IMMEDIATE and DEFERRED say what creating does: ALTER has no word for it.
      const { moment: _, ...scheme } = refreshSchemeDesc(to)
      return [alter(view, scheme, context)]
    },
  },
  ModifyMaterializedViewProperties: {
    object: ({ view }) => view,
    reverse: ({ from, to, ...rest }) => {
      const stuck = unclearable(to, from)
      if (stuck.length > 0) {
        return irreversible(
          `StarRocks cannot unset ${stuck.join(', ')}, and the operation does not say what the value was before: give it in \`from\``,
        )
      }
      return { ...rest, from: to, to: from }
    },
    // One property for each SET: of some groups the server applies only the first that it finds.
    toStatements: ({ view, to }, context) =>
      Object.entries(to).map(([key, value]) =>
        alter(view, { kind: 'ModifyPropertiesClause', properties: propertiesToAst({ [key]: value }) }, context),
      ),
  },
  SetMaterializedViewState: {
    object: ({ view }) => view,
    reverse: ({ state, ...rest }) => ({ ...rest, state: state === 'ACTIVE' ? 'INACTIVE' : 'ACTIVE' }),
    toStatements: ({ view, state }, context) => [alter(view, { kind: 'StatusDesc', status: state }, context)],
  },
  RefreshMaterializedView: {
    object: ({ view }) => view,
    reverse: () => irreversible('a refresh cannot be undone: it changes rows, not the schema'),
    toStatements: ({ view, force, sync }, context) => [
      {
        kind: 'RefreshMaterializedViewStatement',
        name: qualifiedName(nameParts(view, context.defaultDatabase)),
        ...(force !== undefined ? { force } : {}),
        ...(sync !== undefined ? { mode: 'SYNC' } : {}),
      },
    ],
  },
  ReplaceMaterializedView: {
    object: ({ view }) => view,
    reverse: ({ from, to, ...rest }) => ({ ...rest, from: to, to: from }),
    toStatements: (operation, context) =>
      replacementOperations(operation).flatMap((part) => replacementStatements(part, context)),
  },
}
