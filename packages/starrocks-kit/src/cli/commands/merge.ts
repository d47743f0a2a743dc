import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { VERSION_PATH_OPTION } from '../version-path-option.ts'

interface Options {
  readonly message?: string
  readonly branchLabel?: string
  readonly revId?: string
  readonly splice?: boolean
  readonly versionPath?: string
  readonly json?: boolean
}

export function registerMerge(program: Command, context: CommandContext): void {
  program
    .command('merge')
    .description('write a revision that joins several heads')
    .argument('[revisions...]', 'what to join: heads, ids or their beginnings', ['heads'])
    .option('-m, --message <text>', 'what the revision is for')
    .option('--branch-label <label>', 'a name for the branch that begins here')
    .option('--rev-id <id>', 'the id of the new revision')
    .option('--splice', 'join revisions that are no heads too')
    .option(...VERSION_PATH_OPTION)
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['merge -m "join billing and reports"', 'merge 1f2e 3a4b']))
    .action(
      async (revisions: readonly string[], { revId, versionPath, json, ...options }: Options, command: Command) => {
        const { merge } = await import('../../commands/merge.ts')
        const { terminal } = context
        const result = await merge(await loadEnvironment(context, command), {
          revisions,
          ...options,
          ...(versionPath === undefined ? {} : { versionPath: resolve(context.cwd, versionPath) }),
          ...(revId === undefined ? {} : { revisionId: revId }),
        })
        if (json === true) terminal.json(result)
        else terminal.wrote(`${result.file}: joins ${result.merged.join(', ')}`)
      },
    )
}
