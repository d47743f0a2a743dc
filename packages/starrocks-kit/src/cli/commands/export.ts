import { Option } from 'commander'
import type { Command } from 'commander'
import type { ExportFormat } from '../../commands/export.ts'
import type { CommandContext } from '../context.ts'
import { examples } from '../examples.ts'
import { giveText } from '../give-text.ts'
import type { TextOptions } from '../give-text.ts'
import { addSourceOptions, sourceContext } from '../source-context.ts'
import type { SourceOptions } from '../source-context.ts'

interface Options extends SourceOptions, TextOptions {
  readonly format: ExportFormat
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
    .option('--check', 'write nothing; exits with 1 when the file would change')
    .option('--json', 'print JSON: the file, and whether it changed, or the text')
  addSourceOptions(command)
    .addHelpText(
      'after',
      examples([
        'export > schema.sql',
        'export database --format json -o schema.json',
        'export database --format html -o schema.html',
        'export -o schema.sql --check',
      ]),
    )
    .action(async (source: string, options: Options) => {
      const { exportSchema } = await import('../../commands/export.ts')
      const content = await exportSchema(source, options.format, await sourceContext(context, command, options))
      await giveText(context, content, options, { format: options.format })
    })
}
