import { relative, resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import type { ExportFormat } from '../../commands/export.ts'
import type { CommandContext } from '../context.ts'
import { addSourceOptions, sourceContext } from '../source-context.ts'
import type { SourceOptions } from '../source-context.ts'

interface Options extends SourceOptions {
  readonly format: ExportFormat
  readonly out?: string
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
  addSourceOptions(command)
    .addHelpText(
      'after',
      '\nExamples:\n  starrocks-kit export > schema.sql\n  starrocks-kit export database --format json -o schema.json\n  starrocks-kit export database --format html -o schema.html',
    )
    .action(async (source: string, options: Options) => {
      const { exportSchema } = await import('../../commands/export.ts')
      const { replaceFile } = await import('../../commands/files.ts')
      const { terminal } = context
      const content = await exportSchema(source, options.format, await sourceContext(context, command, options))
      if (options.out === undefined) {
        terminal.print(content.trimEnd())
        return
      }
      const path = resolve(context.cwd, options.out)
      await replaceFile(path, content)
      terminal.wrote(relative(context.cwd, path))
    })
}
