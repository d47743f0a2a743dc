import { StarRocksKitError } from '../errors/base.ts'
import type { PlanError } from '../plan/plan.ts'
import type { Diagnostic } from '../schema/index.ts'
import { count } from '../util/count.ts'

/** The models describe a schema that StarRocks would refuse. */
export class InvalidSchemaError extends StarRocksKitError {
  readonly code = 'INVALID_SCHEMA'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      `the models have ${diagnostics.length === 1 ? 'an error' : `${diagnostics.length} errors`}:\n${diagnostics.map(({ message }) => `  ${message}`).join('\n')}`,
    )
    this.diagnostics = diagnostics
  }
}

/** Tables cannot be without the columns that the config leaves out. */
export class InvalidSelectionError extends StarRocksKitError {
  readonly code = 'INVALID_SELECTION'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    super(
      `compare.includeObject of the config leaves out columns that their tables need:\n${diagnostics.map(({ message }) => `  ${message}`).join('\n')}\nLet it take the columns, or leave out the tables.`,
    )
    this.diagnostics = diagnostics
  }
}

/** Some changes cannot be made on this server; nothing was run. */
export class ImpossibleChangesError extends StarRocksKitError {
  readonly code = 'REFUSED_IMPOSSIBLE_CHANGES'
  readonly errors: readonly PlanError[]

  constructor(errors: readonly PlanError[]) {
    super(
      `StarRocks cannot make ${errors.length === 1 ? 'this change' : 'these changes'}:\n${describePlanErrors(errors)}`,
    )
    this.errors = errors
  }
}

/** Autogenerate compares with the database as all revisions leave it, so all must be applied. */
export class PendingRevisionsError extends StarRocksKitError {
  readonly code = 'REFUSED_PENDING_REVISIONS'
  readonly pending: readonly string[]

  constructor(database: string, pending: readonly string[]) {
    super(
      `${database} is not at the head: ${pending.join(', ')} ${pending.length === 1 ? 'is' : 'are'} not applied yet. Run "starrocks-kit upgrade head" first.`,
    )
    this.pending = pending
  }
}

/** Dropping everything needs a word that cannot be given by accident. */
export class ConfirmationRequiredError extends StarRocksKitError {
  readonly code = 'REFUSED_CONFIRMATION'

  constructor(database: string, objects: number) {
    super(
      `dropAll would drop ${count(objects, 'object')} in ${database}: pass { confirm: true } if that is what you want.`,
    )
  }
}

/** Nothing says which database models without one belong to. */
export class NoDatabaseError extends StarRocksKitError {
  readonly code = 'NO_DATABASE'

  constructor(where: string) {
    super(`${where} names no database: add one to the URL, as in starrocks://user@host:9030/my_database.`)
  }
}

/** The server has no such database. */
export class MissingDatabaseError extends StarRocksKitError {
  readonly code = 'MISSING_DATABASE'
  readonly database: string

  constructor(database: string, where: string, cause: unknown) {
    super(
      `there is no database ${database} on the server (${where}). Run the same command with --create-database to create it, or correct the name in the connection.`,
      { cause },
    )
    this.database = database
  }
}

/** The server is another than the config's target, and would be sent other statements. */
export class TargetMismatchError extends StarRocksKitError {
  readonly code = 'REFUSED_TARGET'

  constructor(planned: string, found: string, difference: string) {
    super(
      `the config's target is StarRocks ${planned}, the server is ${found}, and the plan would not be the same:\n${difference}\nSet target to what the server is, and review the plan again.`,
    )
  }
}

/** Neither the models nor the database have an object of that name. */
export class UnknownObjectError extends StarRocksKitError {
  readonly code = 'UNKNOWN_OBJECT'
  readonly object: string

  constructor(object: string, closest: string | undefined) {
    super(
      `neither the models nor the database have ${object}.${closest === undefined ? ' Write table, database.table or catalog.database.table.' : ` Did you mean ${closest}?`}`,
    )
    this.object = object
  }
}

/** A file would be overwritten. */
export class FileExistsError extends StarRocksKitError {
  readonly code = 'REFUSED_FILE_EXISTS'
  readonly path: string

  constructor(path: string) {
    super(`${path} exists already and is left alone: remove it, or run this in another folder.`)
    this.path = path
  }
}

/** What a plan cannot do, one line for each object, with the way around. */
export function describePlanErrors(errors: readonly PlanError[]): string {
  return errors
    .map(({ message, remedy }) => (remedy === undefined ? `  ${message}` : `  ${message}\n    ${remedy}`))
    .join('\n')
}

/** Names or patterns that fit nothing on the server. */
export class NothingToPullError extends StarRocksKitError {
  readonly code = 'NOTHING_TO_PULL'

  constructor(patterns: readonly string[]) {
    super(
      `nothing on the server is called ${patterns.join(' or ')}, or compare of the config leaves it out: * stands for any text, ? for one character, and objects outside of the default database are database.name.`,
    )
  }
}

/** A kind of objects beside databases cannot be pulled. */
export class PullKindError extends StarRocksKitError {
  readonly code = 'PULL_KIND'

  constructor(problem: string, remedy: string) {
    super(`${problem}: ${remedy}.`)
  }
}

/** Models cannot be written to where the options say. */
export class PullTargetError extends StarRocksKitError {
  readonly code = 'PULL_TARGET'

  constructor(problem: string, remedy: string) {
    super(`${problem}: ${remedy}.`)
  }
}
