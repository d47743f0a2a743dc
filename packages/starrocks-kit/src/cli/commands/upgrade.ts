import type { Command } from 'commander'
import type { Environment } from '../../commands/environment.ts'
import type { Direction, MigrationResult } from '../../migrations/index.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { askYesNo, canAsk } from '../ask.ts'
import { EXIT } from '../exit-codes.ts'
import { offerDatabase } from '../offer-database.ts'
import { migrationReporter } from '../migration-reporter.ts'
import { addRunFlags, runOptions } from '../run-options.ts'
import type { RunFlags } from '../run-options.ts'
import { stoppable } from '../signals.ts'
import { printPlan } from './plan.ts'

interface Options extends RunFlags {
  readonly createDatabase?: boolean
  readonly allowDestructive?: boolean
}

export function registerUpgrade(program: Command, context: CommandContext): void {
  addRunFlags(program.command('upgrade'))
    .description('apply revisions, up to the given one')
    .argument('[revision]', 'head, heads, +1, an id or its beginning; with --sql also a range from:to', 'head')
    .option('--allow-destructive', 'run statements that lose data without asking')
    .option('--create-database', 'create the database when it does not exist')
    .addHelpText('after', examples(['upgrade head', 'upgrade +1 --dry-run', 'upgrade head --sql > upgrade.sql']))
    .action(async (revision: string, flags: Options, command: Command) => {
      const { sql, dryRun, json = false, createDatabase = false, allowDestructive = false } = flags
      if (dryRun === true) {
        await printPlan(context, command, 'upgrade', revision, { json })
        return
      }
      const { upgrade } = await import('../../commands/migrate.ts')
      const environment = await loadEnvironment(context, command)
      if (sql === true) {
        await printScriptOf(context, environment, { direction: 'upgrade', revision, json })
        return
      }
      const request = {
        revision,
        createDatabase,
        allowDestructive,
        ...runOptions(flags),
        ...(json ? {} : { onEvent: migrationReporter(context.terminal) }),
        ...(canAsk() ? { confirmDestructive: (text: string) => askYesNo(`${text}\nRun this?`) } : {}),
      }
      const result = await stoppable(context, (signal) =>
        offerDatabase(context, request, (given) => upgrade(environment, { ...given, signal })),
      )
      printMigrated(context, 'upgrade', result, json)
    })
}

/** The end of `upgrade` and `downgrade`: the steps have been told while they ran. */
export function printMigrated(
  { terminal }: CommandContext,
  direction: Direction,
  { revisions, heads, notTakenBack = [] }: MigrationResult,
  json: boolean,
): void {
  if (json) {
    const ids = revisions.map(({ id }) => id)
    const result = direction === 'upgrade' ? { applied: ids, heads } : { takenBack: ids, heads, notTakenBack }
    terminal.json(result)
  } else if (revisions.length === 0) {
    terminal.print(
      direction === 'upgrade' ? 'nothing to do: every revision is applied' : 'nothing to do: no revision to take back',
    )
  }
}

/** What `--sql` prints. A script with steps that no script can hold is printed, and refused with the exit code. */
export async function printScriptOf(
  context: CommandContext,
  environment: Environment,
  { direction, revision, json }: { readonly direction: Direction; readonly revision: string; readonly json: boolean },
): Promise<void> {
  const { offlineSql } = await import('../../commands/migrate.ts')
  const { terminal } = context
  const { sql, dataSteps } = await offlineSql(environment, direction, revision)
  if (json) terminal.json({ sql, dataSteps })
  else terminal.print(sql.trimEnd())
  if (dataSteps.length === 0) return
  terminal.remark(
    'error',
    `the script is not all of it: it cannot hold the code of op.run (${dataSteps.join(', ')}), which only ${direction} itself runs. ` +
      'The places are marked with -- !! in the script.',
  )
  context.exit(EXIT.refused)
}
