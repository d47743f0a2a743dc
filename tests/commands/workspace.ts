import { loadEnvironment } from 'starrocks-kit'
import type { Environment, Logger } from 'starrocks-kit'
import { withProject } from '../project.ts'
import type { Project } from '../project.ts'

/** A project of a user, and environments in it: one for each state of the models, because a module is loaded once only. */
export interface Workspace extends Project {
  environment(models: string, settings?: Settings): Promise<Environment>
}

interface Settings {
  readonly logger?: Logger
  /** The config's target; the embedded server's own by default. */
  readonly version?: string
  /** More settings, as source text. */
  readonly more?: string
}

/** A logger that keeps what it is told. */
export function recorder(): Logger & { readonly messages: string[] } {
  const messages: string[] = []
  const record = (message: string): void => void messages.push(message)
  return { messages, debug: record, info: record, warn: record }
}

/** Makes a project whose connection leads to `url`, does the work and removes it. */
export async function withWorkspace(url: string, work: (workspace: Workspace) => Promise<void>): Promise<void> {
  let count = 0
  await withProject(async (project) => {
    await work({
      ...project,
      environment: async (models, { logger = recorder(), version = '3.5', more = '' } = {}) => {
        const number = ++count
        await project.write(`src/models-${number}.ts`, models)
        await project.write(
          `config-${number}.ts`,
          `export default {
  connection: ${JSON.stringify(url)},
  models: './src/models-${number}.ts',
  migrations: './migrations',
  target: { version: '${version}', runMode: 'shared_nothing' },
  ledger: { properties: { replication_num: '1' } },
  ${more}
}
`,
        )
        return loadEnvironment({ cwd: project.folder, configPath: `config-${number}.ts`, logger })
      },
    })
  })
}
