import type { Property } from '../../language/index.ts'
import { refuse, refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { Capabilities } from '../capabilities.ts'
import type { ExternalCatalog } from '../types/cluster.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import { propertyChange, sortedProperties, withProperties } from './properties.ts'
import { changeOf } from './rules.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'
import { propertyList, sortedSecrets, splitSecrets } from './secrets.ts'

const RANGER_SERVICE = 'ranger.plugin.hive.service.name'

export const externalCatalogRules: ClusterRules<ExternalCatalog> = {
  word: 'external catalog',
  builtIn: new Set([DEFAULT_CATALOG]),
  create: ({ name, comment, properties, secrets }) => [
    {
      kind: 'CreateCatalogStatement',
      name,
      ...(comment === undefined ? {} : { comment }),
      properties: propertyList(properties, secrets, name),
    },
  ],
  // ALTER CATALOG sets properties and nothing else; a connector's kind stays (CatalogMgr.alterCatalog).
  change: (from, to) => {
    const { changed, removed } = propertyChange(from, to)
    return changeOf(
      changed.length === 0
        ? []
        : [
            {
              kind: 'AlterCatalogStatement',
              name: to.name,
              clause: { kind: 'ModifyPropertiesClause', properties: changed },
            },
          ],
      [
        ...(from !== undefined && from.comment !== to.comment ? ['ALTER CATALOG cannot change the comment'] : []),
        ...(from !== undefined && changed.some(({ key }) => key === 'type')
          ? ['ALTER CATALOG cannot change the type']
          : []),
        ...removed.map((key) => `ALTER CATALOG cannot take away the property ${key}`),
      ],
    )
  },
  drop: ({ name }) => ({ kind: 'DropCatalogStatement', name }),
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'CreateCatalogStatement': {
        const { name, comment } = statement
        const { properties, secrets } = splitSecrets(statement.properties)
        if ((properties['type'] ?? '') === '') refuseAnalyzing("'type' can not be null or empty")
        if (objects.find(name) !== undefined) {
          if (statement.ifNotExists === true) return objects.all()
          refuse(`Catalog '${name}' already exists`)
        }
        return objects.with({
          kind: 'ExternalCatalog',
          name,
          ...(comment === undefined ? {} : { comment }),
          properties,
          ...sortedSecrets(secrets),
        })
      }
      case 'AlterCatalogStatement': {
        const { properties, secrets } = splitSecrets(statement.clause.properties)
        checkAltered(statement.clause.properties, objects.scope.capabilities)
        const old = objects.find(statement.name)
        // A server takes it without a word (CatalogMgr.alterCatalog).
        return old === undefined ? objects.all() : objects.with(withProperties(old, { properties, secrets }))
      }
      case 'DropCatalogStatement':
        return objects.find(statement.name) === undefined && statement.ifExists !== true
          ? missing(statement.name, objects)
          : objects.without(statement.name)
      default:
        return undefined
    }
  },
  comparable: ({ comment, properties, secrets, ...rest }) => ({
    ...rest,
    ...(comment === undefined || comment === '' ? {} : { comment }),
    properties: sortedProperties(properties),
    ...sortedSecrets(secrets),
  }),
}

/** CatalogAnalyzer.visitAlterCatalogStatement. */
function checkAltered(list: readonly Property[], { altersCatalogProperties }: Capabilities): void {
  const refused = list.find(({ key }) => (altersCatalogProperties ? key === 'type' : key !== RANGER_SERVICE))
  if (refused === undefined) return
  refuseAnalyzing(
    `Not support alter catalog property ${refused.key}`,
    altersCatalogProperties
      ? {}
      : {
          remedy: `Up to 3.3.11 and 3.4.1 ALTER CATALOG changes ${RANGER_SERVICE} and nothing else: drop the catalog and create it again in a revision of your own, or upgrade the server.`,
        },
  )
}

function missing(name: string, objects: ClusterObjects<ExternalCatalog>): Readonly<Record<string, ExternalCatalog>> {
  if (objects.complete) refuse(`Catalog '${name}' doesn't exist`)
  return objects.all()
}
