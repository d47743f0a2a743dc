import type { AlterTableClause, ColumnPosition } from '../ast/alter-table.ts'
import type { OrderByDesc } from '../ast/table.ts'
import { columnDefinition } from './column.ts'
import type { Cursor } from './cursor.ts'
import { accept, at, expect, expectWords, finish, parenthesized, peek, text } from './cursor.ts'
import { identifier, optionalProperties, string } from './names.ts'
import { dataType } from './types.ts'

/** ADD COLUMN ... | DROP COLUMN ... */
export function alterColumnClause(c: Cursor): AlterTableClause {
  return at(c, 'ADD') ? addColumn(c) : dropColumn(c)
}

/** ADD COLUMN (columnDesc [position] | ( columnDesc [, ...] )) [(TO | IN) rollup] [PROPERTIES] */
function addColumn(c: Cursor): AlterTableClause {
  const start = c.index
  expectWords(c, 'ADD', 'COLUMN')
  if (at(c, '(')) {
    const columns = parenthesized(c, columnDefinition)
    return finish(c, start, { kind: 'AddColumnsClause', columns, ...addTail(c) })
  }
  const column = columnDefinition(c)
  return finish(c, start, { kind: 'AddColumnClause', column, ...position(c), ...addTail(c) })
}

function addTail(c: Cursor) {
  const rollup = accept(c, 'TO') || accept(c, 'IN') ? { rollup: identifier(c) } : {}
  return { ...rollup, ...properties(c) }
}

function fromTail(c: Cursor) {
  const rollup = accept(c, 'FROM') ? { rollup: identifier(c) } : {}
  return { ...rollup, ...properties(c) }
}

function properties(c: Cursor) {
  const list = optionalProperties(c)
  return list === undefined ? {} : { properties: list }
}

/** [FIRST | AFTER column] */
function position(c: Cursor): { readonly position?: ColumnPosition } {
  const start = c.index
  if (accept(c, 'FIRST')) return { position: finish(c, start, { kind: 'ColumnPosition', first: true }) }
  if (!accept(c, 'AFTER')) return {}
  return { position: finish(c, start, { kind: 'ColumnPosition', after: identifier(c) }) }
}

/** DROP COLUMN name [FROM rollup] [PROPERTIES] */
function dropColumn(c: Cursor): AlterTableClause {
  const start = c.index
  expectWords(c, 'DROP', 'COLUMN')
  const name = identifier(c)
  return finish(c, start, { kind: 'DropColumnClause', name, ...fromTail(c) })
}

/** MODIFY COLUMN (columnDesc [position] [FROM rollup] [PROPERTIES] | name COMMENT string | name (ADD | DROP) FIELD ...) */
export function modifyColumn(c: Cursor): AlterTableClause {
  const start = c.index
  expectWords(c, 'MODIFY', 'COLUMN')
  const next = peek(c)
  if (next === 'ADD') return addField(c, start)
  if (next === 'DROP') return dropField(c, start)
  if (next === 'COMMENT') {
    const name = identifier(c)
    expect(c, 'COMMENT')
    const comment = string(c)
    const alone = c.kind === 'end' || c.kind === ',' || c.kind === ';'
    if (alone) return finish(c, start, { kind: 'ModifyColumnCommentClause', name, comment })
    const column = { kind: 'ColumnDefinition', name, comment } as const
    return finish(c, start, { kind: 'ModifyColumnClause', column, ...position(c), ...fromTail(c) })
  }
  const column = columnDefinition(c)
  return finish(c, start, { kind: 'ModifyColumnClause', column, ...position(c), ...fromTail(c) })
}

/** name ADD FIELD path type [position] [PROPERTIES] */
function addField(c: Cursor, start: number): AlterTableClause {
  const column = identifier(c)
  expectWords(c, 'ADD', 'FIELD')
  const path = fieldPath(c)
  const type = dataType(c)
  return finish(c, start, { kind: 'AddFieldClause', column, path, type, ...position(c), ...properties(c) })
}

/** name DROP FIELD path [PROPERTIES] */
function dropField(c: Cursor, start: number): AlterTableClause {
  const column = identifier(c)
  expectWords(c, 'DROP', 'FIELD')
  return finish(c, start, { kind: 'DropFieldClause', column, path: fieldPath(c), ...properties(c) })
}

/** nestedFieldName: (identifier | [*]) [. (identifier | [*])]... */
function fieldPath(c: Cursor): string[] {
  const path = [pathStep(c)]
  for (;;) {
    if (accept(c, '.')) path.push(pathStep(c))
    else if (c.kind === 'dot-identifier') {
      path.push(text(c).slice(1))
      accept(c, 'dot-identifier')
    } else return path
  }
}

function pathStep(c: Cursor): string {
  return accept(c, '[*]') ? '[*]' : identifier(c)
}

/** ORDER BY ( columns ) [FROM rollup] [PROPERTIES], the columns being read already */
export function reorderColumns(c: Cursor, start: number, orderBy: OrderByDesc): AlterTableClause {
  return finish(c, start, { kind: 'ReorderColumnsClause', orderBy, ...fromTail(c) })
}
