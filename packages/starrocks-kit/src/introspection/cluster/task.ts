import { redactSql } from '../../connection/index.ts'
import { parseStatements } from '../../language/index.ts'
import { statementWithoutSecrets } from '../../schema/index.ts'
import type { Task } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** Tasks that the server makes itself, for materialized views and pipes. */
const OWN_NAME = /^(?:mv|pipe)-/u

const SCHEDULE = /^PERIODICAL\s+(?:START\(([^)]*)\)\s*)?EVERY\((\d+)\s+([A-Z]+)\)/u

/** Those with a schedule: others run once and are forgotten. */
export const readTasks: ClusterReader<Task> = async (connection) => {
  const rows = await namedRows(connection, 'SELECT * FROM information_schema.tasks')
  return rows.flatMap((row): readonly Task[] => {
    const [, start, count = '', unit = ''] = SCHEDULE.exec(row('SCHEDULE')) ?? []
    if (count === '' || OWN_NAME.test(row('TASK_NAME'))) return []
    const properties = [...row('PROPERTIES').matchAll(/'([^']*)'='([^']*)'/gu)].map(
      ([, key = '', value = '']) => [key, value] as const,
    )
    return [
      {
        kind: 'Task',
        name: row('TASK_NAME'),
        database: row('DATABASE'),
        every: `${count} ${unit}`,
        ...(start === undefined ? {} : { start: start.replace('T', ' ') }),
        statement: definition(row('TASK_NAME'), row('DEFINITION')),
        ...(properties.length === 0 ? {} : { properties: Object.fromEntries(properties) }),
      },
    ]
  })
}

/** Servers show statements with the secrets that they hold. One that no parser reads is compared with nothing, and seen by people only. */
function definition(name: string, text: string): string {
  return parseStatements(text).errors.length > 0 ? redactSql(text) : statementWithoutSecrets(name, text)
}
