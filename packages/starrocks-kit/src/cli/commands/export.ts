import { relative, resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import type { ExportFormat } from '../../commands/export.ts'
import type { CommandContext } from '../context.ts'
import { examples } from '../examples.ts'
import { addSourceOptions, sourceContext } from '../source-context.ts'
import type { SourceOptions } from '../source-context.ts'

interface Options extends SourceOptions {
  readonly format: ExportFormat
  readonly out?: string
  readonly json?: boolean
}

export function registerExport(program: Command, context: CommandContext): void {
  const command = program
    .command('export')
    .description('print a schema as SQL, JSON, a diagram or a page')
    .argument('[schema]', 'the schema to print', 'models')
    .addOption(
      new Option(
        '--format <format>',
        'sql runs from top to bottom, json is read again by diff, mermaid is a diagram, html a page',
      )
        .choices(['sql', 'json', 'mermaid', 'html'])
        .default('sql'),
    )
    .option('-o, --out <file>', 'the file to write (default: standard output)')
    .option('--json', 'print JSON: the file that was written, or the text')
  addSourceOptions(command)
    .addHelpText(
      'after',
      examples([
        'export > schema.sql',
        'export database --format json -o schema.json',
        'export database --format html -o schema.html',
      ]),
    )
    .action(async (source: string, options: Options) => {
      const { exportSchema } = await import('../../commands/export.ts')
      const { replaceFile } = await import('../../commands/files.ts')
      const { terminal } = context
      const content = await exportSchema(source, options.format, await sourceContext(context, command, options))
      const { format, json } = options
      if (options.out === undefined) {
        if (json === true) terminal.json({ format, file: null, content })
        else terminal.print(content.trimEnd())
        return
      }
      const path = resolve(context.cwd, options.out)
      await replaceFile(path, content)
      const file = relative(context.cwd, path)
      if (json === true) terminal.json({ format, file, content: null })
      else terminal.wrote(file)
    })
}
