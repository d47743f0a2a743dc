import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import type { MappedType, TypeMapping } from '../../codegen/index.ts'
import type { CommandContext } from '../context.ts'
import { examples } from '../examples.ts'
import { giveText } from '../give-text.ts'
import type { TextOptions } from '../give-text.ts'
import { addSourceOptions, sourceContext } from '../source-context.ts'
import type { SourceOptions } from '../source-context.ts'

interface Options extends SourceOptions, TextOptions {
  readonly map: Partial<TypeMapping>
}

const MAPPED: readonly MappedType[] = ['bigint', 'largeint', 'decimal', 'date', 'datetime', 'json', 'varbinary']

export function registerGenerate(program: Command, context: CommandContext): void {
  const command = program
    .command('generate')
    .description('write source code made from a schema')
    .command('types')
    .description('row types (select and insert) for each table, which need no library')
    .argument('[schema]', 'the schema that they are made from', 'models')
    .option('-o, --out <file>', 'the file to write (default: standard output)')
    .option('--check', 'write nothing; exits with 1 when the file would change')
    .option('--json', 'print JSON: the file, and whether it changed, or the text')
    .addOption(
      new Option('--map <type=typescript>', `what ${MAPPED.join(', ')} are in TypeScript; repeatable`)
        .argParser(mapping)
        .default({}, 'as in models'),
    )
  addSourceOptions(command)
    .addHelpText(
      'after',
      examples([
        'generate types > src/rows.ts',
        'generate types database --map bigint=number --map decimal=number -o src/rows.ts',
      ]),
    )
    .action(async (source: string, options: Options) => {
      const { rowTypes } = await import('../../commands/generate-types.ts')
      const content = await rowTypes(source, options.map, await sourceContext(context, command, options))
      await giveText(context, content, options)
    })
}

function mapping(text: string, before: Partial<TypeMapping>): Partial<TypeMapping> {
  const [, name, type] = /^(\w+)=(.+)$/su.exec(text) ?? []
  const mapped = MAPPED.find((one) => one === name)
  if (mapped === undefined || type === undefined)
    throw new InvalidArgumentError(`It is not one of ${MAPPED.join(', ')}, "=" and a type: --map bigint=number.`)
  return { ...before, [mapped]: type }
}
