import { alwaysQuoteIdentifier, parseStatement, printNode } from '../../language/index.ts'
import type { LoadProperty } from '../../language/index.ts'
import { canonicalExpression } from '../clauses.ts'
import type { RoutineLoad } from '../types/cluster.ts'

type Clauses = Pick<RoutineLoad, 'columnsTerminatedBy' | 'rowsTerminatedBy' | 'columns' | 'where' | 'partitions'>

export function loadClausesFromAst(list: readonly LoadProperty[] = []): Clauses {
  let clauses: Clauses = {}
  for (const property of list) {
    switch (property.kind) {
      case 'LoadSeparator':
        clauses =
          property.type === 'COLUMNS'
            ? { ...clauses, columnsTerminatedBy: property.value }
            : { ...clauses, rowsTerminatedBy: property.value }
        break
      case 'ImportColumns':
        clauses = { ...clauses, columns: property.columns.map((column) => printNode(column)) }
        break
      case 'ImportWhere':
        clauses = { ...clauses, where: printNode(property.condition) }
        break
      case 'PartitionNames':
        clauses = { ...clauses, partitions: property.names }
        break
    }
  }
  return clauses
}

/** The clauses between the table and the properties. @throws SyntaxError, TypeError */
export function loadClauses({
  columnsTerminatedBy,
  rowsTerminatedBy,
  columns,
  where,
  partitions,
}: Clauses): readonly LoadProperty[] {
  return [
    ...separator('COLUMNS', columnsTerminatedBy),
    ...separator('ROWS', rowsTerminatedBy),
    ...(columns === undefined ? [] : parseClauses(`COLUMNS (${columns.join(', ')})`)),
    ...(partitions === undefined ? [] : [{ kind: 'PartitionNames', names: partitions } as const]),
    ...(where === undefined ? [] : parseClauses(`WHERE ${where}`)),
  ]
}

/** The columns of `a,b c=a + 1`, in which a server leaves names as they are (ImportColumnDesc). @throws SyntaxError */
export function columnsFromText(text: string): readonly string[] {
  const quoted = topLevelParts(text).map((part) => {
    const [, name = '', expression] = /^([^=]*)(=[^]*)?$/u.exec(part) ?? []
    return `${alwaysQuoteIdentifier(name.trim())}${expression ?? ''}`
  })
  return loadClausesFromAst(parseClauses(`COLUMNS (${quoted.join(', ')})`)).columns ?? []
}

/** The text at the commas that stand in no brackets and no quotes. */
function topLevelParts(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (const { 0: token, index } of text.matchAll(
    /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|[()[\]{},]/gu,
  )) {
    if ('([{'.includes(token)) depth++
    else if (')]}'.includes(token)) depth--
    else if (token === ',' && depth === 0) {
      parts.push(text.slice(from, index))
      from = index + 1
    }
  }
  return [...parts, text.slice(from)]
}

function separator(type: 'COLUMNS' | 'ROWS', value: string | undefined): readonly LoadProperty[] {
  return value === undefined ? [] : [{ kind: 'LoadSeparator', type, value }]
}

function parseClauses(text: string): readonly LoadProperty[] {
  const statement = parseStatement(`CREATE ROUTINE LOAD a ON b ${text} FROM KAFKA`)
  return statement.kind === 'CreateRoutineLoadStatement' ? (statement.load ?? []) : []
}

/** One spelling of each, without separators that a server takes anyway. */
export function comparableLoadClauses({
  columnsTerminatedBy,
  rowsTerminatedBy,
  columns,
  where,
  partitions,
}: Clauses): Clauses {
  return {
    ...(columnsTerminatedBy === undefined || columnsTerminatedBy === '\t' ? {} : { columnsTerminatedBy }),
    ...(rowsTerminatedBy === undefined || rowsTerminatedBy === '\n' ? {} : { rowsTerminatedBy }),
    ...(columns === undefined ? {} : loadClausesFromAst(parseClauses(`COLUMNS (${columns.join(', ')})`))),
    ...(where === undefined ? {} : { where: canonicalExpression(where).text }),
    ...(partitions === undefined || partitions.length === 0 ? {} : { partitions }),
  }
}
