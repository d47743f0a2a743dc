import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { lockTimeoutOption } from '../lock-option.ts'
import { migrationReporter } from '../migration-reporter.ts'
import { printPlan } from './plan.ts'

export function registerDowngrade(program: Command, context: CommandContext): void {
  program
    .command('downgrade')
    .description('take revisions back, down to the given one')
    .argument('<revision>', 'base, -1, an id or its beginning; with --sql also a range from:to')
    .option('--sql', 'print the SQL, with nothing connected')
    .option('--dry-run', 'print what would run, with jobs, hazards and sizes of tables; run nothing')
    .addOption(lockTimeoutOption())
    .addHelpText('after', '\nExamples:\n  starrocks-kit downgrade -1\n  starrocks-kit downgrade base')
    .action(
      async (
        revision: string,
        {
          sql,
          dryRun,
          ...options
        }: { readonly sql?: boolean; readonly dryRun?: boolean; readonly lockTimeout?: number },
        command: Command,
      ) => {
        if (dryRun === true) {
          await printPlan(context, command, 'downgrade', revision, {})
          return
        }
        const { downgrade, offlineSql } = await import('../../commands/migrate.ts')
        const environment = await loadEnvironment(context, command)
        const { terminal } = context
        if (sql === true) {
          terminal.print((await offlineSql(environment, 'downgrade', revision)).trimEnd())
          return
        }
        const result = await downgrade(environment, { revision, onEvent: migrationReporter(terminal), ...options })
        if (result.revisions.length === 0) terminal.print('nothing to do: no revision to take back')
      },
    )
}
