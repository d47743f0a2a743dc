import type { PrivilegeObject } from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import type { SchemaObject } from '../state.ts'
import { findDatabase, findObject } from '../state.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import { quotedIdentity, userName } from './user-identity.ts'

/** The kinds of objects that privileges of a type are on, and how a server calls them. */
const IN_DATABASES: Readonly<
  Record<string, { readonly kinds: readonly SchemaObject['kind'][]; readonly word: string }>
> = {
  TABLE: { kinds: ['Table', 'UnsupportedObject'], word: 'table' },
  VIEW: { kinds: ['View'], word: 'view' },
  'MATERIALIZED VIEW': { kinds: ['MaterializedView'], word: 'materialized view' },
}

/** Refuses privileges on what is not there, where the caller knows all that is (the PEntryObjects' generate). @throws StatementRefusedError */
export function checkGrantedObjects(object: PrivilegeObject, scope: ApplyScope): void {
  const { state, context } = scope
  if (context.cluster === undefined || context.partial === true) return
  switch (object.kind) {
    case 'PrivilegeOnUsers': {
      const known = state.cluster?.User ?? {}
      for (const user of object.users)
        if (!Object.hasOwn(known, userName(user))) refuseAnalyzing(`cannot find user ${quotedIdentity(user)}!`)
      return
    }
    case 'PrivilegeOnAll':
      if (object.database !== undefined) requireDatabase(object.database, scope)
      return
    case 'PrivilegeOnObjects':
      for (const { parts } of object.names) checkName(object.type ?? 'TABLE', parts, scope)
      return
    case 'PrivilegeOnSystem':
    case 'PrivilegeOnFunctions':
      return
  }
}

function checkName(type: string, parts: readonly string[], scope: ApplyScope): void {
  const [name = '', database = ''] = parts.toReversed()
  if (name === '*' || database === '*') return
  const place = IN_DATABASES[type]
  if (place !== undefined) {
    requireDatabase(database, scope)
    const found = findObject(scope.state, { database, name })
    if (found === undefined || !place.kinds.includes(found.kind))
      refuseAnalyzing(`cannot find ${place.word} ${name} in db ${database}`)
    return
  }
  if (type === 'DATABASE') requireDatabase(name, scope)
  const known = namesOf(type, scope)
  if (known?.includes(name) === false) refuseAnalyzing(`cannot find ${type.toLowerCase()}: ${name}`)
}

function requireDatabase(database: string, { state }: ApplyScope): void {
  if (!SYSTEM_DATABASES.has(database.toLowerCase()) && findDatabase(state, { database }) === undefined)
    refuseAnalyzing(`cannot find db: ${database}`)
}

const SYSTEM_DATABASES: ReadonlySet<string> = new Set(['information_schema', 'sys', '_statistics_'])

function namesOf(type: string, { state, context }: ApplyScope): readonly string[] | undefined {
  switch (type) {
    case 'CATALOG':
      return [DEFAULT_CATALOG, ...Object.keys(state.cluster?.ExternalCatalog ?? {})]
    case 'RESOURCE GROUP':
      return context.cluster?.resourceGroups
    case 'WAREHOUSE':
      return context.cluster?.warehouses
    case 'STORAGE VOLUME':
      return context.cluster?.storageVolumes
    default:
      return undefined
  }
}
