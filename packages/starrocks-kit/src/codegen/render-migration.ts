import type { Operation, OperationKind } from '../operations/operation.ts'
import type { RenderContext, RenderedOperation, Renderers } from './migration/call.ts'
import { COLUMN_RENDERERS } from './migration/column.ts'
import { DATABASE_RENDERERS } from './migration/database.ts'
import { EXECUTE_SQL_RENDERERS } from './migration/execute-sql.ts'
import { MATERIALIZED_VIEW_RENDERERS } from './migration/materialized-view.ts'
import { ROW_RENDERERS } from './migration/rows.ts'
import { TABLE_RENDERERS } from './migration/table.ts'
import { VIEW_RENDERERS } from './migration/view.ts'
import { array, string, stringLiteral } from './source/code.ts'
import { layOut } from './source/layout.ts'

/** Everything that a revision file says. */
export interface MigrationSource {
  readonly revision: string
  /** The revisions before it: none for the first, several for a merge. */
  readonly downRevisions: readonly string[]
  readonly message: string
  readonly createdAt: Date
  readonly upgrade: readonly Operation[]
  readonly downgrade: readonly Operation[]
  /** Objects of this database are named without it. */
  readonly defaultDatabase: string
  readonly branchLabels?: readonly string[]
  readonly dependsOn?: readonly string[]
  /** What the file imports the type `Op` from. Default `starrocks-kit`. */
  readonly importFrom?: string
  /** Lines for the reader of `downgrade`, such as what cannot be undone. */
  readonly downgradeNotes?: readonly string[]
}

/** One renderer for each kind of operation: a new kind does not compile until it has one. */
const RENDERERS: Renderers<OperationKind> = {
  ...DATABASE_RENDERERS,
  ...TABLE_RENDERERS,
  ...COLUMN_RENDERERS,
  ...ROW_RENDERERS,
  ...VIEW_RENDERERS,
  ...MATERIALIZED_VIEW_RENDERERS,
  ...EXECUTE_SQL_RENDERERS,
}

/**
 * The source of a revision file. The same input gives the same text.
 * A `ReplaceTable` is written as a rebuild, step by step: whether there is to be one has to be decided before.
 *
 * Throws `UnrenderableOperationError` for a change to range distribution, which has no clause.
 */
export function renderMigration(source: MigrationSource): string {
  const { importFrom = 'starrocks-kit', branchLabels = [], dependsOn = [] } = source
  const header = [
    `export const revision = ${stringLiteral(source.revision)}`,
    constant('downRevision', source.downRevisions),
    ...(branchLabels.length === 0 ? [] : [listConstant('branchLabels', branchLabels)]),
    ...(dependsOn.length === 0 ? [] : [listConstant('dependsOn', dependsOn)]),
  ]
  const context: RenderContext = { defaultDatabase: source.defaultDatabase }
  return `${[
    headComment(source),
    `import type { Op } from ${stringLiteral(importFrom)}`,
    header.join('\n'),
    directionSource('upgrade', source.upgrade, [], context),
    directionSource('downgrade', source.downgrade, source.downgradeNotes ?? [], context),
  ].join('\n\n')}\n`
}

function headComment({ message, createdAt }: MigrationSource): string {
  const created = createdAt.toISOString().replace(/\.\d+Z$/, 'Z')
  const lines = [...message.trim().split(/\r\n|\r|\n/), '', `Created: ${created}`]
  const body = lines.map((line) => ` * ${line.replaceAll('*/', '* /')}`.trimEnd())
  return ['/**', ...body, ' */'].join('\n')
}

function constant(name: string, values: readonly string[]): string {
  const [first, ...rest] = values
  if (first === undefined) return `export const ${name} = null`
  return rest.length === 0 ? `export const ${name} = ${stringLiteral(first)}` : listConstant(name, values)
}

function listConstant(name: string, values: readonly string[]): string {
  return layOut(array(values.map(string)), { before: `export const ${name} = ` })
}

function directionSource(
  direction: 'upgrade' | 'downgrade',
  operations: readonly Operation[],
  notes: readonly string[],
  context: RenderContext,
): string {
  const rendered = operations.map((operation) => render(operation, context))
  const lines = [
    ...notes.flatMap(commentLines),
    ...rendered.flatMap(({ comments = [], calls }) => [
      ...comments.flatMap(commentLines),
      ...calls.map((code) => layOut(code, { indent: INDENT })),
    ]),
  ]
  const calls = rendered.some((one) => one.calls.length > 0)
  // A parameter that is not used would not pass the checks of many projects.
  const head = `export function ${direction}(${calls ? 'op' : '_op'}: Op): void {`
  return lines.length === 0 ? `${head}}` : [head, ...lines, '}'].join('\n')
}

const INDENT = '  '

function commentLines(comment: string): readonly string[] {
  return comment.split(/\r\n|\r|\n|\u2028|\u2029/).map((line) => `${INDENT}// ${line}`.trimEnd())
}

/** The record has a renderer for exactly this kind; the compiler cannot follow that through the index. */
function render(operation: Operation, context: RenderContext): RenderedOperation {
  const renderer = RENDERERS[operation.kind] as (operation: Operation, context: RenderContext) => RenderedOperation
  return renderer(operation, context)
}
