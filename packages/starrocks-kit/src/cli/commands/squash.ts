import type { Command } from 'commander'
import { redactSql } from '../../connection/index.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { neededApproval } from '../describe-plan.ts'
import { describeOperation } from '../describe-operation.ts'
import { count } from '../../util/count.ts'
import { describeSteps, stepsJson } from '../describe-steps.ts'

export function registerSquash(program: Command, context: CommandContext): void {
  program
    .command('squash')
    .description('make one baseline of a revision and all before it')
    .argument('<revision>', 'the last of them: an id or its beginning, head')
    .option('-m, --message <text>', 'what the baseline is called')
    .option('--drop-opaque', 'leave out statements that cannot be replayed, such as changes of rows')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['squash head -m "everything until 2026"', 'squash 1f2e --drop-opaque']))
    .action(
      async (
        revision: string,
        { json, ...options }: { readonly message?: string; readonly dropOpaque?: boolean; readonly json?: boolean },
        command: Command,
      ) => {
        const { squash } = await import('../../commands/squash.ts')
        const { terminal } = context
        const { file, squashed } = await squash(await loadEnvironment(context, command), { revision, ...options })
        if (json === true) terminal.json({ file, squashed: squashed.map(({ id }) => id) })
        else terminal.wrote(`${file}, in place of ${count(squashed.length, 'revision')}`)
      },
    )
}

interface PushFlags {
  readonly allowDestructive?: boolean
  readonly force?: boolean
  readonly createDatabase?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function registerPush(program: Command, context: CommandContext): void {
  program
    .command('push')
    .description('make a development database like the models, with no revision')
    .option('--allow-destructive', 'run statements that lose data')
    .option('--force', 'also where revisions are applied')
    .option('--create-database', 'create the database when it does not exist')
    .option('--dry-run', 'print what would run, with jobs and hazards; run nothing')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['push --dry-run', 'push --allow-destructive']))
    .action(async ({ json, ...options }: PushFlags, command: Command) => {
      const { push } = await import('../../commands/push.ts')
      const { terminal } = context
      const result = await push(await loadEnvironment(context, command), options)
      const { operations, steps, destructive, place, defaultDatabase } = result
      if (json === true) {
        const summary = { place, dryRun: options.dryRun === true, needsAllowDestructive: destructive > 0 }
        terminal.json({ ...summary, operations, steps: stepsJson(steps) })
        return
      }
      for (const operation of operations) terminal.print(describeOperation(operation, defaultDatabase, terminal))
      if (operations.length === 0) {
        terminal.print(`${place}: nothing to do`)
        return
      }
      if (options.dryRun !== true) {
        terminal.print(`${place}: the models and the database are the same now`)
        return
      }
      for (const { sql } of steps) terminal.print(`  ${redactSql(sql).replaceAll('\n', '\n  ')}`)
      for (const line of describeSteps(steps, defaultDatabase, terminal)) terminal.print(line)
      const approval = destructive === 0 ? '' : `; ${neededApproval(destructive, steps.length)}`
      terminal.print(`${place}: ${count(steps.length, 'statement')}${approval}; nothing was run`)
    })
}
