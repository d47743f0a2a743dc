import { resolve } from 'node:path'
import { Option } from 'commander'
import type { Command } from 'commander'
import type { RevisionOptions, RevisionResult } from '../../commands/revision-result.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { askYesNo, canAsk } from '../ask.ts'
import { offerDatabase } from '../offer-database.ts'
import { describeOperation } from '../describe-operation.ts'
import { unownedNote } from '../describe-unowned.ts'
import { describeSteps, planErrorsJson, stepsJson } from '../describe-steps.ts'
import { EXIT } from '../exit-codes.ts'
import { RENAME_OPTION } from '../rename-option.ts'
import type { Terminal } from '../terminal.ts'
import { VERSION_PATH_OPTION } from '../version-path-option.ts'

interface Options {
  readonly message?: string
  readonly autogenerate?: boolean
  readonly allowDropUnowned?: boolean
  readonly createDatabase?: boolean
  readonly rename: readonly string[]
  readonly rebuild?: true | readonly string[]
  readonly split?: 'heavy'
  readonly head?: string
  readonly splice?: boolean
  readonly branchLabel?: string
  readonly dependsOn?: readonly string[]
  readonly revId?: string
  readonly amend?: boolean
  readonly versionPath?: string
  readonly sqlFile?: string
  readonly json?: boolean
}

export function registerRevision(program: Command, context: CommandContext): void {
  program
    .command('revision')
    .description('write a new revision file')
    .option('-m, --message <text>', 'what the revision does: part of the file name')
    .option('--autogenerate', 'compare the models with the database and write what leads there')
    .addOption(
      new Option('--sql-file <file>', 'take the statements of a SQL script').conflicts(['autogenerate', 'amend']),
    )
    .option(...RENAME_OPTION)
    .option(
      '--rebuild [tables...]',
      'rebuild these tables (all, when none is named) where no ALTER leads to what is wanted',
    )
    .addOption(
      new Option('--split <what>', 'heavy: two changes that rewrite one table go to revisions of their own').choices([
        'heavy',
      ]),
    )
    .option('--allow-drop-unowned', 'also drop objects that neither the models nor any revision know')
    .option('--amend', 'generate the head anew, which must not be applied: same id, same place')
    .option('--head <revision>', 'what it follows (default: the only head): an id, label@head, base')
    .option('--splice', 'let it follow a revision that is not a head, which begins a branch')
    .option('--branch-label <label>', 'a name for the branch that begins with it')
    .option('--depends-on <revisions...>', 'revisions of other branches that must be applied before it')
    .option('--rev-id <id>', 'its id (default: random)')
    .option(...VERSION_PATH_OPTION)
    .option('--create-database', 'create the database when it does not exist')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      examples([
        'revision --autogenerate -m "add age to users"',
        'revision --autogenerate --rename users:people --rename people.fullname:name -m "people"',
        'revision --sql-file changes.sql -m "changes by hand"',
      ]),
    )
    .action(
      async (
        { message = '', rename, revId, amend: amends, sqlFile, versionPath, json = false, ...options }: Options,
        command: Command,
      ) => {
        const { revision } = await import('../../commands/revision.ts')
        const { amend } = await import('../../commands/amend.ts')
        const { renameQuestion } = await import('../describe-rename.ts')
        const environment = await loadEnvironment(context, command)
        const { terminal } = context
        if (!json && (options.autogenerate === true || amends === true))
          terminal.print(`comparing the models with ${environment.config.connection.description}`)
        const request: RevisionOptions = {
          message,
          renames: rename,
          ...options,
          ...(sqlFile === undefined
            ? {}
            : { sqlScript: { path: sqlFile, text: await readScript(context.cwd, sqlFile) } }),
          ...(versionPath === undefined ? {} : { versionPath: resolve(context.cwd, versionPath) }),
          ...(revId === undefined ? {} : { revisionId: revId }),
          ...(canAsk() ? { confirmRename: (pair) => askYesNo(renameQuestion(pair, environment.defaultDatabase)) } : {}),
        }
        const result = await offerDatabase(context, request, (given) =>
          (amends === true ? amend : revision)(environment, given),
        )
        if (json) terminal.json(revisionJson(result))
        else await report(result, terminal)
        if (result.errors.length > 0) context.exit(EXIT.refused)
      },
    )
}

function revisionJson({ place, files, operations, steps, errors, ...result }: RevisionResult): object {
  const { unowned, renameHints, kept, withheld } = result
  return {
    place: place ?? null,
    files,
    operations,
    statements: stepsJson(steps),
    impossible: planErrorsJson(errors),
    unowned,
    renameHints,
    kept,
    withheld,
  }
}

/** @throws UnreadableFileError */
async function readScript(cwd: string, file: string): Promise<string> {
  const { readText } = await import('../../commands/files.ts')
  return readText(resolve(cwd, file))
}

async function report(result: RevisionResult, terminal: Terminal): Promise<void> {
  const { defaultDatabase } = result
  const note = (text: string): void => terminal.remark('note', text)
  for (const operation of result.operations) terminal.print(describeOperation(operation, defaultDatabase, terminal))
  for (const line of describeSteps(result.steps, defaultDatabase, terminal)) terminal.print(line)
  if (result.renameHints.length > 0) {
    const { renameHint } = await import('../describe-rename.ts')
    for (const hint of result.renameHints) note(renameHint(hint, defaultDatabase))
  }
  const unowned = unownedNote(result.unowned)
  if (unowned !== undefined)
    note(`${unowned} (--allow-drop-unowned drops ${result.unowned.length === 1 ? 'it' : 'them'})`)
  for (const { name } of result.kept)
    note(`${name} is what a rebuild has left: it stays until a revision of yours drops it (op.dropTable('${name}'))`)
  for (const file of result.files) terminal.wrote(file)
  if (result.withheld) note('processRevision of the config wants no file for this: none was written')
  else if (result.files.length === 0 && result.errors.length === 0)
    terminal.print('no changes: the models and the database are the same, no file was written')
  if (result.errors.length === 0) return
  const { describePlanErrors } = await import('../../commands/errors.ts')
  terminal.note(
    `${terminal.style('red', 'not in the file, StarRocks cannot make it:')}\n${describePlanErrors(result.errors)}`,
  )
}
