import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
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
  const { findConfig } = await import('../config/index.ts')
  const { loadEnvironment: load } = await import('../commands/environment.ts')
  const configPath = config === undefined ? await findConfig(context.cwd) : resolve(context.cwd, config)
  // What a config names (the folder of an embedded server, say) is relative to it, wherever the command is run.
  if (configPath !== undefined && existsSync(dirname(configPath))) process.chdir(dirname(configPath))
  return load({
    cwd: process.cwd(),
    logger: terminalLogger(context.terminal, { verbose }),
    ...(configPath === undefined ? {} : { configPath }),
  })
}
