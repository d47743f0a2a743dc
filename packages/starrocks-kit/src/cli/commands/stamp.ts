import type { Command } from 'commander'
import { StarRocksKitError } from '../../errors/base.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { printScript } from '../json.ts'
import { examples } from '../examples.ts'
import { lockTimeoutOption } from '../run-options.ts'
import { tagOption } from '../tag-option.ts'

interface StampFlags {
  readonly sql?: boolean
  readonly json?: boolean
  readonly purge?: boolean
  readonly lockTimeout?: number
}

export function registerStamp(program: Command, context: CommandContext): void {
  program
    .command('stamp')
    .description('write down that the database is at a revision, and run nothing')
    .argument('<revisions...>', 'head, heads, base, ids or their beginnings; with --sql also a range from:to')
    .option('--purge', 'forget all applied revisions first, those without a file too')
    .option('--sql', 'print the SQL, with nothing connected')
    .option('--json', 'print JSON')
    .addOption(lockTimeoutOption())
    .addOption(tagOption())
    .addHelpText('after', examples(['stamp head', 'stamp base', 'stamp 1f2e --sql']))
    .action(async (revision: string, { sql, json, ...options }: StampFlags, command: Command) => {
      const { stamp, stampSql } = await import('../../commands/stamp.ts')
      const environment = await loadEnvironment(context, command)
      const { terminal } = context
      if (sql === true) {
        printScript(terminal, await stampSql(environment, revision), { json })
        return
      }
      const { heads } = await stamp(environment, { revision, ...options })
      const place = environment.config.connection.description
      if (json === true) terminal.json({ place, heads })
      else terminal.print(`${place} is at ${heads.length === 0 ? 'the base' : heads.join(', ')} now; nothing was run`)
    })
}

export function registerEnsureVersion(program: Command, context: CommandContext): void {
  program
    .command('ensure-version')
    .description('create the ledger of applied revisions, unless it is there')
    .option('--sql', 'print the SQL, with nothing connected')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['ensure-version', 'ensure-version --sql > ledger.sql']))
    .action(async ({ sql, json }: { readonly sql?: boolean; readonly json?: boolean }, command: Command) => {
      const { ensureVersion, ensureVersionSql } = await import('../../commands/stamp.ts')
      const environment = await loadEnvironment(context, command)
      if (sql === true) {
        printScript(context.terminal, ensureVersionSql(environment), { json })
        return
      }
      await ensureVersion(environment)
      const place = environment.config.connection.description
      if (json === true) context.terminal.json({ place })
      else context.terminal.print(`${place}: the ledger is there`)
    })
}

interface ResolveOptions {
  readonly applied?: boolean
  readonly rolledBack?: boolean
  readonly json?: boolean
  readonly retry?: boolean
}

/** `resolve` was not told what became of the statement. */
class ResolutionError extends StarRocksKitError {
  readonly code = 'REFUSED_RESOLUTION'

  constructor() {
    super('give one of --applied, --retry and --rolled-back')
  }
}

export function registerResolve(program: Command, context: CommandContext): void {
  program
    .command('resolve')
    .description('tell what became of the statement at which a run has stopped')
    .option('--applied', 'it was carried out: the next run goes on behind it')
    .option('--retry', 'it was not: the next run sends it again')
    .option('--rolled-back', 'everything that the revision did was undone by hand: it counts as never begun')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['resolve --applied', 'resolve --retry', 'resolve --rolled-back']))
    .action(async (options: ResolveOptions, command: Command) => {
      const { terminal } = context
      const [how, ...more] = [
        ...(options.applied === true ? ['applied' as const] : []),
        ...(options.retry === true ? ['retry' as const] : []),
        ...(options.rolledBack === true ? ['rolled-back' as const] : []),
      ]
      if (how === undefined || more.length > 0) throw new ResolutionError()
      const { resolveStatement } = await import('../../commands/stamp.ts')
      const { revision, direction, step, statement } = await resolveStatement(
        await loadEnvironment(context, command),
        how,
      )
      if (options.json === true) {
        const json = { how, revision, direction, step: step ?? null, statement: statement ?? null }
        terminal.json(json)
        return
      }
      if (how === 'rolled-back') {
        terminal.print(`the ${direction} of ${revision} counts as never begun`)
        return
      }
      const what = step === undefined ? `the ${direction} of ${revision}` : `statement ${step} of ${revision}`
      terminal.print(`${what} ${how === 'applied' ? 'counts as carried out' : 'is sent again by the next run'}`)
      if (statement !== undefined) terminal.print(`  ${statement}`)
    })
}
