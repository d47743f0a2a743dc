import type { Command } from 'commander'
import type { CheckResult } from '../../commands/check.ts'
import type { Terminal } from '../terminal.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { EXIT } from '../exit-codes.ts'
import { describeOperation } from '../describe-operation.ts'
import { unownedNote } from '../describe-unowned.ts'
import { RENAME_OPTION } from '../rename-option.ts'

interface Options {
  readonly json?: boolean
  readonly strict?: boolean
  readonly rename: readonly string[]
}

/** What happened behind the tool's back: told, and no difference between models and database by itself. */
function printDrift({ drift, edited, defaultDatabase }: CheckResult, terminal: Terminal): void {
  const mark = terminal.style('yellow', '!')
  if (drift.length > 0)
    terminal.print(
      `${mark} the database was changed beside the revisions, or a downgrade could not take everything back:`,
    )
  for (const operation of drift) terminal.print(`  ${describeOperation(operation, defaultDatabase, terminal)}`)
  for (const { revision, file, appliedBy } of edited)
    terminal.print(
      `${mark} ${file ?? `revision ${revision}`} was edited after it was applied (by starrocks-kit ${appliedBy}); starrocks-kit accept-edits accepts that`,
    )
}

function checkJson({ edited, ...result }: CheckResult, same: boolean): object {
  return {
    ...result,
    same,
    // The rows of the ledger are for the machine that writes them.
    edited: edited.map(({ revision, file, appliedBy }) => ({ revision, file: file ?? null, appliedBy })),
  }
}

export function registerCheck(program: Command, context: CommandContext): void {
  program
    .command('check')
    .description('compare the models with the database; exits with 1 when they differ')
    .option('--strict', 'what could not be compared counts as a difference')
    .option('--json', 'print JSON')
    .option(...RENAME_OPTION)
    .addHelpText('after', examples(['check', 'check --strict --json', 'check --env production']))
    .action(async ({ strict = false, rename, json }: Options, command: Command) => {
      const { check } = await import('../../commands/check.ts')
      const { renameHint } = await import('../describe-rename.ts')
      const { terminal } = context
      const result = await check(await loadEnvironment(context, command), { renames: rename })
      const { defaultDatabase } = result
      const same = result.operations.length === 0 && !(strict && result.undecided.length > 0)
      if (!same) context.exit(EXIT.different)
      if (json === true) {
        terminal.json(checkJson(result, same))
        return
      }
      for (const operation of result.operations) terminal.print(describeOperation(operation, defaultDatabase, terminal))
      for (const hint of result.renameHints) terminal.remark('note', renameHint(hint, defaultDatabase))
      const unowned = unownedNote(result.unowned)
      if (unowned !== undefined) terminal.remark('note', unowned)
      for (const { name } of result.kept)
        terminal.remark('note', `${name} is what a rebuild has left: drop it when its rows are not needed`)
      for (const { name, reason } of result.unsupported)
        terminal.print(`${terminal.style('yellow', '!')} ${name} is not understood and left alone: ${reason}`)
      for (const id of result.pending) terminal.print(`${terminal.style('yellow', '!')} revision ${id} is not applied`)
      printDrift(result, terminal)
      terminal.print(
        same
          ? `${result.place}: the models and the database are the same`
          : `${result.place}: the models and the database differ`,
      )
    })
}
