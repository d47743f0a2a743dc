import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createProject, run } from '../scripts/tutorial/play.ts'

/** A user's project in a temporary folder, with both packages installed as built. */
export interface Project {
  readonly folder: string
  write(path: string, content: string): Promise<void>
  /** Runs the CLI as a user would. */
  cli(args: string): Promise<{ readonly output: string; readonly exitCode: number }>
}

/** Makes a project, does the work and removes it. */
export async function withProject(
  work: (project: Project) => Promise<void>,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-test-'))
  try {
    await createProject(folder)
    await work({
      folder,
      write: async (path, content) => {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), content)
      },
      cli: (args) => run(`starrocks-kit ${args}`, folder, { STARROCKS_URL: undefined, ...env }),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The text of a config; `connection` is an expression. */
export function configFile(connection = `'starrocks://root@127.0.0.1:9030/demo'`): string {
  return `import { embedded } from 'starrocks-embedded'
import { defineConfig } from 'starrocks-kit'

void embedded
export default defineConfig({
  connection: ${connection},
  models: './src/models.ts',
  migrations: './migrations',
  target: { version: '3.5', runMode: 'shared_nothing' },
})
`
}

/** The text of a config that leads to the server of `STARROCKS_URL`, where the ledger has one replica. */
export function serverConfigFile(models = './src/models.ts'): string {
  return `import { defineConfig } from 'starrocks-kit'
export default defineConfig({
  connection: process.env['STARROCKS_URL'],
  models: '${models}',
  target: { version: '3.5', runMode: 'shared_nothing' },
  ledger: { properties: { replication_num: '1' } },
})
`
}

/** The text of a revision file that changes nothing. */
export function revisionFile(revision: string, downRevision: string | null): string {
  return `import type { Op } from 'starrocks-kit'

export const revision = '${revision}'
export const downRevision = ${downRevision === null ? 'null' : `'${downRevision}'`}

export function upgrade(_op: Op): void {}

export function downgrade(_op: Op): void {}
`
}
