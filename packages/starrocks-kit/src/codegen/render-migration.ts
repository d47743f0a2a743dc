import type { Operation, OperationKind } from '../operations/operation.ts'
import type { RenderContext, RenderedOperation, Renderers } from './migration/call.ts'
import { CLUSTER_RENDERERS } from './migration/cluster.ts'
import { COLUMN_RENDERERS } from './migration/column.ts'
import { DATABASE_RENDERERS } from './migration/database.ts'
import { EXECUTE_SQL_RENDERERS } from './migration/execute-sql.ts'
import { MATERIALIZED_VIEW_RENDERERS } from './migration/materialized-view.ts'
import { ROW_RENDERERS } from './migration/rows.ts'
import { TABLE_RENDERERS } from './migration/table.ts'
import { VIEW_RENDERERS } from './migration/view.ts'
import { array, string, stringLiteral } from './source/code.ts'
import { layOut } from './source/layout.ts'
import { zonedIsoTime } from '../util/zoned-time.ts'

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
  /** What a baseline stands for. */
  readonly squashes?: readonly string[]
  /** Of the time in the comment: `UTC`, `local` or a name. Default: `UTC`. */
  readonly timeZone?: string
  /** Writes operations in another way. */
  readonly renderItem?: ItemRenderer
}

/** Calls of `op` in the words of somebody else, and the import lines that they need. */
export interface RenderedItem {
  readonly code: string
  readonly imports?: readonly string[]
}

/** The source that stands in a revision for an operation; undefined for what is written without it. */
export type ItemRenderer = (operation: Operation) => string | RenderedItem | undefined

/** The pieces of a revision file, as source text without a line break at the end. */
export interface MigrationParts {
  /** The comment with the message and the time. */
  readonly comment: string
  /** The import lines. */
  readonly imports: string
  /** The constants `revision`, `downRevision` and so on. */
  readonly header: string
  /** The function `upgrade`. */
  readonly upgrade: string
  /** The function `downgrade`. */
  readonly downgrade: string
}

/** One renderer for each kind of operation: a new kind does not compile until it has one. */
const RENDERERS: Renderers<OperationKind> = {
  ...DATABASE_RENDERERS,
  ...TABLE_RENDERERS,
  ...COLUMN_RENDERERS,
  ...ROW_RENDERERS,
  ...VIEW_RENDERERS,
  ...MATERIALIZED_VIEW_RENDERERS,
  ...CLUSTER_RENDERERS,
  ...EXECUTE_SQL_RENDERERS,
}

/** The pieces as a file, with a blank line between them. */
export function joinMigration({ comment, imports, header, upgrade, downgrade }: MigrationParts): string {
  return `${[comment, imports, header, upgrade, downgrade].join('\n\n')}\n`
}

/**
 * The source of a revision file, in pieces. The same input gives the same text.
 * A `ReplaceTable` is written as a rebuild, step by step: whether there is to be one has to be decided before.
 *
 * Throws `UnrenderableOperationError` for a change to range distribution, which has no clause.
 */
export function migrationParts(source: MigrationSource): MigrationParts {
  const { importFrom = 'starrocks-kit', branchLabels = [], dependsOn = [], squashes = [] } = source
  const header = [
    `export const revision = ${stringLiteral(source.revision)}`,
    constant('downRevision', source.downRevisions),
    ...(branchLabels.length === 0 ? [] : [listConstant('branchLabels', branchLabels)]),
    ...(dependsOn.length === 0 ? [] : [listConstant('dependsOn', dependsOn)]),
    ...(squashes.length === 0 ? [] : ['/** What this baseline stands for. */', listConstant('squashes', squashes)]),
  ]
  const imports = new Set([`import type { Op } from ${stringLiteral(importFrom)}`])
  const direction = (name: 'upgrade' | 'downgrade', notes: readonly string[]): string =>
    directionSource(
      name,
      source[name].map((operation) => renderOperation(operation, source, imports)),
      notes,
    )
  // Both are rendered before the imports are joined: they say what they need.
  const upgrade = direction('upgrade', [])
  const downgrade = direction('downgrade', source.downgradeNotes ?? [])
  return {
    comment: headComment(source),
    imports: [...imports].join('\n'),
    header: header.join('\n'),
    upgrade,
    downgrade,
  }
}

function headComment({ message, createdAt, timeZone = 'UTC' }: MigrationSource): string {
  const lines = [...message.trim().split(/\r\n|\r|\n/), '', `Created: ${zonedIsoTime(createdAt, timeZone)}`]
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

/** The lines of one operation, indented. */
interface OperationSource {
  readonly lines: readonly string[]
  readonly hasCalls: boolean
}

function renderOperation(
  operation: Operation,
  { renderItem, defaultDatabase }: MigrationSource,
  imports: Set<string>,
): OperationSource {
  const item = renderItem?.(operation)
  if (item !== undefined) {
    const { code, imports: needed = [] } = typeof item === 'string' ? { code: item } : item
    for (const line of needed) imports.add(line)
    return { lines: code.split('\n').map((line) => `${INDENT}${line}`.trimEnd()), hasCalls: /\bop\b/u.test(code) }
  }
  const { comments = [], calls } = render(operation, { defaultDatabase })
  return {
    lines: [...comments.flatMap(commentLines), ...calls.map((code) => layOut(code, { indent: INDENT }))],
    hasCalls: calls.length > 0,
  }
}

function directionSource(
  direction: 'upgrade' | 'downgrade',
  operations: readonly OperationSource[],
  notes: readonly string[],
): string {
  const lines = [...notes.flatMap(commentLines), ...operations.flatMap((operation) => operation.lines)]
  // A parameter that is not used would not pass the checks of many projects.
  const head = `export function ${direction}(${operations.some(({ hasCalls }) => hasCalls) ? 'op' : '_op'}: Op): void {`
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
