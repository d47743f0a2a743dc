import type { SqlValue } from '../../sql/scope.ts'
import { SYSTEM_DATABASES } from './database-name.ts'
import type { InformationContext } from './information-context.ts'

export function schemataRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  const names = [...Object.values(catalog.schema.databases).map((database) => database.name), ...SYSTEM_DATABASES]
  return names.toSorted().map((name) => ['def', name, 'utf8', 'utf8_general_ci', null])
}
