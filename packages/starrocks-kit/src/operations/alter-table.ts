import type { AlterTableClause, AlterTableStatement } from '../language/index.ts'
import type { ObjectName } from '../schema/index.ts'
import { nameParts, qualifiedName } from '../schema/to-statements/names.ts'
import type { StatementContext } from './rules.ts'

/** `ALTER TABLE name clause`: one clause, so that the plan may put it beside others. */
export function alterTable(name: ObjectName, clause: AlterTableClause, context: StatementContext): AlterTableStatement {
  return {
    kind: 'AlterTableStatement',
    name: qualifiedName(nameParts(name, context.defaultDatabase)),
    clauses: [clause],
  }
}
