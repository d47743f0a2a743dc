import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { VERSION_PATH_OPTION } from '../version-path-option.ts'

interface Options {
  readonly message?: string
  readonly branchLabel?: string
  readonly revId?: string
  readonly splice?: boolean
  readonly versionPath?: string
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
    .action(async (revisions: readonly string[], { revId, versionPath, ...options }: Options, command: Command) => {
      const { merge } = await import('../../commands/merge.ts')
      const { terminal } = context
      const { file, merged } = await merge(await loadEnvironment(context, command), {
        revisions,
        ...options,
        ...(versionPath === undefined ? {} : { versionPath: resolve(context.cwd, versionPath) }),
        ...(revId === undefined ? {} : { revisionId: revId }),
      })
      terminal.wrote(`${file}: joins ${merged.join(', ')}`)
    })
}
