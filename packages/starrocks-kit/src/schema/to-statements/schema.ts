import { formatStatement } from '../../language/index.ts'
import type { Statement } from '../../language/index.ts'
import { queryDependencies } from '../resolve-query/dependencies.ts'
import { isUnseen, unseenOf } from '../cluster/compare.ts'
import { inCreationOrder } from '../cluster/order.ts'
import { clusterLabel, clusterObjects, clusterPlacement, clusterRules } from '../cluster/registry.ts'
import { objectNameText, schemaObjects } from '../state.ts'
import type { SchemaObject } from '../state.ts'
import type { ObjectName } from '../types/names.ts'
import type { SchemaState } from '../types/schema-state.ts'
import { createDatabaseStatement } from './database.ts'
import { createMaterializedViewStatement } from './materialized-view.ts'
import { nameParts } from './names.ts'
import { createTableStatement } from './table.ts'
import { createViewStatement } from './view.ts'

export interface PrintSchemaOptions {
  /** Objects of this database are printed without it, and no CREATE DATABASE is printed for it. */
  readonly defaultDatabase?: string
}

/** The statements that create everything in the schema, in an order that runs: what a query reads comes before it. */
export function schemaStatements(state: SchemaState, options: PrintSchemaOptions = {}): readonly Statement[] {
  const databases = Object.values(state.databases)
    .filter((database) => database.name !== options.defaultDatabase)
    .map((database) => createDatabaseStatement(database, { ifNotExists: true }))
  const objects = dependencyOrder(state).flatMap(({ name, object }): readonly Statement[] => {
    const parts = nameParts(name, options.defaultDatabase)
    switch (object.kind) {
      case 'Table':
        return [createTableStatement(object, parts)]
      case 'View':
        return [createViewStatement(object, parts)]
      case 'MaterializedView':
        return [createMaterializedViewStatement(object, parts)]
      case 'UnsupportedObject':
        return []
    }
  })
  const beside = clusterObjects(state).filter((object) => !isUnseen(object))
  const those = (where: ReturnType<typeof clusterPlacement>): readonly Statement[] =>
    inCreationOrder(beside).flatMap((object) =>
      clusterPlacement(object.kind) === where ? clusterRules(object.kind).create(object) : [],
    )
  return [...those('below'), ...databases, ...those('inside'), ...objects, ...those('above')]
}

/** The schema as SQL text: one CREATE statement after another, each over several lines. Objects that are not understood appear as comments. */
export function printSchema(state: SchemaState, options: PrintSchemaOptions = {}): string {
  const statements = schemaStatements(state, options).map((statement) => `${formatStatement(statement)};\n`)
  const unsupported = [...schemaObjects(state)].flatMap(({ name, object }) =>
    object.kind === 'UnsupportedObject' ? [`-- ${objectNameText(name)}: ${object.reason.replaceAll('\n', ' ')}\n`] : [],
  )
  const unseen = clusterObjects(state)
    .filter(isUnseen)
    .map((object) => `-- ${clusterLabel(object)}: the server does not show its ${unseenOf(object).join(', ')}\n`)
  return [...statements, ...unsupported, ...unseen].join('\n')
}

interface Named {
  readonly name: ObjectName
  readonly object: SchemaObject
}

/** Tables first, then views and materialized views after what they read; a cycle keeps its given order. */
export function dependencyOrder(state: SchemaState): readonly Named[] {
  const all = [...schemaObjects(state)]
  const byName = new Map(all.map((item) => [objectNameText(item.name), item]))
  const done = new Set<string>()
  const ordered: Named[] = []
  const place = (item: Named): void => {
    const key = objectNameText(item.name)
    if (done.has(key)) return
    done.add(key)
    if (item.object.kind === 'View' || item.object.kind === 'MaterializedView') {
      const { database, catalog } = item.name
      const context = { currentDatabase: database, ...(catalog !== undefined ? { currentCatalog: catalog } : {}) }
      for (const dependency of queryDependencies(item.object.query, context)) {
        const found = byName.get(objectNameText(dependency))
        if (found !== undefined) place(found)
      }
    }
    ordered.push(item)
  }
  for (const item of all) if (item.object.kind === 'Table') place(item)
  for (const item of all) if (item.object.kind !== 'Table') place(item)
  return ordered
}
