import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { examples } from '../examples.ts'

export function registerInit(program: Command, context: CommandContext): void {
  program
    .command('init')
    .description('scaffold starrocks.config.ts, src/models.ts and migrations/ in this folder')
    .option(
      '--url <url>',
      'the server to work with, which is asked for its version, as starrocks://user@host:9030/database (default: the embedded server)',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['init', 'init --url starrocks://root@127.0.0.1:9030/shop']))
    .action(async ({ json, ...options }: { readonly url?: string; readonly json?: boolean }) => {
      const { init } = await import('../../commands/init.ts')
      const { created, target, unknownTarget } = await init({ folder: context.cwd, ...options })
      const { terminal } = context
      if (json === true) {
        terminal.json({ created, target, ...(unknownTarget === undefined ? {} : { unknownTarget }) })
        return
      }
      for (const path of created) terminal.print(`${terminal.style('green', 'created')} ${path}`)
      if (unknownTarget !== undefined)
        terminal.remark(
          'note',
          `target in starrocks.config.ts is a guess (${target.version}, ${target.runMode}), because the server does not say what it is: ${unknownTarget}`,
        )
      terminal.print(
        '\nDeclare your tables in src/models.ts, then run:\n  npx starrocks-kit revision --autogenerate -m "create initial schema"',
      )
      if (options.url === undefined)
        terminal.print('\nThe embedded server keeps its data in .starrocks/: leave it out of git.')
      else terminal.print('For a database that has tables already:\n  npx starrocks-kit adopt')
    })
}
