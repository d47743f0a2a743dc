import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { lockTimeoutOption } from '../run-options.ts'

export function registerUp(program: Command, context: CommandContext): void {
  program
    .command('up')
    .description('carry the ledger of an older version up to this one, and read all revision files')
    .addOption(lockTimeoutOption())
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['up', 'up --json']))
    .action(
      async ({ json, ...options }: { readonly json?: boolean; readonly lockTimeout?: number }, command: Command) => {
        const { up } = await import('../../commands/up.ts')
        const { terminal } = context
        const result = await up(await loadEnvironment(context, command), options)
        if (json === true) {
          terminal.json({ ...result, ledgerColumns: result.ledgerColumns ?? null })
          return
        }
        const { place, ledgerColumns, files, fileFormat } = result
        const ledger =
          ledgerColumns === undefined
            ? 'there is no ledger'
            : ledgerColumns.length === 0
              ? 'the ledger is what this version writes'
              : `the ledger has got ${ledgerColumns.join(', ')}`
        terminal.print(`${place}: ${ledger}`)
        terminal.print(
          `${files === 1 ? '1 revision file is' : `${files} revision files are`} of format ${fileFormat}, as this version writes them`,
        )
      },
    )
}
