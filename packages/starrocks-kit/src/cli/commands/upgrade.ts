import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { askYesNo, canAsk } from '../ask.ts'
import { lockTimeoutOption } from '../lock-option.ts'
import { offerDatabase } from '../offer-database.ts'
import { migrationReporter } from '../migration-reporter.ts'
import { printPlan } from './plan.ts'

interface Options {
  readonly sql?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly waitRefresh?: boolean
  readonly createDatabase?: boolean
  readonly lockTimeout?: number
  readonly allowDestructive?: boolean
}

export function registerUpgrade(program: Command, context: CommandContext): void {
  program
    .command('upgrade')
    .description('apply revisions, up to the given one')
    .argument('[revision]', 'head, heads, +1, an id or its beginning; with --sql also a range from:to', 'head')
    .option('--sql', 'print the SQL, with nothing connected')
    .option('--dry-run', 'print what would run, with jobs, hazards and sizes of tables; run nothing')
    .option('--allow-destructive', 'run statements that lose data without asking')
    .option('--json', 'print JSON: the plan with --dry-run, otherwise what was applied')
    .option('--wait-refresh', 'wait until the first refresh of each new materialized view is done')
    .option('--create-database', 'create the database when it does not exist')
    .addOption(lockTimeoutOption())
    .addHelpText('after', '\nExamples:\n  starrocks-kit upgrade head\n  starrocks-kit upgrade head --sql > upgrade.sql')
    .action(async (revision: string, { sql, dryRun, json, ...options }: Options, command: Command) => {
      if (dryRun === true) {
        await printPlan(context, command, 'upgrade', revision, json === true ? { json } : {})
        return
      }
      const { offlineSql, upgrade } = await import('../../commands/migrate.ts')
      const environment = await loadEnvironment(context, command)
      const { terminal } = context
      if (sql === true) {
        terminal.print((await offlineSql(environment, 'upgrade', revision)).trimEnd())
        return
      }
      const request = {
        revision,
        ...options,
        ...(json === true ? {} : { onEvent: migrationReporter(terminal) }),
        ...(canAsk() ? { confirmDestructive: (text: string) => askYesNo(`${text}\nRun this?`) } : {}),
      }
      const result = await offerDatabase(context, request, (given) => upgrade(environment, given))
      if (json === true) {
        const applied = result.revisions.map(({ id }) => id)
        terminal.print(JSON.stringify({ applied, heads: result.heads }, null, 2))
      } else if (result.revisions.length === 0) terminal.print('nothing to do: every revision is applied')
    })
}
