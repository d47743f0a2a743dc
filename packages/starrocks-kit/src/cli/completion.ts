import type { Command } from 'commander'
import { examples } from './examples.ts'

/** The command that shells call, and that prints what sets them up. */
export const COMPLETE = 'complete'

/** The program's commands and options for the completion of bash, zsh, fish and PowerShell. Loaded only when a shell asks. */
export async function addCompletion(program: Command): Promise<void> {
  const { default: tab } = await import('@bomb.sh/tab/commander')
  tab(program)
}

/** What the help says of it. */
export function describeCompletion(program: Command): void {
  program
    .command(COMPLETE)
    .description('print a script that completes commands and options in bash, zsh, fish or powershell')
    .argument('<shell>')
    .addHelpText(
      'after',
      examples([
        'complete bash > ~/.starrocks-kit.bash',
        'complete fish > ~/.config/fish/completions/starrocks-kit.fish',
      ]),
    )
}
