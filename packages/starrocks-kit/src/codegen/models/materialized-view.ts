import { MATERIALIZED_VIEW_PROPERTY_KINDS } from '../../models/property-kinds.ts'
import type { MaterializedView, RefreshScheme } from '../../schema/types/materialized-view.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { call, object, string } from '../source/code.ts'
import type { CallCode, Code } from '../source/code.ts'
import { distributionCode, indexesCode, sortKeyCode } from './clauses.ts'
import type { ClauseContext } from './clauses.ts'
import { columnsByName } from './column-access.ts'
import type { ImportList } from './imports.ts'
import { commentEntry, placeEntries } from './object-entries.ts'
import { materializedViewPartitioningCode } from './partitioning.ts'
import { propertiesCode } from './properties.ts'
import { queryCode } from './query.ts'
import type { SourceFile } from './source-file.ts'
import { viewColumnsCode } from './view.ts'

/** The call of `materializedView()` that declares a materialized view. */
export function materializedViewCode(name: ObjectName, view: MaterializedView, file: SourceFile): CallCode {
  const context: ClauseContext = { imports: file.imports, columns: columnsByName }
  return call(
    file.imports.use('materializedView'),
    string(view.name),
    object(
      [
        ...placeEntries(name, file.defaultDatabase),
        ['columns', viewColumnsCode(view.columns)],
        commentEntry(view.comment),
        ['partitionBy', view.partitioning && materializedViewPartitioningCode(view.partitioning, context)],
        ['distributedBy', view.distribution && distributionCode(view.distribution, context)],
        ['orderBy', view.sortKey && sortKeyCode(view.sortKey, context)],
        ['refresh', view.refresh && refreshCode(view.refresh, file.imports)],
        ['indexes', indexesCode(view.indexes, context)],
        ['properties', propertiesCode(view.properties, MATERIALIZED_VIEW_PROPERTY_KINDS, file.imports)],
        ['query', queryCode(name, view, file)],
      ],
      { expanded: true },
    ),
  )
}

const REFRESH_METHODS: { readonly [Mode in RefreshScheme['mode']]: string } = {
  ASYNC: 'async',
  MANUAL: 'manual',
  INCREMENTAL: 'incremental',
}

function refreshCode({ mode, moment, start, every }: RefreshScheme, imports: ImportList): Code {
  const options = object([
    ['moment', moment === undefined || moment === 'IMMEDIATE' ? undefined : string(moment)],
    ['start', start === undefined ? undefined : string(start)],
    ['every', every === undefined ? undefined : string(`${every.count} ${every.unit}`)],
  ])
  const callee = `${imports.use('refresh')}.${REFRESH_METHODS[mode]}`
  return call(callee, ...(options.entries.length === 0 ? [] : [options]))
}
