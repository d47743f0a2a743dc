import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { revisionDetails, revisionJson, revisionLine } from '../describe-revision.ts'
import { EXIT } from '../exit-codes.ts'

interface JsonOption {
  readonly json?: boolean
}

const isVerbose = (command: Command): boolean =>
  command.optsWithGlobals<{ readonly verbose?: boolean }>().verbose === true

export function registerCurrent(program: Command, context: CommandContext): void {
  program
    .command('current')
    .description('print what is applied to the database')
    .option('--check-heads', 'exit with 1 unless all heads are applied, and nothing is left incomplete')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['current', 'current --check-heads']))
    .action(async (options: JsonOption & { readonly checkHeads?: boolean }, command: Command) => {
      const { current } = await import('../../commands/status.ts')
      const { terminal } = context
      const result = await current(await loadEnvironment(context, command))
      const { unfinished, heads, fileHeads, place, revisions } = result
      const marks = { heads: fileHeads }
      const atHeads =
        unfinished === undefined &&
        fileHeads.every((id) => heads.includes(id)) &&
        heads.every((id) => fileHeads.includes(id))
      if (options.checkHeads === true && !atHeads) context.exit(EXIT.different)
      if (options.json === true) {
        const known = revisions.map((revision) => revisionJson(revision, marks))
        terminal.json({ place, heads, fileHeads, atHeads, revisions: known, unfinished: unfinished ?? null })
        return
      }
      if (heads.length === 0) terminal.print('nothing is applied (base)')
      for (const revision of revisions)
        terminal.print(isVerbose(command) ? revisionDetails(revision, marks) : revisionLine(revision, marks))
      for (const id of heads.filter((head) => !revisions.some((revision) => revision.id === head)))
        terminal.print(`${id} (no file of the migrations folder has it)`)
      if (unfinished !== undefined) {
        const reason = unfinished.error === undefined ? '' : `: ${unfinished.error}`
        terminal.print(
          terminal.style(
            'yellow',
            `${unfinished.direction} of ${unfinished.revision} was begun and is not complete${reason}`,
          ),
        )
      }
      if (options.checkHeads === true && !atHeads) terminal.print(`not at the heads: ${fileHeads.join(', ')}`)
    })
}

export function registerHistory(program: Command, context: CommandContext): void {
  program
    .command('history')
    .description('print the revisions, newest first')
    .option('-r, --rev-range <from:to>', 'only these, as a:b, a:, :b; current stands for what is applied')
    .option('-i, --indicate-current', 'mark what is applied to the database')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['history --indicate-current', 'history --rev-range current:']))
    .action(
      async (
        options: JsonOption & { readonly revRange?: string; readonly indicateCurrent?: boolean },
        command: Command,
      ) => {
        const { current, history, isRelativeToCurrent, revisionRange } = await import('../../commands/status.ts')
        const { terminal } = context
        const environment = await loadEnvironment(context, command)
        const graph = await history(environment)
        const { revRange = ':', indicateCurrent = false } = options
        const needsDatabase = indicateCurrent || revRange.split(':').some(isRelativeToCurrent)
        const applied = needsDatabase ? (await current(environment)).heads : undefined
        const revisions = revisionRange(graph, revRange, applied).toReversed()
        const marks = { graph, ...(indicateCurrent && applied !== undefined ? { applied } : {}) }
        if (options.json === true) {
          terminal.json(revisions.map((revision) => revisionJson(revision, marks)))
          return
        }
        if (revisions.length === 0) terminal.print('there are no revisions')
        for (const revision of revisions) {
          const from = revision.downRevisions.length === 0 ? '<base>' : revision.downRevisions.join(', ')
          terminal.print(
            isVerbose(command) ? revisionDetails(revision, marks) : `${from} -> ${revisionLine(revision, marks)}`,
          )
        }
      },
    )
}

export function registerHeads(program: Command, context: CommandContext): void {
  program
    .command('heads')
    .description('print the newest revision of each branch')
    .option('--resolve-dependencies', 'leave out those that another one depends on')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['heads', 'heads --resolve-dependencies']))
    .action(async (options: JsonOption & { readonly resolveDependencies?: boolean }, command: Command) => {
      const { heads } = await import('../../commands/status.ts')
      const { terminal } = context
      const revisions = await heads(await loadEnvironment(context, command), options)
      const marks = { heads: revisions.map(({ id }) => id) }
      if (options.json === true) {
        terminal.json(revisions.map((revision) => revisionJson(revision, marks)))
        return
      }
      if (revisions.length === 0) terminal.print('there are no revisions')
      for (const revision of revisions)
        terminal.print(isVerbose(command) ? revisionDetails(revision, marks) : revisionLine(revision, marks))
    })
}

export function registerBranches(program: Command, context: CommandContext): void {
  program
    .command('branches')
    .description('print the revisions that several follow')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['branches', 'branches --json']))
    .action(async (options: JsonOption, command: Command) => {
      const { branches } = await import('../../commands/status.ts')
      const { terminal } = context
      const points = await branches(await loadEnvironment(context, command))
      if (options.json === true) {
        const json = points.map(({ revision, children }) => ({
          ...revisionJson(revision),
          children: children.map(({ id }) => id),
        }))
        terminal.json(json)
        return
      }
      if (points.length === 0) terminal.print('there are no branches')
      for (const { revision, children } of points) {
        terminal.print(revisionLine(revision))
        for (const child of children) terminal.print(`  -> ${revisionLine(child)}`)
      }
    })
}

export function registerShow(program: Command, context: CommandContext): void {
  program
    .command('show')
    .description('print what the file of a revision says')
    .argument('<revision>', 'head, an id or its beginning, label@head, current')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['show head', 'show 1f2e --json']))
    .action(async (name: string, options: JsonOption, command: Command) => {
      const { history, show } = await import('../../commands/status.ts')
      const { terminal } = context
      const environment = await loadEnvironment(context, command)
      const marks = { graph: await history(environment) }
      const revisions = await show(environment, name)
      if (options.json === true) terminal.json(revisions.map((revision) => revisionJson(revision, marks)))
      else for (const revision of revisions) terminal.print(revisionDetails(revision, marks).trimEnd())
    })
}
