import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'

export function registerAcceptEdits(program: Command, context: CommandContext): void {
  program
    .command('accept-edits')
    .description('accept that files of applied revisions were edited: what they say now counts as what has run')
    .argument('[revisions...]', 'which (default: all that were edited)')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['accept-edits', 'accept-edits 1f2e 3a4b']))
    .action(async (revisions: readonly string[], { json }: { readonly json?: boolean }, command: Command) => {
      const { acceptEdits } = await import('../../commands/drift.ts')
      const { terminal } = context
      const accepted = await acceptEdits(await loadEnvironment(context, command), { revisions })
      if (json === true) terminal.json({ accepted })
      else terminal.print(accepted.length === 0 ? 'no applied revision was edited' : `accepted: ${accepted.join(', ')}`)
    })
}
