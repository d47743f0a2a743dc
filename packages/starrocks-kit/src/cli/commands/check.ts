import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { EXIT } from '../exit-codes.ts'
import { describeOperation } from '../describe-operation.ts'

export function registerCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .description('compare the models with the database; exits with 1 when they differ')
    .option('--strict', 'what could not be compared counts as a difference')
    .action(async (options: { readonly strict?: boolean }, command: Command) => {
      const { check } = await import('../../commands/check.ts')
      const { terminal } = context
      const result = await check(await loadEnvironment(context, command))
      for (const operation of result.operations)
        terminal.print(describeOperation(operation, result.defaultDatabase, terminal))
      for (const { name, reason } of result.unsupported)
        terminal.print(`${terminal.style('yellow', '!')} ${name} is not understood and left alone: ${reason}`)
      const undecided = options.strict === true && result.undecided.length > 0
      for (const id of result.pending) terminal.print(`${terminal.style('yellow', '!')} revision ${id} is not applied`)
      const same = result.operations.length === 0 && !undecided
      terminal.print(
        same
          ? `${result.place}: the models and the database are the same`
          : `${result.place}: the models and the database differ`,
      )
      if (!same) context.exit(EXIT.different)
    })
}
