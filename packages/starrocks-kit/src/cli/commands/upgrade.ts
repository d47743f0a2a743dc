import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { offerDatabase } from '../offer-database.ts'
import { lockTimeoutOption } from '../lock-option.ts'
import { migrationReporter } from '../migration-reporter.ts'

interface Options {
  readonly sql?: boolean
  readonly waitRefresh?: boolean
  readonly createDatabase?: boolean
  readonly lockTimeout?: number
}

export function registerUpgrade(program: Command, context: CommandContext): void {
  program
    .command('upgrade')
    .description('apply revisions, up to the given one')
    .argument('[revision]', 'head, heads, +1, an id or its beginning; with --sql also a range from:to', 'head')
    .option('--sql', 'print the SQL, with nothing connected')
    .option('--wait-refresh', 'wait until the first refresh of each new materialized view is done')
    .option('--create-database', 'create the database when it does not exist')
    .addOption(lockTimeoutOption())
    .addHelpText('after', '\nExamples:\n  starrocks-kit upgrade head\n  starrocks-kit upgrade head --sql > upgrade.sql')
    .action(async (revision: string, { sql, ...options }: Options, command: Command) => {
      const { offlineSql, upgrade } = await import('../../commands/migrate.ts')
      const environment = await loadEnvironment(context, command)
      const { terminal } = context
      if (sql === true) {
        terminal.print((await offlineSql(environment, 'upgrade', revision)).trimEnd())
        return
      }
      const onEvent = migrationReporter(terminal)
      const result = await offerDatabase(context, options, (given) =>
        upgrade(environment, { revision, onEvent, ...given }),
      )
      if (result.revisions.length === 0) terminal.print('nothing to do: every revision is applied')
    })
}
