import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import type { SourceContext } from '../commands/schema-source.ts'
import { parseServerVersion } from '../schema/capabilities.ts'
import type { RunMode, ServerVersion } from '../schema/index.ts'
import { loadEnvironment } from './context.ts'
import type { CommandContext } from './context.ts'
import { terminalLogger } from './terminal.ts'

/** What files are read as where no project says it. */
const DEFAULT_VERSION: ServerVersion = { major: 3, minor: 5, patch: 0, label: '3.5' }
const DEFAULT_DATABASE = 'main'

export interface SourceOptions {
  readonly target?: ServerVersion
  readonly runMode?: RunMode
}

/** Options of commands that read schemas from anywhere, and the help on what a schema is. */
export function addSourceOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--target <version>',
        `the StarRocks version that files are read as (default: the config's, else ${DEFAULT_VERSION.label})`,
      ).argParser(version),
    )
    .addOption(
      new Option('--run-mode <mode>', "its run mode (default: the config's)").choices([
        'shared_nothing',
        'shared_data',
      ]),
    )
    .addHelpText('after', SOURCES_HELP)
}

const SOURCES_HELP =
  '\nA schema is one of: models, database (those of the project), starrocks://user@host:9030/database, a .sql file or a folder of them,\n' +
  'a .json file that export has written, or a revision: an id or its beginning, head, base.'

/** The project where there is one; files and servers can be read without. */
export async function sourceContext(
  context: CommandContext,
  command: Command,
  { target, runMode }: SourceOptions,
): Promise<SourceContext> {
  const { ConfigNotFoundError } = await import('../config/index.ts')
  const { verbose = false, config } = command.optsWithGlobals<{ verbose?: boolean; config?: string }>()
  const environment = await loadEnvironment(context, command).catch((error: unknown) => {
    if (error instanceof ConfigNotFoundError && config === undefined) return undefined
    throw error
  })
  const known = environment?.config.target
  return {
    ...(environment === undefined ? {} : { environment }),
    target: {
      version: target ?? known?.version ?? DEFAULT_VERSION,
      runMode: runMode ?? known?.runMode ?? 'shared_nothing',
    },
    cwd: context.cwd,
    defaultDatabase: environment?.defaultDatabase ?? DEFAULT_DATABASE,
    logger: environment?.logger ?? terminalLogger(context.terminal, { verbose }),
  }
}

function version(text: string): ServerVersion {
  const parsed = parseServerVersion(text)
  if (parsed === undefined) throw new InvalidArgumentError('It is no version of StarRocks, such as 3.5 or 3.5.7.')
  return parsed
}
