import { ledgerScript, printScript, stampScript } from '../migrations/index.ts'
import type { MigrationResult, ResolvedStatement, Resolution } from '../migrations/index.ts'
import { plannerContext, withConnection } from './environment.ts'
import type { Environment, SessionOptions } from './environment.ts'

export interface StampOptions extends SessionOptions {
  /** `head`, `base`, an id: where the database is said to be; several for several branches. */
  readonly revision: string | readonly string[]
  /** Forgets all applied revisions first, those without a file too. */
  readonly purge?: boolean
}

/** Writes down that the database is at a revision, and runs nothing. */
export async function stamp(
  environment: Environment,
  { revision, purge = false, ...session }: StampOptions,
): Promise<MigrationResult> {
  return withConnection(environment, ({ migrator }) => migrator.stamp(revision, { purge }), session)
}

/** The SQL of `stamp`, with nothing connected; a single `revision` may be `from:to`, and begins at the base otherwise. */
export async function stampSql(environment: Environment, revision: string | readonly string[]): Promise<string> {
  const { ledger } = environment.config
  const targets = typeof revision === 'string' ? [revision] : revision
  return printScript(await stampScript({ ...plannerContext(environment), ledger }, targets))
}

/** The SQL of `ensureVersion`, with nothing connected. */
export function ensureVersionSql(environment: Environment): string {
  return printScript(ledgerScript({ ...plannerContext(environment), ledger: environment.config.ledger }))
}

/** Creates the ledger, unless it is there: whoever runs the upgrades needs no right to create tables afterwards. */
export async function ensureVersion(environment: Environment, options: SessionOptions = {}): Promise<void> {
  await withConnection(environment, ({ migrator }) => migrator.ensureLedger(), options)
}

/** Tells what became of the statement at which a run has stopped. @throws NothingToResolveError */
export async function resolveStatement(environment: Environment, how: Resolution): Promise<ResolvedStatement> {
  return withConnection(environment, ({ migrator }) => migrator.resolve(how))
}
