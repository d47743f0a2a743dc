import { quoteIdentifier, splitStatements } from '../../language/index.ts'
import { pipeFromStatement } from '../../schema/index.ts'
import type { Pipe } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** SHOW PIPES of each database, and DESC PIPE: it shows the statement as it was written, and the properties that were said. */
export const readPipes: ClusterReader<Pipe> = async (connection, { databases }) => {
  const pipes: Pipe[] = []
  for (const database of databases)
    for (const row of await namedRows(connection, `SHOW PIPES FROM ${quoteIdentifier(database)}`)) {
      const name = row('PIPE_NAME')
      const [shown] = await namedRows(connection, `DESC PIPE ${quoteIdentifier(database)}.${quoteIdentifier(name)}`)
      if (shown === undefined) continue
      const properties = shown('PROPERTIES')
      pipes.push(
        pipeFromStatement(
          `${database}.${name}`,
          // What was sent behind the statement is kept with it.
          splitStatements(shown('SQL'))[0]?.text ?? '',
          properties === '' ? {} : (JSON.parse(properties) as Readonly<Record<string, string>>),
        ),
      )
    }
  return pipes
}
