import type { Operation } from '../operations/index.ts'
import { clusterLabel, printDataTypeText } from '../schema/index.ts'
import {
  clusterChange,
  columnChange,
  commentChange,
  distributionChange,
  propertyChange,
  refreshChange,
  sortKeyChange,
} from './describe-change.ts'
import type { Terminal } from './terminal.ts'
import { count } from '../util/count.ts'
import { operationName } from '../commands/object-names.ts'

const ADDED = new Set<Operation['kind']>([
  'CreateDatabase',
  'CreateTable',
  'CreateView',
  'CreateMaterializedView',
  'AddColumn',
  'AddIndex',
  'AddRollup',
  'AddPartition',
  'CreateClusterObject',
])
const REMOVED = new Set<Operation['kind']>([
  'DropDatabase',
  'DropTable',
  'DropView',
  'DropMaterializedView',
  'DropColumn',
  'DropIndex',
  'DropRollup',
  'DropPartition',
  'DropClusterObject',
])

/** One line for one operation: `+ table users`, `~ column users.age: INT -> BIGINT`. */
export function describeOperation(operation: Operation, defaultDatabase: string, terminal: Terminal): string {
  const text = describe(operation, operationName(operation, defaultDatabase) ?? '')
  if (ADDED.has(operation.kind)) return `  ${terminal.style('green', `+ ${text}`)}`
  if (REMOVED.has(operation.kind)) return `  ${terminal.style('red', `- ${text}`)}`
  return `  ${terminal.style('yellow', `~ ${text}`)}`
}

function describe(operation: Operation, name: string): string {
  switch (operation.kind) {
    case 'CreateDatabase':
    case 'DropDatabase':
      return `database ${operation.database}`
    case 'CreateTable':
    case 'DropTable':
      return `table ${name}`
    case 'CreateView':
    case 'DropView':
      return `view ${name}`
    case 'CreateMaterializedView':
    case 'DropMaterializedView':
      return `materialized view ${name}`
    case 'AddColumn':
      return `column ${name}.${operation.column.name}: ${printDataTypeText(operation.column.type)}`
    case 'DropColumn':
      return `column ${name}.${operation.column}`
    case 'ModifyColumn':
      return `column ${name}.${operation.to.name}: ${columnChange(operation.from, operation.to) || 'moved'}`
    case 'RenameColumn':
      return `column ${name}.${operation.from}: renamed to ${operation.to}`
    case 'ReorderColumns':
      return `order of the columns of ${name}`
    case 'AddIndex':
      return `index ${operation.index.name} on ${name}`
    case 'DropIndex':
      return `index ${operation.index} on ${name}`
    case 'AddRollup':
      return `rollup ${operation.rollup.name} of ${name}`
    case 'DropRollup':
      return `rollup ${operation.rollup} of ${name}`
    case 'AddPartition':
      return `partition ${'name' in operation.partition ? operation.partition.name : 'batch'} of ${name}`
    case 'DropPartition':
      return `partition ${operation.partition} of ${name}`
    case 'ModifyPartitionProperties':
      return `partition ${operation.partition} of ${name}: ${propertyChange(operation.from, operation.to)}`
    case 'InsertRows':
      return `${count(operation.rows.length, 'row')} inserted into ${name}`
    case 'CopyRows': {
      const part = operation.partition === undefined ? '' : ` (partition ${operation.partition})`
      return `rows of ${operation.from}${part} copied into ${name}`
    }
    case 'CheckRowCounts':
      return `row counts of ${name} and ${operation.with} compared`
    case 'RenameTable':
      return `table ${name}: renamed to ${operation.to}`
    case 'SwapTable':
      return `table ${name}: swapped with ${operation.with}`
    case 'ReplaceTable':
      return `table ${name}: needs a rebuild: ${operation.reasons.join('; ')}`
    case 'ModifyTableComment':
      return `comment of ${name}: ${commentChange(operation.from, operation.to)}`
    case 'ModifyTableProperties':
    case 'ModifyMaterializedViewProperties':
      return `property of ${name}: ${propertyChange(operation.from, operation.to)}`
    case 'ModifyDistribution':
      return `distribution of ${name}: ${distributionChange(operation.from, operation.to)}`
    case 'ModifySortKey':
      return `sort key of ${name}: ${sortKeyChange(operation.from, operation.to)}`
    case 'AlterView':
      return `view ${name}`
    case 'ReplaceView':
      return `view ${name}: made anew: ${operation.reasons.join('; ')}`
    case 'ReplaceMaterializedView':
      return `materialized view ${name}: made anew: ${operation.reasons.join('; ')}`
    case 'RenameMaterializedView':
      return `materialized view ${name}: renamed to ${operation.to}`
    case 'SwapMaterializedView':
      return `materialized view ${name}: swapped with ${operation.with}`
    case 'ModifyRefreshScheme':
      return `refresh of ${name}: ${refreshChange(operation.from, operation.to)}`
    case 'SetMaterializedViewState':
      return `materialized view ${name}: ${operation.state.toLowerCase()}`
    case 'RefreshMaterializedView':
      return `materialized view ${name}: refreshed`
    case 'CreateClusterObject':
    case 'DropClusterObject':
      return name
    case 'AlterClusterObject': {
      const changes = clusterChange(operation.from, operation.to)
      return changes === '' ? name : `${name}: ${changes}`
    }
    case 'ReplaceClusterObject':
      return `${clusterLabel(operation.to)}: ${operation.reasons.join('; ')}`
    case 'ExecuteSql':
      return 'SQL written by hand'
    case 'RunDataStep':
      return `data step ${operation.name}`
  }
}
