import type { InsertStatement, Query, Select } from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import type { Properties } from '../types/properties.ts'
import { parseBytes } from './size.ts'

const INVALID_VALUE = 5018
const SWITCH = /^(?:on|off|true|false|1|0)$/iu

/** The rules of PipeAnalyzer.analyzeProperties; whether there is a variable that `task.` names, and a warehouse, is known to servers. */
export function checkPipeProperties(properties: Properties, scope: ApplyScope): void {
  const { pipesBesideTables, pipeErrorCodes } = scope.capabilities
  const invalid = (detail: string): never => refuseAnalyzing(`Invalid parameter ${detail}`, { code: 6013 })
  const within = (key: string, value: string, greatest: number): void => {
    const number = /^[+-]?\d+$/u.test(value) ? Number(value) : -1
    if (number < 1 || number > greatest) invalid(`${key} should in [1, ${greatest}]`)
  }
  for (const [name, value] of Object.entries(properties)) {
    const key = name.toLowerCase()
    switch (key) {
      case 'poll_interval':
        within(key, value, pipesBesideTables ? 3600 : 1024)
        break
      case 'batch_files':
        within(key, value, 1024)
        break
      case 'batch_size':
        if ((parseBytes(value) ?? 0n) <= 0n) invalid('batch_size should be greater than 0')
        break
      case 'auto_ingest':
        if (SWITCH.test(value)) break
        refuseAnalyzing(
          pipesBesideTables
            ? `Invalid auto_ingest: '${value}'. Expected values should be 1, 0, on, off, true, or false (case insensitive)`
            : `Invalid value format: '${value}'`,
          { code: INVALID_VALUE },
        )
        break
      case 'warehouse':
        break
      default:
        // ERR_UNKNOWN_PROPERTY had the code of ERR_INVALID_PARAMETER at first.
        if (!key.startsWith('task.')) refuseAnalyzing(`Unknown property ${name}`, { code: pipeErrorCodes + 3 })
    }
  }
}

/** INSERT INTO a table SELECT ... FROM FILES(...), and nothing beside (PipeAnalyzer). */
export function checkPipeStatement(insert: InsertStatement, scope: ApplyScope): void {
  const problem = pipeStatementProblem(insert, scope.capabilities.pipesBesideTables)
  if (problem !== undefined)
    refuseAnalyzing(`Bad pipe statement: '${problem}'`, { code: scope.capabilities.pipeErrorCodes })
}

function pipeStatementProblem(insert: InsertStatement, isExplained: boolean): string | undefined {
  if (insert.label !== undefined) return 'INSERT INTO cannot with label'
  if (insert.overwrite === true) return 'INSERT INTO cannot be OVERWRITE'
  const found = insert.source.kind === 'Query' ? selectOf(insert.source) : undefined
  if (found === undefined) return 'must be select statement'
  const { select, query } = found
  if (select.groupBy !== undefined || query.orderBy !== undefined || query.limit !== undefined)
    return `must be a vanilla select statement${isExplained ? '. Aggregation, order by clause, limit clause are not supported yet.' : ''}`
  const [relation, ...others] = select.from ?? []
  return relation?.kind === 'FileTableFunction' && others.length === 0 ? undefined : 'only support FileTableFunction'
}

/** The one SELECT of a query, in any number of parentheses. */
function selectOf(query: Query): { readonly select: Select; readonly query: Query } | undefined {
  switch (query.body.kind) {
    case 'Select':
      return { select: query.body, query }
    case 'Query':
      return selectOf(query.body)
    default:
      return undefined
  }
}
