import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'

interface Options {
  readonly out?: string
  readonly style?: 'table' | 'class'
  readonly force?: boolean
}

export function registerPull(program: Command, context: CommandContext): void {
  program
    .command('pull')
    .description('write models that describe the database (to standard output, or a file)')
    .option('-o, --out <file>', 'the file to write')
    .option('--style <style>', 'table (constants) or class', 'table')
    .option('--force', 'overwrite the file when it exists')
    .action(async (options: Options, command: Command) => {
      const { pull } = await import('../../commands/pull.ts')
      const { terminal } = context
      const out = options.out === undefined ? {} : { out: resolve(context.cwd, options.out) }
      const result = await pull(await loadEnvironment(context, command), { ...options, ...out })
      for (const { name, reason } of result.unsupported)
        terminal.note(`${terminal.style('yellow', 'warning:')} ${name} is not understood: ${reason}`)
      if (result.file === undefined) terminal.print(result.content.trimEnd())
      else
        terminal.print(
          `${terminal.style('green', 'wrote')} ${result.file}: ${result.objects.length} objects of ${result.place}`,
        )
    })
}
