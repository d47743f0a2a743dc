import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import type { Environment } from '../commands/environment.ts'
import type { RunArguments } from '../migrations/index.ts'
import { compact } from '../util/compact.ts'
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
  readonly env?: string
  readonly x?: readonly string[]
  /** Of those commands that have it. */
  readonly tag?: string
}

/** What the command line says to the functions of the config and to revisions. */
function runArguments({ env, x = [], tag }: GlobalOptions): RunArguments {
  const values = x.map((text): [string, string] => {
    const [key = '', ...value] = text.split('=')
    return [key, value.join('=')]
  })
  return { ...compact({ env, tag }), x: Object.fromEntries(values) }
}

/** The user's config, found and loaded. Commands that need none (init) must not call this. */
export async function loadEnvironment(context: CommandContext, command: Command): Promise<Environment> {
  const options = command.optsWithGlobals<GlobalOptions>()
  const { config, verbose = false } = options
  const { findConfig } = await import('../config/index.ts')
  const { loadEnvironment: load } = await import('../commands/environment.ts')
  const configPath = config === undefined ? await findConfig(context.cwd) : resolve(context.cwd, config)
  // What a config names (the folder of an embedded server, say) is relative to it, wherever the command is run.
  if (configPath !== undefined && existsSync(dirname(configPath))) process.chdir(dirname(configPath))
  return load({
    cwd: process.cwd(),
    logger: terminalLogger(context.terminal, { verbose }),
    args: runArguments(options),
    ...(configPath === undefined ? {} : { configPath }),
  })
}
