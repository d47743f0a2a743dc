import type { CreateTableLikeStatement } from '../../../language/index.ts'
import { distributionFromDesc } from '../../from-ast/distribution.ts'
import { partitioningFromDesc } from '../../from-ast/partitioning.ts'
import { propertiesFromAst } from '../../from-ast/properties.ts'
import { findObject } from '../../state.ts'
import { createTableStatement } from '../../to-statements/table.ts'
import type { Table } from '../../types/table.ts'
import { isInternal, resolveName, tableNotFound } from '../names.ts'
import { refuseAnalyzing } from '../refusal.ts'
import { applied } from '../result.ts'
import type { Applied, ApplyScope } from '../result.ts'
import { createTable } from './create-table.ts'

/** CREATE TABLE LIKE: the source's own CREATE under another name. What SHOW CREATE does not print (rollups) is not copied. */
export function createTableLike(statement: CreateTableLikeStatement, scope: ApplyScope): Applied {
  const source = resolveName(statement.source, scope)
  const name = resolveName(statement.name, scope)
  if (!isInternal(source) || !isInternal(name)) return applied(scope.state)
  const object = findObject(scope.state, source)
  // Before 4.1 the server names the table that is to be made, not the one that it did not find (recorded).
  if (object === undefined) tableNotFound(scope.capabilities.wording === '4.1' ? source : name)
  if (object.kind !== 'Table') refuseAnalyzing('Table of view or materialized view is not supported')
  const copy: Table = {
    ...object,
    rollups: {},
    ...(statement.partition !== undefined ? { partitioning: partitioningFromDesc(statement.partition) } : {}),
    ...(statement.distribution !== undefined ? { distribution: distributionFromDesc(statement.distribution) } : {}),
    properties: { ...object.properties, ...propertiesFromAst(statement.properties) },
  }
  const create = createTableStatement(copy, statement.name.parts, { ifNotExists: statement.ifNotExists === true })
  return createTable(statement.temporary ? { ...create, temporary: true } : create, scope)
}
