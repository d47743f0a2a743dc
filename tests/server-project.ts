import { startServer } from 'starrocks-embedded'
import type { EmbeddedServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import type { Connection } from 'starrocks-kit'
import { configFile, withProject } from './project.ts'
import type { Project } from './project.ts'

/** A project with a server of its own. */
export interface ServerProject extends Project {
  readonly server: EmbeddedServer
  /** A session that is in no database. */
  readonly sql: Connection
}

/** Makes a server with an empty database `demo` and a project whose config leads there, does the work and ends both. */
export async function withServerProject(work: (project: ServerProject) => Promise<void>): Promise<void> {
  const server = await startServer({})
  const sql = await connect(server.url)
  try {
    await sql.query('CREATE DATABASE demo')
    await withProject(async (project) => {
      await project.write('starrocks.config.ts', configFile(`'${server.url}/demo'`))
      await work({ ...project, server, sql })
    })
  } finally {
    await sql.close()
    await server.close()
  }
}
