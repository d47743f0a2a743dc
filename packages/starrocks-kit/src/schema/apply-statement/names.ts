import type { NodeBase, QualifiedName } from '../../language/index.ts'
import { objectNameFromAst } from '../from-ast/names.ts'
import { GENERATED_PARTITION_COLUMN_PREFIX } from '../from-ast/table.ts'
import { findDatabase } from '../state.ts'
import { DEFAULT_CATALOG } from '../types/names.ts'
import type { ObjectName } from '../types/names.ts'
import { checkCatalog } from './cluster.ts'
import { refuseAnalyzing } from './refusal.ts'
import type { ApplyScope } from './result.ts'

const SPECIAL = '\\-~!@#$%^&<>=+'
const DATABASE_NAME = new RegExp(`^[a-zA-Z][\\w${SPECIAL}]{0,255}$|^_[a-zA-Z0-9][\\w${SPECIAL}]{0,254}$`)
const COMMON_NAME = /^[a-zA-Z]\w{0,63}$|^_[a-zA-Z0-9]\w{0,62}$/
/* oxlint-disable-next-line no-control-regex -- NUL is what StarRocks forbids */
const TABLE_NAME = /^[^\0]{1,1024}$/
/* oxlint-disable-next-line no-control-regex -- NUL is what StarRocks forbids */
const COLUMN_NAME = /^[^\0=<>!*]{1,1024}$/
const RESERVED_COLUMNS: ReadonlySet<string> = new Set(['__op', '__row'])
const SHADOW_PREFIX = '__starrocks_shadow_'

/** Database names: a letter first, then letters, digits and some signs (source: FeNameFormat). */
export function checkDatabaseName(name: string): void {
  if (!DATABASE_NAME.test(name)) refuseAnalyzing(`Incorrect database name '${name}'`, { code: 1102 })
}

/** Tables, views and materialized views may be called almost anything when quoted. */
export function checkTableName(name: string): void {
  if (!TABLE_NAME.test(name)) refuseAnalyzing(`Incorrect table name '${name}'`, { code: 1104 })
}

/** Names of pipes, routine loads and the like (FeNameFormat.checkCommonName). */
export function checkCommonName(type: string, name: string): void {
  if (!COMMON_NAME.test(name)) refuseAnalyzing(`Incorrect ${type} name '${name}'`, { code: 5063 })
}

export function isPartitionName(name: string): boolean {
  return COMMON_NAME.test(name) && !name.startsWith('placeholder_')
}

export function checkPartitionName(name: string): void {
  if (!isPartitionName(name)) {
    refuseAnalyzing(`Incorrect partition name '${name}'`, { code: 1567 })
  }
}

/** Column names: signs that could be read as operators are refused in shared-nothing mode; a few names are reserved. */
export function checkColumnName(name: string, scope: ApplyScope, partitionColumn = false): void {
  const pattern = scope.capabilities.runMode === 'shared_data' ? TABLE_NAME : COLUMN_NAME
  if (!pattern.test(name) || name.startsWith(SHADOW_PREFIX)) {
    refuseAnalyzing(`Incorrect column name '${name}'`, { code: 1166 })
  }
  if (RESERVED_COLUMNS.has(name.toLowerCase())) {
    const { wording } = scope.capabilities
    const advice =
      wording === '3.2' || wording === '3.3'
        ? 'If you are sure you want to use it, please set FE configuration allow_system_reserved_names'
        : 'Please choose a different one.'
    refuseAnalyzing(`Column name [${name}] is a system reserved name. ${advice}`)
  }
  if (
    scope.capabilities.mixedExpressionPartitions &&
    !partitionColumn &&
    name.startsWith(GENERATED_PARTITION_COLUMN_PREFIX)
  ) {
    refuseAnalyzing(
      `Column name [${name}] starts with ${GENERATED_PARTITION_COLUMN_PREFIX} is a system reserved name. Please choose a different one.`,
    )
  }
}

/** The full name; refused when the statement names no database and the session has none. */
export function resolveName(name: QualifiedName, scope: ApplyScope): ObjectName {
  const resolved = objectNameFromAst(name, scope.context)
  if (resolved === undefined) {
    refuseAnalyzing('No database selected', {
      code: 1046,
      remedy: 'Write the database before the name, or USE one first.',
    })
  }
  checkCatalog(resolved.catalog, scope)
  return resolved
}

/** Refused when the database does not exist. */
export function requireDatabase(name: ObjectName, scope: ApplyScope): void {
  if (findDatabase(scope.state, name) === undefined) unknownDatabase(name.database, scope)
}

export function unknownDatabase(database: string, scope: ApplyScope): never {
  refuseAnalyzing(`Unknown database '${database}'`, {
    code: scope.capabilities.ownErrorCodes ? 5501 : 1049,
    remedy: `Create it first: CREATE DATABASE ${database}`,
  })
}

/** The same as ALTER TABLE and the index statements say it (recorded). */
export function requireDatabaseOfTable(name: ObjectName, scope: ApplyScope): void {
  if (findDatabase(scope.state, name) === undefined) {
    refuseAnalyzing(`Database ${name.catalog ?? DEFAULT_CATALOG}.${name.database} is not found`, {
      remedy: `Create it first: CREATE DATABASE ${name.database}`,
    })
  }
}

export function tableNotFound(name: ObjectName, qualified = false): never {
  refuseAnalyzing(`Table ${qualified ? `${name.database}.` : ''}${name.name} is not found`)
}

export function alreadyExists(name: string): never {
  refuseAnalyzing(`Table '${name}' already exists`, { code: 1050, remedy: 'Choose another name, or drop it first.' })
}

/** Objects of external catalogs are outside of what this model of the server knows. */
export function isInternal(name: Pick<ObjectName, 'catalog'>): boolean {
  return name.catalog === undefined || name.catalog === DEFAULT_CATALOG
}

/** A place to name in a message. */
export function at(
  node: NodeBase | undefined,
  scope: ApplyScope,
): { node: NodeBase | undefined; context: ApplyScope['context'] } {
  return { node, context: scope.context }
}
