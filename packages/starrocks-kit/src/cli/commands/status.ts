import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import type { Revision } from '../../migrations/index.ts'

export function registerCurrent(program: Command, context: CommandContext): void {
  program
    .command('current')
    .description('print what is applied to the database')
    .action(async (_options: object, command: Command) => {
      const { current } = await import('../../commands/status.ts')
      const { terminal } = context
      const result = await current(await loadEnvironment(context, command))
      if (result.revisions.length === 0) terminal.print('nothing is applied (base)')
      for (const revision of result.revisions) terminal.print(line(revision, result.fileHeads))
      const { unfinished } = result
      if (unfinished === undefined) return
      const reason = unfinished.error === undefined ? '' : `: ${unfinished.error}`
      terminal.print(
        terminal.style(
          'yellow',
          `${unfinished.direction} of ${unfinished.revision} was begun and is not complete${reason}`,
        ),
      )
    })
}

export function registerHistory(program: Command, context: CommandContext): void {
  program
    .command('history')
    .description('print the revisions, newest first')
    .action(async (_options: object, command: Command) => {
      const { history } = await import('../../commands/status.ts')
      const { terminal } = context
      const graph = await history(await loadEnvironment(context, command))
      const heads = graph.heads.map(({ id }) => id)
      if (graph.revisions.length === 0) terminal.print('there are no revisions')
      for (const revision of graph.revisions.toReversed()) {
        const from = revision.downRevisions.length === 0 ? '<base>' : revision.downRevisions.join(', ')
        terminal.print(`${from} -> ${line(revision, heads)}`)
      }
    })
}

export function registerHeads(program: Command, context: CommandContext): void {
  program
    .command('heads')
    .description('print the newest revision of each branch')
    .action(async (_options: object, command: Command) => {
      const { heads } = await import('../../commands/status.ts')
      const { terminal } = context
      const revisions = await heads(await loadEnvironment(context, command))
      if (revisions.length === 0) terminal.print('there are no revisions')
      for (const revision of revisions) terminal.print(line(revision, [revision.id]))
    })
}

/** `1f2e3d4c5b6a (head), create initial schema` */
function line({ id, message, branchLabels }: Revision, heads: readonly string[]): string {
  const marks = [...branchLabels, ...(heads.includes(id) ? ['head'] : [])]
  const marked = marks.length === 0 ? id : `${id} (${marks.join(', ')})`
  return message === '' ? marked : `${marked}, ${message.split('\n')[0]}`
}
