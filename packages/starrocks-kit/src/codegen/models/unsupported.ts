import { objectNameText } from '../../schema/state.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import type { UnsupportedObject } from '../../schema/types/schema-state.ts'

/** What stands in the file for an object that was not understood: its name, the reason, and the server's own text. */
export function unsupportedComment(name: ObjectName, object: UnsupportedObject): string {
  const lines = [
    `${objectNameText(name)} is not managed: ${object.reason}`,
    'Its definition on the server:',
    '',
    ...object.createStatement.trim().split(/\r\n|\r|\n|\u2028|\u2029/),
  ]
  return lines
    .flatMap((line) => line.split(/\r\n|\r|\n|\u2028|\u2029/))
    .map((line) => `// ${line}`.trimEnd())
    .join('\n')
}
