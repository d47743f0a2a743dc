import type {
  AlterRoutineLoadStatement,
  CreateRoutineLoadStatement,
  LoadProperty,
  Statement,
} from '../../language/index.ts'
import { refuse } from '../apply-statement/refusal.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { qualifiedName } from '../to-statements/names.ts'
import type { RoutineLoad, Secrets } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { nameOfStatement, placedNaming, placeOfName, statementName } from './place.ts'
import { propertyChange, sortedProperties } from './properties.ts'
import { loadClausesFromAst, loadClauses, comparableLoadClauses } from './routine-load-clauses.ts'
import {
  comparableJobProperties,
  isAlterable,
  isAlterableOfSource,
  JOB_DEFAULTS,
  STARTING_PLACES,
  withBothTimes,
} from './routine-load-properties.ts'
import { checkAlterRoutineLoad, checkCreateRoutineLoad, jobOf } from './routine-load-rules.ts'
import { changeOf } from './rules.ts'
import type { ClusterRules } from './rules.ts'
import { comparableSecrets, propertyList, sortedSecrets, splitSecrets } from './secrets.ts'

const SCHEMA_REGISTRY = 'confluent.schema.registry.url'

export const routineLoadRules: ClusterRules<RoutineLoad> = {
  word: 'routine load',
  create: (load) => [create(load)],
  // Where a load has come to is known to itself alone: it is never stopped to be made anew.
  change: (from, to) => {
    const { statement, reasons } = alteration(from, to)
    return changeOf(
      statement === undefined
        ? []
        : [
            { kind: 'ControlRoutineLoadStatement', action: 'PAUSE', name: statementName(to.name) },
            statement,
            { kind: 'ControlRoutineLoadStatement', action: 'RESUME', name: statementName(to.name) },
          ],
      reasons,
    )
  },
  drop: ({ name }) => ({ kind: 'ControlRoutineLoadStatement', action: 'STOP', name: statementName(name) }),
  apply: (statement, objects) => {
    const { scope } = objects
    switch (statement.kind) {
      case 'CreateRoutineLoadStatement': {
        const name = nameOfStatement(statement.name, scope)
        checkCreateRoutineLoad(statement, name, scope)
        if (objects.find(name) !== undefined)
          refuse(`Name ${placeOfName(name).name} already used in db ${placeOfName(name).database ?? ''}`)
        const { properties: sourceProperties, secrets } = splitSource(statement.sourceProperties)
        return objects.with({
          kind: 'RoutineLoad',
          name,
          table: statement.table.parts.at(-1) ?? '',
          ...loadClausesFromAst(statement.load),
          source: statement.source.toUpperCase(),
          ...propertiesEntry(propertiesFromAst(statement.properties)),
          sourceProperties,
          ...sortedSecrets(secrets),
        })
      }
      case 'AlterRoutineLoadStatement': {
        const name = nameOfStatement(statement.name, scope)
        checkAlterRoutineLoad(statement, name, scope)
        const old = jobOf(name, objects)
        if (old === undefined) return objects.all()
        if (statement.source !== undefined && statement.source.toUpperCase() !== old.source)
          refuse(`The specified job type is not: ${statement.source.toUpperCase()}`)
        const source = splitSource(statement.sourceProperties)
        const kept = Object.entries(source.properties).filter(([key]) => !STARTING_PLACES.has(key))
        const secrets = { ...old.secrets, ...source.secrets }
        return objects.with({
          ...old,
          ...loadClausesFromAst(statement.load),
          ...propertiesEntry({ ...old.properties, ...withBothTimes(propertiesFromAst(statement.properties)) }),
          sourceProperties: { ...old.sourceProperties, ...Object.fromEntries(kept) },
          ...sortedSecrets(secrets),
        })
      }
      case 'ControlRoutineLoadStatement': {
        const name = nameOfStatement(statement.name, scope)
        jobOf(name, objects)
        return statement.action === 'STOP' ? objects.without(name) : objects.all()
      }
      default:
        return undefined
    }
  },
  comparable: ({ kind, name, table, source, properties, sourceProperties, secrets, ...clauses }) => ({
    kind,
    name,
    table,
    ...comparableLoadClauses(clauses),
    source: source.toUpperCase(),
    ...propertiesEntry(sortedProperties(comparableJobProperties(properties))),
    sourceProperties: sortedProperties(
      Object.fromEntries(
        Object.entries(sourceProperties).map(([key, value]) => [
          key,
          LISTS.has(key) ? value.replaceAll(' ', '') : value,
        ]),
      ),
    ),
    ...sortedSecrets(secrets),
  }),
  compared: (load, other) => {
    const { timezone, ...properties } = load.properties ?? {}
    const zone = timezone === undefined || other.properties?.['timezone'] === undefined ? {} : { timezone }
    const entries = Object.entries(load.sourceProperties).filter(([key]) => !STARTING_PLACES.has(key))
    const hidden = entries.filter(([key]) => Object.hasOwn(other.secrets ?? {}, key))
    const { properties: _, secrets: _hidden, ...rest } = load
    return {
      ...rest,
      ...propertiesEntry(sortedProperties({ ...properties, ...zone })),
      sourceProperties: Object.fromEntries(entries.filter((entry) => !hidden.includes(entry))),
      secrets: comparableSecrets({ ...load.secrets, ...Object.fromEntries(hidden.map(([key]) => [key, {}])) }),
    }
  },
  problem: ({ sourceProperties }) =>
    sourceProperties[SCHEMA_REGISTRY]?.includes('@') === true
      ? `the property ${SCHEMA_REGISTRY} holds a password, which would stand in files and logs: write it as secrets: { '${SCHEMA_REGISTRY}': { env: 'THE_VARIABLE' } }`
      : undefined,
  naming: placedNaming,
  tables: ({ name, table }) => {
    const { database } = placeOfName(name)
    return database === undefined ? [] : [{ database, name: table }]
  },
  follow: (load, moves) => {
    const { database = '', name } = placeOfName(load.name)
    const [place, table] = [moves.database(database), moves.table({ database, name: load.table })]
    return place === undefined || table === undefined ? undefined : { ...load, name: `${place}.${name}`, table }
  },
  lost: ({ name }) =>
    `the routine load ${name} is stopped for good: where it has come to in its topic is lost, and one that is made again begins where it is told to`,
}

/** The load with everything said in one way, and nothing that is as good as left out. */
export function comparableRoutineLoad(load: RoutineLoad): RoutineLoad {
  return routineLoadRules.comparable(load)
}

/** Whether a statement was refused because what it pauses is paused (RoutineLoadJob.checkStateTransform). */
export function isPauseOfPausedLoad(sql: string, message: string): boolean {
  return /^PAUSE ROUTINE LOAD\b/u.test(sql) && message.includes('Could not transform PAUSED to PAUSED')
}

/** Lists, in which a server drops spaces. */
const LISTS: ReadonlySet<string> = new Set([
  'kafka_broker_list',
  'kafka_topic',
  'kafka_partitions',
  'kafka_offsets',
  'pulsar_service_url',
  'pulsar_topic',
  'pulsar_subscription',
  'pulsar_partitions',
  'pulsar_initial_positions',
])

/** Properties of a source as a server shows them. */
export function splitSourceProperties(properties: Properties): ReturnType<typeof splitSecrets> {
  return splitSource(propertyList(properties))
}

/** Properties of the source; the address of a schema registry is a secret where it holds a password. */
function splitSource(list: CreateRoutineLoadStatement['sourceProperties']): ReturnType<typeof splitSecrets> {
  const { properties, secrets } = splitSecrets(list)
  const { [SCHEMA_REGISTRY]: address, ...others } = properties
  if (address === undefined || !address.includes('@')) return { properties, secrets }
  return { properties: others, secrets: { ...secrets, [SCHEMA_REGISTRY]: {} } }
}

function create(load: RoutineLoad): CreateRoutineLoadStatement {
  const clauses = loadClauses(load)
  const list = propertyList(load.properties)
  return {
    kind: 'CreateRoutineLoadStatement',
    name: statementName(load.name),
    table: qualifiedName([load.table]),
    ...(clauses.length === 0 ? {} : { load: clauses }),
    ...(list.length === 0 ? {} : { properties: list }),
    source: load.source,
    sourceProperties: propertyList(load.sourceProperties, load.secrets, placeOfName(load.name).name),
  }
}

function alteration(
  given: RoutineLoad | undefined,
  wanted: RoutineLoad,
): { readonly statement: Statement | undefined; readonly reasons: readonly string[] } {
  const to = routineLoadRules.comparable(wanted)
  const from = given && routineLoadRules.comparable(given)
  const cannot = (what: string): string => `ALTER ROUTINE LOAD cannot ${what}`
  const reasons: string[] = []
  if (from !== undefined && from.table !== to.table) reasons.push(cannot('change the table'))
  if (from !== undefined && from.source !== to.source) reasons.push(cannot('change the source'))
  const clauses = changedClauses(from, to, (what) => reasons.push(cannot(`take away ${what}`)))

  const job = propertyChange(from && { name: to.name, ...jobProperties(from) }, { name: to.name, ...jobProperties(to) })
  const settable = job.changed.filter(({ key }) => isAlterable(key))
  if (from !== undefined)
    for (const { key } of job.changed) if (!isAlterable(key)) reasons.push(cannot(`change the property ${key}`))
  // Without a zone the server keeps the one that it has.
  const removed = job.removed.filter((key) => key !== 'timezone')
  const reset = removed.filter((key) => isAlterable(key)).map((key) => [key, JOB_DEFAULTS[key] ?? ''] as const)
  for (const key of removed) if (!isAlterable(key)) reasons.push(cannot(`change the property ${key}`))

  const source = propertyChange(from && sourceOf(from), sourceOf(to))
  const isSettable = (key: string): boolean => isAlterableOfSource(to.source, key)
  if (from !== undefined)
    for (const { key } of source.changed) if (!isSettable(key)) reasons.push(cannot(`change the property ${key}`))
  for (const key of source.removed) reasons.push(cannot(`take away the property ${key}`))

  const properties = [...settable, ...propertyList(Object.fromEntries(reset))]
  const sourceProperties = source.changed.filter(({ key }) => isSettable(key))
  if (clauses.length === 0 && properties.length === 0 && sourceProperties.length === 0)
    return { statement: undefined, reasons }
  const statement: AlterRoutineLoadStatement = {
    kind: 'AlterRoutineLoadStatement',
    name: statementName(to.name),
    ...(clauses.length === 0 ? {} : { load: clauses }),
    ...(properties.length === 0 ? {} : { properties }),
    ...(sourceProperties.length === 0 ? {} : { source: to.source, sourceProperties }),
  }
  return { statement, reasons }
}

/** Clauses that are said anew; separators go back to what they are by default. */
function changedClauses(
  from: RoutineLoad | undefined,
  to: RoutineLoad,
  cannotTakeAway: (what: string) => void,
): readonly LoadProperty[] {
  const is = <K extends keyof RoutineLoad>(key: K): boolean =>
    from === undefined || JSON.stringify(from[key]) !== JSON.stringify(to[key])
  if (from?.columns !== undefined && to.columns === undefined) cannotTakeAway('COLUMNS')
  if (from?.where !== undefined && to.where === undefined) cannotTakeAway('WHERE')
  if (from?.partitions !== undefined && to.partitions === undefined) cannotTakeAway('PARTITION')
  const { columnsTerminatedBy, rowsTerminatedBy, columns, where, partitions } = to
  return loadClauses({
    ...(is('columnsTerminatedBy') && (from !== undefined || columnsTerminatedBy !== undefined)
      ? { columnsTerminatedBy: columnsTerminatedBy ?? '\t' }
      : {}),
    ...(is('rowsTerminatedBy') && (from !== undefined || rowsTerminatedBy !== undefined)
      ? { rowsTerminatedBy: rowsTerminatedBy ?? '\n' }
      : {}),
    ...(is('columns') && columns !== undefined ? { columns } : {}),
    ...(is('partitions') && partitions !== undefined ? { partitions } : {}),
    ...(is('where') && where !== undefined ? { where } : {}),
  })
}

const jobProperties = ({ properties }: RoutineLoad): Pick<RoutineLoad, 'properties'> =>
  properties === undefined ? {} : { properties: withBothTimes(properties) }

function sourceOf(load: RoutineLoad): {
  readonly name: string
  readonly properties: Properties
  readonly secrets?: Secrets
} {
  const entries = Object.entries(load.sourceProperties).filter(([key]) => !STARTING_PLACES.has(key))
  const { name } = placeOfName(load.name)
  return { name, properties: Object.fromEntries(entries), ...sortedSecrets(load.secrets) }
}

function propertiesEntry(properties: Properties): Pick<RoutineLoad, 'properties'> {
  return Object.keys(properties).length === 0 ? {} : { properties }
}
