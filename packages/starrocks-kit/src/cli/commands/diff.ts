import { Option } from 'commander'
import type { Command } from 'commander'
import type { DiffResult } from '../../commands/diff.ts'
import type { CommandContext } from '../context.ts'
import { formatOf, JSON_FORMAT_OPTION } from '../json.ts'
import { planErrorsJson, stepsJson } from '../describe-steps.ts'
import { examples } from '../examples.ts'
import { describeOperation } from '../describe-operation.ts'
import { EXIT } from '../exit-codes.ts'
import { addSourceOptions, sourceContext } from '../source-context.ts'
import type { SourceOptions } from '../source-context.ts'
import type { Terminal } from '../terminal.ts'
import { objectNameText } from '../../schema/index.ts'

interface Options extends SourceOptions {
  readonly format: 'text' | 'sql' | 'json'
  readonly strict?: boolean
  readonly json?: boolean
}

export function registerDiff(program: Command, context: CommandContext): void {
  const command = program
    .command('diff')
    .description('what leads from one schema to another; exits with 1 when they differ')
    .argument('<from>', 'a schema')
    .argument('<to>', 'another one')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'sql', 'json']).default('text'))
    .option(...JSON_FORMAT_OPTION)
    .option('--strict', 'what could not be compared counts as a difference')
  addSourceOptions(command)
    .addHelpText(
      'after',
      examples([
        'diff database models',
        'diff starrocks://root@staging:9030/shop starrocks://root@production:9030/shop --format sql',
        'diff schema.sql head',
      ]),
    )
    .action(async (from: string, to: string, options: Options) => {
      const { diff } = await import('../../commands/diff.ts')
      const { terminal } = context
      const result = await diff(from, to, await sourceContext(context, command, options))
      PRINTERS[formatOf(options)](result, terminal)
      for (const { name, reason } of result.unsupported)
        terminal.remark('warning', `${name} is not understood and was not compared: ${reason}`)
      for (const { object, attribute, reason } of result.undecided)
        terminal.remark('warning', `${objectNameText(object)}: ${attribute} could not be compared: ${reason}`)
      const undecided = options.strict === true && result.undecided.length > 0
      if (result.operations.length > 0 || undecided) context.exit(EXIT.different)
    })
}

const PRINTERS: {
  readonly [K in Options['format']]: (result: DiffResult, terminal: Terminal) => void
} = {
  text: ({ from, to, operations, defaultDatabase }, terminal) => {
    for (const operation of operations) terminal.print(describeOperation(operation, defaultDatabase, terminal))
    terminal.print(`${from} and ${to} ${operations.length === 0 ? 'are the same' : 'differ'}`)
  },
  // Objects that cannot be led there are comments, so that a script that looks complete is complete.
  sql: ({ plan }, terminal) => {
    for (const { message, remedy } of plan.errors)
      terminal.print(comment(remedy === undefined ? message : `${message} ${remedy}`))
    for (const { sql, hazards } of plan.steps) {
      for (const { message } of hazards) terminal.print(comment(message))
      terminal.print(`${sql};\n`)
    }
  },
  json: ({ from, to, operations, plan, undecided, unsupported }, terminal) =>
    terminal.json({
      from,
      to,
      same: operations.length === 0,
      operations,
      statements: stepsJson(plan.steps),
      impossible: planErrorsJson(plan.errors),
      undecided,
      unsupported,
    }),
}

function comment(text: string): string {
  return text
    .split('\n')
    .map((line) => `-- ${line}`)
    .join('\n')
}
