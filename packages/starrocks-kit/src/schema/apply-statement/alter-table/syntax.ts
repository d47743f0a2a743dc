import type { AlterTableClause, ColumnDefinition, NodeBase } from '../../../language/index.ts'
import { checkColumnSyntax, firstToken, withoutType } from '../column/column-definition.ts'
import { checkIndexSyntax } from '../index-rules.ts'
import { at } from '../names.ts'
import { refuseSyntax } from '../refusal.ts'
import type { ApplyScope } from '../result.ts'
import { refuseInput } from '../unexpected-input.ts'

/** Forms that only some versions have. */
export function checkClauseSyntax(clause: AlterTableClause, scope: ApplyScope): void {
  const { capabilities } = scope
  switch (clause.kind) {
    case 'AddColumnClause':
      return checkAddedSyntax(clause.column, scope)
    case 'AddColumnsClause':
      for (const column of clause.columns) checkAddedSyntax(column, scope)
      return
    case 'ModifyColumnClause':
      checkColumnSyntax(clause.column, scope)
      // Not even for a column that is one already (recorded).
      if (clause.column.autoIncrement) {
        const { name } = clause.column
        refuseSyntax(`Column '${name}' can not be AUTO_INCREMENT when MODIFY COLUMN`, at(clause.column, scope))
      }
      return
    case 'ModifyColumnCommentClause':
      if (!capabilities.commentOnlyModify)
        withoutType(clause.name, behind(/^MODIFY\s+COLUMN\s+/i, clause, scope), scope)
      return
    case 'ModifyAutoIncrementClause':
      if (!capabilities.alterAutoIncrement)
        refuseInput(clause, ['a legal identifier'], scope, { word: 'AUTO_INCREMENT' })
      return
    case 'PartitionColumnsClause': {
      if (capabilities.partitionColumnClauses) return
      const token = { word: 'COLUMN', find: /\bCOLUMN\b/i }
      if (clause.action === 'DROP') refuseInput(clause, ['a legal identifier'], scope, token)
      const words = /^ADD\s+PARTITION\s+/i
      refuseSyntax("No viable statement for input 'ADD PARTITION COLUMN'", at(behind(words, clause, scope), scope))
    }
    case 'CreateIndexClause':
      return checkIndexSyntax(clause.index, scope)
    case 'ColumnRenameClause':
      if (!capabilities.renameColumn) {
        refuseInput(clause, ['a legal identifier'], scope, { word: 'TO', find: /\bTO\b/i })
      }
      return
    case 'DropPartitionClause':
      if ((clause.names?.length ?? 0) > 1 && !capabilities.dropPartitionList) {
        refuseSyntax("No viable statement for input 'DROP PARTITIONS'", at(clause, scope))
      }
      return
    case 'ReorderColumnsClause':
      if (clause.orderBy.items.some((item) => item.order !== undefined) && !capabilities.descendingSortKey) {
        refuseSyntax(`No viable statement for input 'ORDER BY'`, at(clause, scope))
      }
      return
    default:
  }
}

/** The token behind the first words of a clause. */
function behind(words: RegExp, { span }: NodeBase, scope: ApplyScope): NodeBase {
  const { source } = scope.context
  if (span === undefined || source === undefined) return {}
  const length = words.exec(source.slice(span.start, span.end))?.[0].length ?? 0
  return firstToken({ span: { start: span.start + length, end: span.end } }, scope)
}

function checkAddedSyntax(definition: ColumnDefinition, scope: ApplyScope): void {
  checkColumnSyntax(definition, scope)
  if (definition.autoIncrement) {
    refuseSyntax(`Column '${definition.name}' can not be AUTO_INCREMENT when ADD COLUMN`, at(definition, scope))
  }
}
