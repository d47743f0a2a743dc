import { Command } from 'commander'
import { VERSION } from '../util/version.ts'
import { registerAdopt } from './commands/adopt.ts'
import { registerCheck } from './commands/check.ts'
import { registerCompare } from './commands/compare.ts'
import { registerDiff } from './commands/diff.ts'
import { registerDowngrade } from './commands/downgrade.ts'
import { registerExport } from './commands/export.ts'
import { registerGenerate } from './commands/generate.ts'
import { registerInit } from './commands/init.ts'
import { registerAcceptEdits } from './commands/accept-edits.ts'
import { registerVerify } from './commands/verify.ts'
import { registerLint } from './commands/lint.ts'
import { registerPush, registerSquash } from './commands/squash.ts'
import { registerPlan } from './commands/plan.ts'
import { registerPull } from './commands/pull.ts'
import { registerRevision } from './commands/revision.ts'
import { registerEdit } from './commands/edit.ts'
import { registerMerge } from './commands/merge.ts'
import { registerEnsureVersion, registerResolve, registerStamp } from './commands/stamp.ts'
import { registerBranches, registerCurrent, registerHeads, registerHistory, registerShow } from './commands/status.ts'
import { registerUnlock } from './commands/unlock.ts'
import { registerUp } from './commands/up.ts'
import { registerUpgrade } from './commands/upgrade.ts'
import type { CommandContext } from './context.ts'

/** All commands, options and help texts. Parsing runs the command; its exit code goes to `context.exit`. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('starrocks-kit')
    .description('Schema-as-code for StarRocks: models, autogenerate, migrations, reverse engineering.')
    .version(VERSION, '-V, --version', 'print the version')
    .option('-c, --config <file>', 'the config file (default: starrocks.config.ts, looked for upward from here)')
    .option('--env <name>', 'the environment of the config that counts (default: the config as it is)')
    .option(
      '-x <key=value>',
      'a value for the functions of the config and for revisions; may be given several times',
      (value: string, before: readonly string[]) => [...before, value],
      [],
    )
    .option('-v, --verbose', 'log every SQL statement, and every attribute compared with the rule that decided')
    .addHelpText(
      'after',
      '\nExit codes: 0 same or done, 1 different, 2 error, 3 refused, 130 stopped (Ctrl-C).\nWith --json, standard output holds one JSON document: the result, or the error.\n\nStart with: starrocks-kit init',
    )
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text) })
  for (const register of [
    registerInit,
    registerAdopt,
    registerRevision,
    registerUpgrade,
    registerDowngrade,
    registerCurrent,
    registerHistory,
    registerHeads,
    registerCheck,
    registerCompare,
    registerDiff,
    registerPull,
    registerExport,
    registerGenerate,
    registerPlan,
    registerSquash,
    registerPush,
    registerLint,
    registerVerify,
    registerAcceptEdits,
    registerUnlock,
    registerMerge,
    registerStamp,
    registerResolve,
    registerShow,
    registerBranches,
    registerEdit,
    registerEnsureVersion,
    registerUp,
  ])
    register(program, context)
  return program
}
