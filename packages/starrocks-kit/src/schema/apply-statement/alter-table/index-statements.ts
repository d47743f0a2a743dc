import type {
  CreateIndexClause,
  CreateIndexStatement,
  DropIndexClause,
  DropIndexStatement,
} from '../../../language/index.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { alterTable } from './alter-table.ts'

/** CREATE INDEX is ALTER TABLE ... ADD INDEX. */
export function createIndex(statement: CreateIndexStatement, scope: ApplyScope): Applied {
  const clause: CreateIndexClause = { kind: 'CreateIndexClause', index: statement.index }
  return alterTable({ kind: 'AlterTableStatement', name: statement.table, clauses: [clause] }, scope)
}

/** DROP INDEX is ALTER TABLE ... DROP INDEX. */
export function dropIndex(statement: DropIndexStatement, scope: ApplyScope): Applied {
  const clause: DropIndexClause = { kind: 'DropIndexClause', name: statement.name }
  return alterTable({ kind: 'AlterTableStatement', name: statement.table, clauses: [clause] }, scope)
}
