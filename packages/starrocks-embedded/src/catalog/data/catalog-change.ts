import type { Database } from 'starrocks-kit/schema'
import { emptyCatalogData } from './catalog-data.ts'
import type { CatalogData } from './catalog-data.ts'

const OBJECT_KINDS = ['tables', 'views', 'materializedViews', 'unsupported'] as const
type ObjectKind = (typeof OBJECT_KINDS)[number]

const RECORD_KINDS = [
  'databases',
  'jobs',
  'users',
  'roles',
  'loads',
  'functions',
  'dictionaries',
  'resourceGroups',
  'securityObjects',
  'externalCatalogs',
  'storageVolumes',
  'tasks',
  'pipes',
  'routineLoads',
  'recycled',
  'recycledDatabases',
  'variables',
] as const
type RecordKind = (typeof RECORD_KINDS)[number]

/** One difference between two states of the catalog; `value` is `null` for what is gone. A log record is a list of these. */
export type CatalogChange =
  | {
      readonly kind: 'database'
      readonly key: string
      readonly value: Pick<Database, 'name' | 'catalog' | 'properties'> | null
    }
  | {
      readonly kind: 'object'
      readonly database: string
      readonly type: ObjectKind
      readonly name: string
      readonly value: unknown
    }
  | { readonly kind: 'entry'; readonly database: string; readonly name: string; readonly value: unknown }
  | { readonly kind: 'record'; readonly type: RecordKind; readonly key: string; readonly value: unknown }
  | { readonly kind: 'nextId'; readonly value: number }

/** What leads from one state to the other. Parts that are the same object are taken as unchanged and not looked into. */
export function diffCatalogData(before: CatalogData, after: CatalogData): readonly CatalogChange[] {
  const changes: CatalogChange[] = []
  for (const key of changedKeys(before.schema.databases, after.schema.databases)) {
    const from = own(before.schema.databases, key)
    const to = own(after.schema.databases, key)
    if (to === undefined) {
      changes.push({ kind: 'database', key, value: null })
      continue
    }
    if (from === undefined || from.name !== to.name || from.properties !== to.properties) {
      changes.push({
        kind: 'database',
        key,
        value: {
          name: to.name,
          properties: to.properties,
          ...(to.catalog === undefined ? {} : { catalog: to.catalog }),
        },
      })
    }
    for (const type of OBJECT_KINDS) {
      for (const name of changedKeys(from?.[type] ?? {}, to[type])) {
        changes.push({ kind: 'object', database: key, type, name, value: own<unknown>(to[type], name) ?? null })
      }
    }
  }
  for (const database of changedKeys(before.objects, after.objects)) {
    const to = own(after.objects, database) ?? {}
    for (const name of changedKeys(own(before.objects, database) ?? {}, to)) {
      changes.push({ kind: 'entry', database, name, value: own(to, name) ?? null })
    }
  }
  for (const type of RECORD_KINDS) {
    for (const key of changedKeys(before[type], after[type])) {
      changes.push({ kind: 'record', type, key, value: own<unknown>(after[type], key) ?? null })
    }
  }
  if (before.nextId !== after.nextId) changes.push({ kind: 'nextId', value: after.nextId })
  return changes
}

/** The state that logged changes lead to, from nothing. */
export function replayCatalogChanges(changes: Iterable<CatalogChange>): CatalogData {
  const databases = new Map<string, MutableDatabase>()
  const objects = new Map<string, Map<string, unknown>>()
  const start = emptyCatalogData()
  const records = new Map(
    RECORD_KINDS.map((kind) => [kind, new Map<string, unknown>(Object.entries(start[kind]))] as const),
  )
  let { nextId } = start
  for (const change of changes) {
    switch (change.kind) {
      case 'database': {
        if (change.value === null) {
          databases.delete(change.key)
          break
        }
        const kinds =
          databases.get(change.key)?.kinds ??
          new Map(OBJECT_KINDS.map((kind) => [kind, new Map<string, unknown>()] as const))
        databases.set(change.key, { head: change.value, kinds })
        break
      }
      case 'object':
        put(databases.get(change.database)?.kinds.get(change.type), change.name, change.value)
        break
      case 'entry': {
        const entries = objects.get(change.database) ?? new Map<string, unknown>()
        objects.set(change.database, entries)
        put(entries, change.name, change.value)
        break
      }
      case 'record':
        put(records.get(change.type), change.key, change.value)
        break
      case 'nextId':
        nextId = change.value
        break
    }
  }
  return {
    ...(Object.fromEntries([...records].map(([kind, record]) => [kind, Object.fromEntries(record)])) as Pick<
      CatalogData,
      RecordKind
    >),
    schema: {
      databases: Object.fromEntries(
        [...databases].map(([key, { head, kinds }]) => [
          key,
          {
            ...head,
            ...Object.fromEntries([...kinds].map(([kind, record]) => [kind, Object.fromEntries(record)])),
          } as Database,
        ]),
      ),
    },
    objects: Object.fromEntries(
      [...objects].map(([key, entries]) => [key, Object.fromEntries(entries)]),
    ) as CatalogData['objects'],
    nextId,
  }
}

interface MutableDatabase {
  readonly head: Pick<Database, 'name' | 'catalog' | 'properties'>
  readonly kinds: ReadonlyMap<ObjectKind, Map<string, unknown>>
}

function put(record: Map<string, unknown> | undefined, key: string, value: unknown): void {
  if (value === null) record?.delete(key)
  else record?.set(key, value)
}

function changedKeys(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly string[] {
  if (before === after) return []
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys].filter((key) => own(before, key) !== own(after, key))
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
