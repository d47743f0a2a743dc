import { parseStatement } from 'starrocks-kit/language'
import type { TaskEntry } from '../../catalog/data/cluster-objects.ts'
import { runStatement } from '../run-statement.ts'
import type { ServerState } from '../server-state.ts'
import { SessionState } from '../session-state.ts'

/** Runs the statement of a task as its creator would, in a session of its own that no client sees. */
export async function executeTask(task: TaskEntry, server: ServerState): Promise<void> {
  const [, name = 'root', host = '%'] = /^'(.*)'@'(.*)'$/.exec(task.creator) ?? []
  const session = new SessionState(
    server,
    { name, host },
    {
      connectionId: 0,
      host: server.address().host,
      port: 0,
      secure: false,
      attributes: {},
      cancel: () => {},
      disconnect: () => {},
    },
  )
  session.place.use([task.database])
  for (const [key, value] of Object.entries(task.properties))
    if (key.startsWith('session.')) session.variables.set(key.slice('session.'.length), value)
  const statement = parseStatement(task.definition, { positions: true })
  session.begin(task.definition, new AbortController().signal)
  try {
    await runStatement(statement, { sql: task.definition, text: task.definition }, session)
  } finally {
    session.end()
    await session.temporary.close()
  }
}
