import type { Command } from 'commander'
import type { Environment } from '../commands/environment.ts'
import type { ExitCode } from './exit-codes.ts'
import { terminalLogger } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** What a command of the CLI works with. */
export interface CommandContext {
  readonly cwd: string
  readonly terminal: Terminal
  exit(code: ExitCode): void
}

interface GlobalOptions {
  readonly config?: string
  readonly verbose?: boolean
}

/** The user's config, found and loaded. Commands that need none (init) must not call this. */
export async function loadEnvironment(context: CommandContext, command: Command): Promise<Environment> {
  const { config, verbose = false } = command.optsWithGlobals<GlobalOptions>()
  const { loadEnvironment: load } = await import('../commands/environment.ts')
  return load({
    cwd: context.cwd,
    logger: terminalLogger(context.terminal, { verbose }),
    ...(config === undefined ? {} : { configPath: config }),
  })
}
