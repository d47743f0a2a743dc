import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { offerDatabase } from '../offer-database.ts'
import { describeOperation } from '../describe-operation.ts'
import { EXIT } from '../exit-codes.ts'

interface Options {
  readonly message?: string
  readonly autogenerate?: boolean
  readonly allowDropUnowned?: boolean
  readonly createDatabase?: boolean
}

export function registerRevision(program: Command, context: CommandContext): void {
  program
    .command('revision')
    .description('write a new revision file')
    .option('-m, --message <text>', 'what the revision does: part of the file name')
    .option('--autogenerate', 'compare the models with the database and write what leads there')
    .option('--allow-drop-unowned', 'also drop objects that neither the models nor any revision know')
    .option('--create-database', 'create the database when it does not exist')
    .addHelpText('after', '\nExample:\n  starrocks-kit revision --autogenerate -m "add age to users"')
    .action(async ({ message = '', ...options }: Options, command: Command) => {
      const { revision } = await import('../../commands/revision.ts')
      const environment = await loadEnvironment(context, command)
      const { terminal } = context
      if (options.autogenerate === true)
        terminal.print(`comparing the models with ${environment.config.connection.description}`)
      const result = await offerDatabase(context, options, (given) => revision(environment, { message, ...given }))
      for (const operation of result.operations)
        terminal.print(describeOperation(operation, result.defaultDatabase, terminal))
      for (const name of result.unowned)
        terminal.note(
          `${terminal.style('yellow', 'note:')} ${name} is in the database only, and no revision created it: left alone (--allow-drop-unowned drops it)`,
        )
      if (result.file !== undefined) terminal.print(`${terminal.style('green', 'wrote')} ${result.file}`)
      else if (result.errors.length === 0)
        terminal.print('no changes: the models and the database are the same, no file was written')
      if (result.errors.length === 0) return
      const { describePlanErrors } = await import('../../commands/errors.ts')
      terminal.note(
        `${terminal.style('red', 'not in the file, StarRocks cannot make it:')}\n${describePlanErrors(result.errors)}`,
      )
      context.exit(EXIT.refused)
    })
}
