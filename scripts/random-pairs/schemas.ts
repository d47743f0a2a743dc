import { capabilitiesOf, normalizeSchema, schemaOf } from '../../packages/starrocks-kit/src/schema/index.ts'
import type {
  MaterializedView,
  Properties,
  SchemaState,
  Table,
  Target,
  View,
} from '../../packages/starrocks-kit/src/schema/index.ts'
import type { Random } from '../compare-servers/random.ts'
import { changedTable } from './table-changes.ts'
import { randomTable } from './tables.ts'
import { changedMaterializedView, changedView, randomMaterializedView, randomView, sourceOf } from './views.ts'

/** What a random schema has, in the order in which it can be made. */
export interface RandomSchema {
  readonly tables: readonly Table[]
  readonly views: readonly View[]
  readonly materializedViews: readonly MaterializedView[]
}

const present = <T>(items: readonly (T | undefined)[]): readonly T[] => items.filter((item) => item !== undefined)
const numbered = <T>(count: number, make: (i: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, i) => make(i))

export function randomSchema(random: Random): RandomSchema {
  const tables = numbered(1 + random.below(3), (i) => randomTable(random, `t${i}`))
  const sources = tables.map(sourceOf)
  return {
    tables,
    views: present(numbered(random.below(3), (i) => randomView(random, `v${i}`, sources))),
    materializedViews: present(numbered(random.below(3), (i) => randomMaterializedView(random, `m${i}`, sources))),
  }
}

/** A schema to go to: more often small changes than another one. */
export function nextSchema(random: Random, schema: RandomSchema): RandomSchema {
  if (random.once(8)) return randomSchema(random)
  const tables = schema.tables.map((table) => (random.once(4) ? table : changedTable(random, table)))
  const sources = tables.map(sourceOf)
  return {
    tables,
    views: schema.views.map((view) => (random.once(3) ? changedView(random, view, sources) : view)),
    materializedViews: schema.materializedViews.map((view) =>
      random.once(3) ? changedMaterializedView(random, view, sources) : view,
    ),
  }
}

export function stateOf(
  { tables, views, materializedViews }: RandomSchema,
  database: string,
  target: Target,
): SchemaState {
  const { knowsTableProperty, knowsMaterializedViewProperty, viewSecurity } = capabilitiesOf(target)
  const objects = [
    ...tables.map((table) => ({ ...table, properties: known(table.properties, knowsTableProperty) })),
    ...views.map(({ security, ...view }): View =>
      viewSecurity && security !== undefined ? { ...view, security } : view,
    ),
    ...materializedViews.map((view) => ({
      ...view,
      properties: known(view.properties, knowsMaterializedViewProperty),
    })),
  ].map((object) => ({ database, object }))
  return normalizeSchema(schemaOf(objects), target)
}

/** Without what an older server does not know. */
function known(properties: Properties, knows: (name: string) => boolean): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => knows(name)))
}
