import { resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import type { PullOptions, PullResult } from '../../commands/pull.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { EXIT } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { count } from '../../util/count.ts'

interface Options extends Omit<PullOptions, 'databases' | 'kinds' | 'only'> {
  readonly kind?: readonly string[]
  readonly database?: readonly string[]
  readonly json?: boolean
}

export function registerPull(program: Command, context: CommandContext): void {
  program
    .command('pull')
    .description('write models that describe the database: to standard output, a file or a folder')
    .argument('[names...]', 'tables and views, as names or patterns: orders, "daily_*", "sales.*" (default: all)')
    .option('-o, --out <path>', 'the file to write, or the folder; models in it that say the same stay as they are')
    .addOption(
      new Option('--layout <layout>', 'one file, or a folder with one for each object or database')
        .choices(['single', 'per-object', 'per-database'])
        .default('single'),
    )
    .addOption(
      new Option('--style <style>', 'constants, or a class for each table')
        .choices(['table', 'class'])
        .default('table'),
    )
    .addOption(
      new Option('--casing <casing>', 'columns as in the database, or in camel case with named()')
        .choices(['preserve', 'camel'])
        .default('preserve'),
    )
    .option('--database <names...>', "databases, as names or patterns (default: the connection's and the config's)")
    .option(
      '--kind <kinds...>',
      'what lies beside databases, by its switch in manage of the config: roles, users (default: all that are on, none with names)',
    )
    .option('--force', 'write the files anew, whatever they hold')
    .option('--check', 'write nothing; exits with 1 when something would change')
    .option('--json', 'print JSON: what was written, or the models, and what is not understood')
    .addHelpText(
      'after',
      examples([
        'pull',
        'pull --out src/models.ts',
        'pull "fact_*" --out src/models --layout per-object --style class',
        'pull --kind roles users --out src/models.ts',
        'pull --out src/models.ts --check',
      ]),
    )
    .action(async (only: readonly string[], { database, kind, out, json, ...options }: Options, command: Command) => {
      const { pull } = await import('../../commands/pull.ts')
      const result = await pull(await loadEnvironment(context, command), {
        ...options,
        only,
        ...(database === undefined ? {} : { databases: database }),
        ...(kind === undefined ? {} : { kinds: kind }),
        ...(out === undefined ? {} : { out: resolve(context.cwd, out) }),
      })
      const { terminal } = context
      if (json === true) terminal.json(pullJson(result, out === undefined))
      else report(result, { ...options, ...(out === undefined ? {} : { out }) }, terminal)
      if (options.check === true && result.changed.length > 0) context.exit(EXIT.different)
    })
}

function report(result: PullResult, { out, check = false }: PullOptions, terminal: Terminal): void {
  const { changed, content, objects, place, unsupported } = result
  for (const { name, reason } of unsupported) terminal.remark('warning', `${name} is not understood: ${reason}`)
  if (out === undefined) {
    terminal.print(content.trimEnd())
    return
  }
  for (const file of changed)
    if (check) terminal.differs(file)
    else terminal.wrote(file)
  const found = `${count(objects.length, 'object')} of ${place}`
  terminal.print(changed.length === 0 ? `${found}: the models are up to date` : found)
}

function pullJson({ place, changed, content, objects, unsupported }: PullResult, isShown: boolean): object {
  return {
    place,
    changed,
    content: isShown ? content : null,
    objects,
    unsupported: unsupported.map(({ name, reason }) => ({ name, reason })),
  }
}
