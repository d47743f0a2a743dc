import { clusterLabel, unseenOf } from '../../schema/index.ts'
import type { ClusterObject } from '../../schema/index.ts'
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
  return comment(lines)
}

/** What stands in the file for an object that the server does not show whole: what is known of it, to be completed. */
export function unseenComment(object: ClusterObject, code: string): string {
  const unseen = unseenOf(object)
  return comment([
    `The server does not show ${unseen.join(', ')} of the ${clusterLabel(object)}: complete what follows, and take the comment signs away.`,
    ...code.split('\n'),
  ])
}

function comment(lines: readonly string[]): string {
  return lines
    .flatMap((line) => line.split(/\r\n|\r|\n|\u2028|\u2029/))
    .map((line) => `// ${line}`.trimEnd())
    .join('\n')
}
