import type { Expression } from 'starrocks-kit/language'
import type { ApplyContext, Column, DataType, Target } from 'starrocks-kit/schema'
import type { FunctionFinder } from '../sql/scope.ts'
import { declaredFunctions } from './analyzed/declared-functions.ts'
import { inferColumnType } from './analyzed/infer-type.ts'
import { unknownFunction } from './analyzed/unknown-function.ts'
import type { CatalogData } from './data/catalog-data.ts'
import { CLUSTER, storageVolumeNames } from './data/cluster-facts.ts'
import { resourceGroups } from './data/resource-groups.ts'
import type { Place } from './statement-source.ts'
import { CHECKED_SETTINGS } from './show/frontend-config.ts'

/** What `applyStatement` is to know of this server. `frontendConfig` holds the settings that were changed. */
export function applyContext(
  data: CatalogData,
  place: Place,
  server: { readonly target: Target; readonly frontendConfig: ReadonlyMap<string, string> },
): ApplyContext {
  const functions = declaredFunctions(data, place.database)
  return {
    target: server.target,
    expressionType: (expression, columns) => generatedType(expression, columns, functions),
    unknownFunction: (expression, columns) => unknownFunction(expression, columns, functions),
    cluster: {
      ...CLUSTER,
      resourceGroups: resourceGroups(data).map((group) => group.name),
      storageVolumes: storageVolumeNames(data),
    },
    frontendConfig: { ...CHECKED_SETTINGS, ...Object.fromEntries(server.frontendConfig) },
    ...(place.database === undefined ? {} : { currentDatabase: place.database }),
    ...(place.catalog === undefined ? {} : { currentCatalog: place.catalog }),
  }
}

/** The type of a generated column's expression; decimals are not judged. */
function generatedType(
  expression: Expression,
  columns: readonly Column[],
  functions: FunctionFinder,
): DataType | undefined {
  const type = inferColumnType(expression, columns, functions)
  return type === undefined || type.kind === 'null' || type.kind === 'decimal' ? undefined : type
}
