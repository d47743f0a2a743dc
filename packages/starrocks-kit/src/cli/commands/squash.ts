import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { describeOperation } from '../describe-operation.ts'

export function registerSquash(program: Command, context: CommandContext): void {
  program
    .command('squash')
    .description('make one baseline of a revision and all before it')
    .argument('<revision>', 'the last of them: an id or its beginning, head')
    .option('-m, --message <text>', 'what the baseline is called')
    .option('--drop-opaque', 'leave out statements that cannot be replayed, such as changes of rows')
    .action(
      async (
        revision: string,
        options: { readonly message?: string; readonly dropOpaque?: boolean },
        command: Command,
      ) => {
        const { squash } = await import('../../commands/squash.ts')
        const { terminal } = context
        const { file, squashed } = await squash(await loadEnvironment(context, command), { revision, ...options })
        terminal.print(`${terminal.style('green', 'wrote')} ${file}, in place of ${squashed.length} revisions`)
      },
    )
}

export function registerPush(program: Command, context: CommandContext): void {
  program
    .command('push')
    .description('make a development database like the models, with no revision')
    .option('--allow-destructive', 'run statements that lose data')
    .option('--force', 'also where revisions are applied')
    .option('--create-database', 'create the database when it does not exist')
    .action(
      async (
        options: { readonly allowDestructive?: boolean; readonly force?: boolean; readonly createDatabase?: boolean },
        command: Command,
      ) => {
        const { push } = await import('../../commands/push.ts')
        const { terminal } = context
        const { operations, place, defaultDatabase } = await push(await loadEnvironment(context, command), options)
        for (const operation of operations) terminal.print(describeOperation(operation, defaultDatabase, terminal))
        terminal.print(
          operations.length === 0
            ? `${place}: nothing to do`
            : `${place}: the models and the database are the same now`,
        )
      },
    )
}
