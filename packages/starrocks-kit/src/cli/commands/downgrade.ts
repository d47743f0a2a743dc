import type { Command } from 'commander'
import { askYesNo, canAsk } from '../ask.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { describeOperation } from '../describe-operation.ts'
import { examples } from '../examples.ts'
import { migrationReporter } from '../migration-reporter.ts'
import { addRunFlags, runOptions } from '../run-options.ts'
import type { RunFlags } from '../run-options.ts'
import { stoppable } from '../signals.ts'
import { printPlan } from './plan.ts'
import { printMigrated, printScriptOf } from './upgrade.ts'

interface Options extends RunFlags {
  readonly allowDestructive?: boolean
}

export function registerDowngrade(program: Command, context: CommandContext): void {
  addRunFlags(program.command('downgrade'))
    .description('take revisions back, down to the given one')
    .argument('<revision>', 'base, -1, an id or its beginning; with --sql also a range from:to')
    .option('--allow-destructive', 'drop also what was there before the database was stamped')
    .addHelpText('after', examples(['downgrade -1', 'downgrade base --sql']))
    .action(async (revision: string, flags: Options, command: Command) => {
      const { sql, dryRun, json = false, allowDestructive = false } = flags
      if (dryRun === true) {
        await printPlan(context, command, 'downgrade', revision, { json })
        return
      }
      const { downgrade } = await import('../../commands/migrate.ts')
      const environment = await loadEnvironment(context, command)
      if (sql === true) {
        await printScriptOf(context, environment, { direction: 'downgrade', revision, json })
        return
      }
      const request = {
        revision,
        allowDestructive,
        ...runOptions(flags),
        ...(json ? {} : { onEvent: migrationReporter(context.terminal) }),
        ...(canAsk() ? { confirmDestructive: (text: string) => askYesNo(`${text}\nRun this?`) } : {}),
      }
      const result = await stoppable(context, (signal) => downgrade(environment, { ...request, signal }))
      printMigrated(context, 'downgrade', result, json)
      if (json || result.notTakenBack === undefined) return
      const { terminal } = context
      terminal.remark('warning', 'not everything was taken back: StarRocks could not, or the revision does not say it')
      for (const operation of result.notTakenBack)
        terminal.print(describeOperation(operation, environment.defaultDatabase, terminal))
    })
}
