import { ownEntry, propertiesFromAst, withoutEntry } from 'starrocks-kit/schema'
import type { CreateResourceGroupStatement, AlterResourceGroupStatement, Statement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import type { ClassifierEntry, ResourceGroupEntry } from '../../catalog/data/cluster-objects.ts'
import { isBuiltInResourceGroup, resourceGroup } from '../../catalog/data/resource-groups.ts'
import type { OkResult } from '../../wire/handler.ts'
import { changeCatalog } from '../change-catalog.ts'
import type { CatalogUpdate } from '../change-catalog.ts'
import type { SessionState } from '../session-state.ts'
import { classifierOf } from './classifier.ts'
import { readResourceGroupProperties } from './resource-group-properties.ts'
import type { ResourceGroupProperties } from './resource-group-properties.ts'

/** Runs a statement about resource groups; undefined for all others. They are kept and shown; no query is limited by them. */
export async function runResourceGroup(statement: Statement, session: SessionState): Promise<OkResult | undefined> {
  return changeCatalog(changeOf(statement), session)
}

function changeOf(statement: Statement): CatalogUpdate | undefined {
  switch (statement.kind) {
    case 'CreateResourceGroupStatement':
      return (data) => create(data, statement)
    case 'AlterResourceGroupStatement':
      return (data) => alter(data, statement)
    case 'DropResourceGroupStatement':
      return (data) => {
        if (ownEntry(data.resourceGroups, statement.name) !== undefined)
          return { ...data, resourceGroups: withoutEntry(data.resourceGroups, statement.name) }
        if (statement.ifExists === true) return data
        throw missing(statement.name)
      }
    default:
      return undefined
  }
}

function missing(name: string): CatalogError {
  return new CatalogError(`RESOURCE_GROUP(${name}) does not exist`)
}

function create(data: CatalogData, statement: CreateResourceGroupStatement): CatalogData {
  const { name } = statement
  let { nextId } = data
  const id = nextId++
  const classifiers = (statement.classifiers ?? []).map((classifier) => classifierOf(classifier, nextId++, data))
  const {
    type = 'NORMAL',
    memoryLimit,
    ...properties
  } = readResourceGroupProperties(propertiesFromAst(statement.properties))
  requireShareOfCpu(properties)
  if (memoryLimit === undefined) throw analyzingError("property 'mem_limit' is absent")
  if (resourceGroup(data, name) !== undefined && statement.orReplace !== true) {
    if (statement.ifNotExists === true) return data
    throw new CatalogError(`RESOURCE_GROUP(${name}) already exists`)
  }
  const short = Object.values(data.resourceGroups).find((group) => group.type === 'SHORT_QUERY')
  if (type === 'SHORT_QUERY' && short !== undefined)
    throw new CatalogError(`There can be only one short_query RESOURCE_GROUP (${short.name})`)
  if (type === 'MV' && classifiers.length > 0) throw new CatalogError('MV Resource Group not support classifiers.')
  if (type !== 'MV' && classifiers.length === 0 && !isBuiltInResourceGroup(name))
    throw new CatalogError('This type Resource Group need define classifiers.')
  const entry: ResourceGroupEntry = { name, id, type, memoryLimit, ...normalized(properties), classifiers }
  return { ...data, nextId, resourceGroups: { ...data.resourceGroups, [name]: entry } }
}

function alter(data: CatalogData, statement: AlterResourceGroupStatement): CatalogData {
  const entry = resourceGroup(data, statement.name)
  if (entry === undefined) throw missing(statement.name)
  let { nextId } = data
  const changed = ((): ResourceGroupEntry => {
    if (statement.properties !== undefined) {
      const { type, ...properties } = readResourceGroupProperties(propertiesFromAst(statement.properties))
      if (type !== undefined) throw analyzingError('type of ResourceGroup is immutable')
      const next = { ...entry, ...properties }
      requireShareOfCpu(next)
      return { ...next, ...normalized(next) }
    }
    if (entry.type === 'MV') throw new CatalogError('MV Resource Group not support classifiers.')
    if (statement.add !== undefined) {
      const added = statement.add.map((classifier) => classifierOf(classifier, nextId++, data))
      return { ...entry, classifiers: [...entry.classifiers, ...added] }
    }
    const { drop = [] } = statement
    return { ...entry, classifiers: entry.classifiers.filter((item) => drop !== 'ALL' && !isListed(item, drop)) }
  })()
  return { ...data, nextId, resourceGroups: { ...data.resourceGroups, [entry.name]: changed } }
}

function isListed(classifier: ClassifierEntry, ids: readonly string[]): boolean {
  return ids.includes(String(classifier.id))
}

/** A group has a weight or cores of its own, and not both. */
function requireShareOfCpu({ cpuWeight = 0, exclusiveCpuCores = 0 }: ResourceGroupProperties): void {
  if (cpuWeight <= 0 && exclusiveCpuCores <= 0)
    throw analyzingError("property 'cpu_weight' or 'exclusive_cpu_cores' must be positive")
  if (cpuWeight > 0 && exclusiveCpuCores > 0)
    throw analyzingError(
      "property 'cpu_weight' and 'exclusive_cpu_cores' cannot be present and positive at the same time",
    )
}

/** A weight that is missing or not positive is kept as 1. */
function normalized<T extends ResourceGroupProperties>(properties: T): T {
  const { cpuWeight = 0 } = properties
  return { ...properties, cpuWeight: Math.max(cpuWeight, 1) }
}
