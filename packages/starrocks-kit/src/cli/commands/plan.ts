import type { Command } from 'commander'
import type { Direction } from '../../migrations/index.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { tagOption } from '../tag-option.ts'

interface Options {
  readonly json?: boolean
  readonly downgrade?: boolean
}

export function registerPlan(program: Command, context: CommandContext): void {
  program
    .command('plan')
    .description('print what an upgrade would run: statements, jobs, hazards, sizes of tables')
    .argument('[revision]', 'head, heads, +1, an id or its beginning', 'head')
    .option('--downgrade', 'of a downgrade to the revision instead')
    .option('--json', 'print JSON')
    .addOption(tagOption())
    .addHelpText('after', examples(['plan', 'plan +1 --json', 'plan base --downgrade']))
    .action(async (revision: string, options: Options, command: Command) => {
      await printPlan(context, command, options.downgrade === true ? 'downgrade' : 'upgrade', revision, options)
    })
}

/** What `plan` and `--dry-run` print. */
export async function printPlan(
  context: CommandContext,
  command: Command,
  direction: Direction,
  revision: string,
  options: { readonly json?: boolean },
): Promise<void> {
  const { plan } = await import('../../commands/plan.ts')
  const { describePlan, planJson } = await import('../describe-plan.ts')
  const { terminal } = context
  const result = await plan(await loadEnvironment(context, command), { revision, direction })
  if (options.json === true) terminal.json(planJson(result))
  else terminal.print(describePlan(result, terminal))
}
