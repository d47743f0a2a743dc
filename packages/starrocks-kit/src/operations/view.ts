import { isDeepStrictEqual } from 'node:util'
import type { Statement } from '../language/index.ts'
import { alterViewStatement, createViewStatement } from '../schema/to-statements/view.ts'
import type { ObjectName, View } from '../schema/index.ts'
import { nameParts, qualifiedName } from '../schema/to-statements/names.ts'
import { definitionMissing } from './rules.ts'
import type { RulesOf, StatementContext } from './rules.ts'
import type { AlterView, ReplaceView } from './types/view.ts'

/**
 * The operation that turns one view into the other.
 *
 * ALTER VIEW has no place for a comment, and clears the one that is there: a view that has one after the change is replaced.
 * So is a view of which nothing but the comment changes.
 */
export function changeView(view: ObjectName, from: View, to: View): AlterView | ReplaceView {
  const reasons: string[] = []
  if (from.comment !== to.comment && sameQuery(from, to)) reasons.push('ALTER VIEW cannot change the comment')
  else if (to.comment !== undefined && !sameQuery(from, to)) reasons.push('ALTER VIEW would clear the comment')
  return reasons.length === 0 ? { kind: 'AlterView', view, from, to } : { kind: 'ReplaceView', view, from, to, reasons }
}

function sameQuery(from: View, to: View): boolean {
  return isDeepStrictEqual([from.query, from.columns], [to.query, to.columns])
}

function securityChange(view: ObjectName, from: View | undefined, to: View, context: StatementContext): Statement[] {
  const security = to.security ?? 'NONE'
  if (from === undefined ? to.security === undefined : (from.security ?? 'NONE') === security) return []
  return [
    {
      kind: 'AlterViewStatement',
      name: qualifiedName(nameParts(view, context.defaultDatabase)),
      clause: { kind: 'AlterViewSecurityClause', security },
    },
  ]
}

export const viewRules: RulesOf<'CreateView' | 'AlterView' | 'ReplaceView' | 'DropView'> = {
  CreateView: {
    object: ({ view }) => view,
    reverse: ({ view, definition, orReplace }) =>
      orReplace === undefined
        ? { kind: 'DropView', view, definition }
        : definitionMissing(`the view ${view.name} before it was replaced`),
    toStatements: ({ view, definition, orReplace }, context) => [
      createViewStatement(definition, nameParts(view, context.defaultDatabase), { orReplace: orReplace === true }),
    ],
  },
  AlterView: {
    object: ({ view }) => view,
    reverse: ({ view, from, to }) =>
      from === undefined ? definitionMissing(`the view ${view.name} before`) : changeView(view, to, from),
    toStatements: ({ view, from, to }, context) => [
      ...(from !== undefined && sameQuery(from, to)
        ? []
        : [alterViewStatement(to, nameParts(view, context.defaultDatabase))]),
      ...securityChange(view, from, to, context),
    ],
  },
  ReplaceView: {
    object: ({ view }) => view,
    reverse: ({ view, from, to }) => changeView(view, to, from),
    // CREATE OR REPLACE keeps the security of a view that exists, so that has to be changed apart.
    toStatements: ({ view, from, to }, context) => [
      createViewStatement(to, nameParts(view, context.defaultDatabase), { orReplace: true }),
      ...securityChange(view, from, to, context),
    ],
  },
  DropView: {
    object: ({ view }) => view,
    reverse: ({ view, definition }) =>
      definition === undefined ? definitionMissing(`the view ${view.name}`) : { kind: 'CreateView', view, definition },
    toStatements: ({ view }, context) => [
      { kind: 'DropViewStatement', name: qualifiedName(nameParts(view, context.defaultDatabase)) },
    ],
  },
}
