import type { Statement } from '../language/index.ts'
import type { Hazard } from './plan.ts'

/** What a statement that a person wrote loses, as far as its own text tells. */
export function handWrittenHazards(statement: Statement): readonly Hazard[] {
  return lostBy(statement).map((what) => ({ code: 'DATA_LOSS', message: `SQL written by hand: ${what}` }))
}

function lostBy(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case 'DropTableStatement':
      return [`the table ${statement.name.parts.join('.')} is dropped with its rows`]
    case 'DropDatabaseStatement':
      return [`the database ${statement.name.parts.join('.')} is dropped with all that is in it`]
    case 'TruncateTableStatement':
      return [`rows of ${statement.name.parts.join('.')} are removed`]
    case 'AlterTableStatement': {
      const table = statement.name.parts.join('.')
      return statement.clauses.flatMap((clause) => {
        if (clause.kind === 'DropColumnClause' && clause.rollup === undefined)
          return [`the column ${clause.name} of ${table} is dropped with its values`]
        if (clause.kind === 'DropPartitionClause' && clause.temporary === undefined)
          return [`a partition of ${table} is dropped with its rows`]
        return clause.kind === 'TruncatePartitionClause' ? [`rows of ${table} are removed`] : []
      })
    }
    case 'DropPipeStatement':
      return [`the pipe ${statement.name.parts.join('.')} forgets which files it has loaded`]
    case 'CreatePipeStatement':
      return statement.orReplace === true
        ? [`the pipe ${statement.name.parts.join('.')} forgets which files it has loaded, and loads them again`]
        : []
    case 'ControlRoutineLoadStatement':
      return statement.action === 'STOP'
        ? [`where the routine load ${statement.name.parts.join('.')} has come to in its topic is lost`]
        : []
    default:
      return []
  }
}
