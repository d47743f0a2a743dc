import { resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import type { AdoptOptions } from '../../commands/adopt.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { count } from '../../util/count.ts'

interface Options extends Omit<AdoptOptions, 'createDatabase' | 'lockTimeout'> {
  readonly json?: boolean
}

export function registerAdopt(program: Command, context: CommandContext): void {
  program
    .command('adopt')
    .description('bring a database that exists under starrocks-kit: models, a baseline revision, the ledger')
    .option('-o, --out <path>', 'where the models are written (default: the models of the config)')
    .option('-m, --message <text>', 'the message of the baseline')
    .option(
      '--like <schema>',
      'refuse unless the database equals this schema: a folder of SQL files, a .json file, a URL',
    )
    .addOption(
      new Option('--layout <layout>', 'one file, or a folder with one for each object or database').choices([
        'single',
        'per-object',
        'per-database',
      ]),
    )
    .addOption(new Option('--style <style>', 'constants, or a class for each table').choices(['table', 'class']))
    .addOption(
      new Option('--casing <casing>', 'columns as in the database, or in camel case').choices(['preserve', 'camel']),
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      examples(
        ['adopt', 'adopt --like db/migrations', 'adopt --out src/models --layout per-object'],
        'Nothing is run on the server but what the ledger needs.',
      ),
    )
    .action(async ({ json = false, out, ...options }: Options, command: Command) => {
      const { adopt } = await import('../../commands/adopt.ts')
      const environment = await loadEnvironment(context, command)
      const request = { ...options, ...(out === undefined ? {} : { out: resolve(context.cwd, out) }) }
      const { terminal } = context
      const result = await adopt(environment, request)
      if (json) {
        const unsupported = result.unsupported.map(({ name, reason }) => ({ name, reason }))
        terminal.json({ ...result, unsupported })
        return
      }
      for (const file of [...result.models, result.file]) terminal.wrote(file)
      for (const { tool, table, version } of result.former)
        terminal.remark(
          'note',
          `${table} is what ${tool} has left${version === undefined ? '' : ` (version ${version})`}: it stays, and is no model`,
        )
      for (const { name, reason } of result.unsupported)
        terminal.remark('warning', `${name} is not understood and left alone: ${reason}`)
      terminal.print(
        `${result.place}: ${count(result.objects.length, 'object')}, at revision ${result.revision}; nothing was changed`,
      )
    })
}
