import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'

export function registerUnlock(program: Command, context: CommandContext): void {
  program
    .command('unlock')
    .description('remove the lock that an interrupted run has left')
    .option('--force', 'also when its holder still gives signs of life')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['unlock', 'unlock --force']))
    .action(async ({ json, ...options }: { readonly force?: boolean; readonly json?: boolean }, command: Command) => {
      const { unlock } = await import('../../commands/unlock.ts')
      const { describeHolder } = await import('../../migrations/index.ts')
      const { terminal } = context
      const { place, count, removed } = await unlock(await loadEnvironment(context, command), options)
      if (json === true) terminal.json({ place, removed, count })
      else if (count === 0) terminal.print(`${place} is not locked`)
      else
        terminal.print(
          `removed the lock on ${place}${removed.map((holder) => ` of ${describeHolder(holder)}`).join('; ')}`,
        )
    })
}
