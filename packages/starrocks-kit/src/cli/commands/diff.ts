import { Option } from 'commander'
import type { Command } from 'commander'
import type { DiffResult } from '../../commands/diff.ts'
import type { CommandContext } from '../context.ts'
import { describeOperation } from '../describe-operation.ts'
import { EXIT } from '../exit-codes.ts'
import { SOURCE_OPTIONS, sourceContext, SOURCES_HELP } from '../source-context.ts'
import type { SourceOptions } from '../source-context.ts'
import type { Terminal } from '../terminal.ts'

interface Options extends SourceOptions {
  readonly format: 'text' | 'sql' | 'json'
  readonly strict?: boolean
}

export function registerDiff(program: Command, context: CommandContext): void {
  const command = program
    .command('diff')
    .description('what leads from one schema to another; exits with 1 when they differ')
    .argument('<from>', 'a schema')
    .argument('<to>', 'another one')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'sql', 'json']).default('text'))
    .option('--strict', 'what could not be compared counts as a difference')
  for (const option of SOURCE_OPTIONS) command.addOption(option)
  command
    .addHelpText(
      'after',
      `${SOURCES_HELP}\n\nExamples:\n  starrocks-kit diff database models\n` +
        '  starrocks-kit diff starrocks://root@staging:9030/shop starrocks://root@production:9030/shop --format sql\n' +
        '  starrocks-kit diff schema.sql head',
    )
    .action(async (from: string, to: string, options: Options) => {
      const { diff } = await import('../../commands/diff.ts')
      const { terminal } = context
      const result = await diff(from, to, await sourceContext(context, command, options))
      for (const line of PRINTERS[options.format](result, terminal)) terminal.print(line)
      for (const { name, reason } of result.unsupported)
        terminal.note(
          `${terminal.style('yellow', 'warning:')} ${name} is not understood and was not compared: ${reason}`,
        )
      for (const { object, attribute, reason } of result.undecided)
        terminal.note(
          `${terminal.style('yellow', 'warning:')} ${object.database}.${object.name}: ${attribute} could not be compared: ${reason}`,
        )
      const undecided = options.strict === true && result.undecided.length > 0
      if (result.operations.length > 0 || undecided) context.exit(EXIT.different)
    })
}

const PRINTERS: {
  readonly [K in Options['format']]: (result: DiffResult, terminal: Terminal) => readonly string[]
} = {
  text: ({ from, to, operations, defaultDatabase }, terminal) => [
    ...operations.map((operation) => describeOperation(operation, defaultDatabase, terminal)),
    operations.length === 0 ? `${from} and ${to} are the same` : `${from} and ${to} differ`,
  ],
  // Objects that cannot be led there are comments, so that a script that looks complete is complete.
  sql: ({ plan }) => [
    ...plan.errors.map(({ message, remedy }) => comment(remedy === undefined ? message : `${message} ${remedy}`)),
    ...plan.steps.flatMap(({ sql, hazards }) => [...hazards.map(({ message }) => comment(message)), `${sql};\n`]),
  ],
  json: ({ from, to, operations, plan, undecided, unsupported }) => [
    JSON.stringify(
      {
        from,
        to,
        same: operations.length === 0,
        operations,
        statements: plan.steps.map(({ sql, job, hazards }) => ({ sql, job, hazards })),
        impossible: plan.errors.map(({ message, remedy }) => ({ message, remedy: remedy ?? null })),
        undecided,
        unsupported,
      },
      null,
      2,
    ),
  ],
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `-- ${line}`)
    .join('\n')
}
