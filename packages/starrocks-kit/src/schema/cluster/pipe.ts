import { MASK, parseStatement, printStatement, transform } from '../../language/index.ts'
import type { CreatePipeStatement, InsertStatement, Property } from '../../language/index.ts'
import { checkWarehouse } from '../apply-statement/cluster.ts'
import { checkCommonName, unknownDatabase } from '../apply-statement/names.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { findDatabase, findTable } from '../state.ts'
import { qualifiedName } from '../to-statements/names.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import type { Pipe, Secrets } from '../types/cluster.ts'
import type { ObjectName } from '../types/names.ts'
import type { Properties } from '../types/properties.ts'
import { checkPipeProperties, checkPipeStatement } from './pipe-rules.ts'
import { nameOfStatement, placedNaming, placeOfName, statementName } from './place.ts'
import { propertyChange, sortedProperties } from './properties.ts'
import { changeOf } from './rules.ts'
import type { ClusterObjects, ClusterRules } from './rules.ts'
import { propertyList, sortedSecrets, splitSecrets } from './secrets.ts'
import { parseBytes } from './size.ts'

/** What ALTER PIPE sets where a property is taken away: it is as good as left out (Pipe, FilePipeSource, pipe_default_poll_interval_s). */
const DEFAULTS: Properties = {
  auto_ingest: 'true',
  batch_files: '256',
  batch_size: '1073741824',
  poll_interval: '300',
  warehouse: 'default_warehouse',
}

export const pipeRules: ClusterRules<Pipe> = {
  word: 'pipe',
  create: (pipe) => [create(pipe)],
  // ALTER PIPE sets properties and nothing else; which files were loaded is known to the pipe alone (PipeManager.dropPipe).
  change: (from, to) => {
    const { changed, removed } = propertyChange(from && withoutStatement(from), withoutStatement(to))
    const kept = removed.filter((key) => !Object.hasOwn(DEFAULTS, key))
    const reset = removed.filter((key) => Object.hasOwn(DEFAULTS, key)).map((key) => [key, DEFAULTS[key] ?? ''])
    const properties = [...changed, ...propertyList(Object.fromEntries(reset))]
    return changeOf(
      properties.length === 0
        ? []
        : [
            {
              kind: 'AlterPipeStatement',
              name: statementName(to.name),
              clause: { kind: 'ModifyPropertiesClause', properties },
            },
          ],
      [
        ...(from !== undefined && !isSameStatement(from, to)
          ? [
              'ALTER PIPE cannot change the statement, and a new pipe would load again the files that this one has loaded',
            ]
          : []),
        ...kept.map((key) => `ALTER PIPE cannot take away the property ${key}`),
      ],
    )
  },
  drop: ({ name }) => ({ kind: 'DropPipeStatement', name: statementName(name) }),
  apply: (statement, objects) => {
    const { scope } = objects
    switch (statement.kind) {
      case 'CreatePipeStatement':
        return createdBy(statement, objects)
      case 'AlterPipeStatement': {
        const name = nameOfStatement(statement.name, scope)
        const { clause } = statement
        const given = clause.kind === 'ModifyPropertiesClause' ? propertiesFromAst(clause.properties) : {}
        checkPipeProperties(given, scope)
        requireDatabase(name, scope)
        const old = objects.find(name)
        if (old === undefined) {
          if (objects.complete) refuse(`pipe-${placeOfName(name).name} not exists`)
          return objects.all()
        }
        return objects.with({ ...old, ...propertiesEntry({ ...old.properties, ...lowerKeys(given) }) })
      }
      case 'DropPipeStatement': {
        const name = nameOfStatement(statement.name, scope)
        requireDatabase(name, scope)
        if (objects.find(name) === undefined && statement.ifExists !== true && objects.complete)
          refuseAnalyzing(`Unknown pipe '${name}'`, { code: scope.capabilities.pipeErrorCodes + 1 })
        return objects.without(name)
      }
      default:
        return undefined
    }
  },
  comparable: ({ name, statement, properties = {}, secrets, ...rest }) => {
    const parsed = withoutSecrets(insertOf(statement))
    const said = Object.entries(lowerKeys(properties))
      .map(([key, value]) => [key, comparableValue(key, value)] as const)
      .filter(([key, value]) => value !== DEFAULTS[key])
    return {
      ...rest,
      name,
      statement: printStatement(withComparableFiles(withoutDatabase(parsed.statement, placeOfName(name).database))),
      ...(said.length === 0 ? {} : { properties: sortedProperties(Object.fromEntries(said)) }),
      ...sortedSecrets({ ...secrets, ...parsed.secrets }),
    }
  },
  problem: ({ secrets = {} }) => {
    const [key] = Object.entries(secrets).find(([, { env }]) => env === undefined) ?? []
    return key === undefined
      ? undefined
      : `the property ${key} of FILES is a secret, and would stand in files and logs: leave it out of the statement and write secrets: { '${key}': { env: 'THE_VARIABLE' } }`
  },
  naming: placedNaming,
  tables: ({ name, statement }) => {
    const target = targetOf(insertOf(statement), placeOfName(name).database)
    return target === undefined ? [] : [target]
  },
  follow: (pipe, moves) => {
    // It keeps the name of its table: what becomes of that is none of its business.
    const { database = '', name } = placeOfName(pipe.name)
    const moved = moves.database(database)
    return moved === undefined ? undefined : { ...pipe, name: `${moved}.${name}` }
  },
  lost: ({ name }) =>
    `the pipe ${name} is dropped with the list of the files that it has loaded: one that is made again loads all of them again`,
}

/** A pipe from its statement as it was written, with secrets or without. */
export function pipeFromStatement(name: string, text: string, properties: Properties): Pipe {
  return pipeRules.comparable({ kind: 'Pipe', name, statement: text, ...propertiesEntry(properties) })
}

/** The statement with a mask in the place of each secret. */
export function maskedPipeStatement({ statement, secrets = {} }: Pipe): string {
  const masked = Object.fromEntries(Object.keys(secrets).map((key) => [key, MASK]))
  return printStatement(withFiles(insertOf(statement), (given) => [...given, ...propertyList(masked)]))
}

function createdBy(statement: CreatePipeStatement, objects: ClusterObjects<Pipe>): Readonly<Record<string, Pipe>> {
  const { scope } = objects
  const { capabilities } = scope
  if (statement.name.parts.length > 2) refuseSyntax(`Invalid pipe name '${statement.name.parts.join('.')}'`)
  const given = propertiesFromAst(statement.properties)
  checkPipeProperties(given, scope)
  const target = targetOf(statement.statement, scope.context.currentDatabase)
  // Since 3.3 a pipe lies where its table does.
  const name = nameOfStatement(statement.name, scope, capabilities.pipesBesideTables ? target?.database : undefined)
  const place = placeOfName(name)
  if (target !== undefined) requireTarget(target, scope)
  checkCommonName('pipe', place.name)
  if (
    capabilities.pipesBesideTables &&
    target !== undefined &&
    place.database?.toLowerCase() !== target.database.toLowerCase()
  )
    refuseAnalyzing(
      `Bad pipe statement: 'pipe's database [${place.database ?? ''}] and target table's database [${target.database}] should be the same'`,
      { code: capabilities.pipeErrorCodes },
    )
  checkPipeStatement(statement.statement, scope)
  requireDatabase(name, scope)
  checkWarehouse(given['warehouse'], scope)
  if (objects.find(name) !== undefined) {
    if (statement.ifNotExists === true) return objects.all()
    if (statement.orReplace !== true) refuseAnalyzing('Pipe exists', { code: capabilities.pipeErrorCodes + 2 })
  }
  return objects.with(pipeFromStatement(name, printStatement(statement.statement), lowerKeys(given)))
}

function requireDatabase(name: string, scope: ApplyScope): void {
  const { database = '' } = placeOfName(name)
  // A plan knows the databases that it is about, and no others.
  if (scope.context.partial !== true && findDatabase(scope.state, { database }) === undefined)
    refuseAnalyzing('No database selected', { code: 1046 })
}

function requireTarget(target: ObjectName, scope: ApplyScope): void {
  if (target.catalog !== undefined || scope.context.partial === true) return
  if (findDatabase(scope.state, target) === undefined) unknownDatabase(target.database, scope)
  if (findTable(scope.state, target) === undefined) refuseAnalyzing(`Table ${target.name} is not found`)
}

function create(pipe: Pipe): CreatePipeStatement {
  const list = propertyList(pipe.properties)
  return {
    kind: 'CreatePipeStatement',
    name: statementName(pipe.name),
    ...(list.length === 0 ? {} : { properties: list }),
    statement: inDatabase(
      withFiles(insertOf(pipe.statement), (given) => [
        ...given,
        ...propertyList({}, pipe.secrets, placeOfName(pipe.name).name),
      ]),
      placeOfName(pipe.name).database,
    ),
  }
}

/** The statement of a pipe. @throws SyntaxError, TypeError */
function insertOf(text: string): InsertStatement {
  const statement = parseStatement(text)
  if (statement.kind !== 'InsertStatement')
    throw new TypeError('the statement of a pipe is INSERT INTO a table SELECT ... FROM FILES(...)')
  return statement
}

function withFiles(
  statement: InsertStatement,
  change: (given: readonly Property[]) => readonly Property[],
): InsertStatement {
  return transform(statement, (node) =>
    node.kind === 'FileTableFunction' ? { ...node, properties: change(node.properties) } : node,
  )
}

/** The statement without the secrets of FILES, which stand beside it. */
function withoutSecrets(statement: InsertStatement): {
  readonly statement: InsertStatement
  readonly secrets: Secrets
} {
  let secrets: Secrets = {}
  const without = withFiles(statement, (given) => {
    const split = splitSecrets(given)
    secrets = { ...secrets, ...split.secrets }
    return given.filter(({ key }) => !Object.hasOwn(split.secrets, key))
  })
  return { statement: without, secrets }
}

function withComparableFiles(statement: InsertStatement): InsertStatement {
  return withFiles(statement, (given) => given.toSorted((a, b) => (a.key < b.key ? -1 : 1)))
}

function targetOf({ target }: InsertStatement, currentDatabase: string | undefined): ObjectName | undefined {
  if (target.kind !== 'InsertTable') return undefined
  const [name = '', database = currentDatabase, catalog] = target.name.parts.toReversed()
  if (database === undefined) return undefined
  return catalog === undefined || catalog === DEFAULT_CATALOG ? { database, name } : { catalog, database, name }
}

/** The target without the database that the pipe lies in. */
function withoutDatabase(statement: InsertStatement, own: string | undefined): InsertStatement {
  const target = targetOf(statement, own)
  if (statement.target.kind !== 'InsertTable' || target === undefined || target.catalog !== undefined) return statement
  return target.database === own
    ? { ...statement, target: { ...statement.target, name: qualifiedName([target.name]) } }
    : statement
}

/** The target with its database: nobody knows where the statement is run. */
function inDatabase(statement: InsertStatement, own: string | undefined): InsertStatement {
  const target = targetOf(statement, own)
  if (statement.target.kind !== 'InsertTable' || target === undefined || target.catalog !== undefined) return statement
  return {
    ...statement,
    target: { ...statement.target, name: qualifiedName([target.database, target.name]) },
  }
}

function isSameStatement(a: Pipe, b: Pipe): boolean {
  const [one, other] = [pipeRules.comparable(a), pipeRules.comparable(b)]
  const hidden = ({ secrets = {} }: Pipe): string => Object.keys(secrets).join()
  return one.statement === other.statement && hidden(one) === hidden(other)
}

function withoutStatement(pipe: Pipe): { readonly name: string; readonly properties?: Properties } {
  const { name, properties } = pipeRules.comparable(pipe)
  return { name, ...(properties === undefined ? {} : { properties }) }
}

function lowerKeys(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key.toLowerCase(), value]))
}

function propertiesEntry(properties: Properties): Pick<Pipe, 'properties'> {
  return Object.keys(properties).length === 0 ? {} : { properties }
}

function comparableValue(key: string, value: string): string {
  switch (key) {
    case 'batch_size':
      return String(parseBytes(value) ?? value)
    case 'auto_ingest':
      return value.toLowerCase()
    default:
      return value
  }
}
