import { clusterNameFromText } from '../../schema/index.ts'
import type { ObjectName } from '../../schema/types/names.ts'
import { CLUSTER_MODEL_FUNCTIONS, clusterKindOf, clusterPlace } from '../cluster/model.ts'
import { behindBracket } from '../source/scan.ts'
import type { ModelStyle } from './identifiers.ts'

/** A model that a source file declares, and where. Offsets are in UTF-16 units. */
export interface FoundModel {
  readonly name: ObjectName
  readonly identifier: string
  readonly style: ModelStyle
  readonly start: number
  /** Behind the call that declares it; what follows in a class is its author's. */
  readonly callEnd: number
  /** Behind the whole statement. */
  readonly end: number
}

const FUNCTIONS = ['table', 'view', 'materializedView', ...CLUSTER_MODEL_FUNCTIONS].join('|')
const DECLARATION = new RegExp(
  String.raw`^export (?:const (?<constant>[\p{ID_Continue}$]+) = |class (?<class>[\p{ID_Continue}$]+) extends )(?<function>${FUNCTIONS})(?=\(\s*(?<name>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"))`,
  'gmu',
)
const PLACE = /\b(?<key>database|catalog): (?<value>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/gu

/**
 * The models that a file declares at its top level as `export const x = table('name', ...)` or `export class X extends table('name', ...)`. Others are
 * their author's own, and are not looked at.
 */
export function findModels(source: string, defaultDatabase: string): readonly FoundModel[] {
  return [...source.matchAll(DECLARATION)].flatMap((match): FoundModel[] => {
    const { constant, class: className, name = '', function: modelFunction = '' } = match.groups ?? {}
    const identifier = constant ?? className ?? ''
    const start = match.index
    const callEnd = behindBracket(source, start + match[0].length)
    const end = callEnd === undefined ? undefined : endOfStatement(source, callEnd, className !== undefined)
    if (callEnd === undefined || end === undefined) return []
    const place = Object.fromEntries(
      [...source.slice(start, callEnd).matchAll(PLACE)].map(({ groups }) => [
        groups?.['key'] ?? '',
        unquoted(groups?.['value'] ?? ''),
      ]),
    )
    const { database = defaultDatabase, catalog } = place
    const kind = clusterKindOf(modelFunction)
    return [
      {
        name:
          kind === undefined
            ? { database, name: unquoted(name), ...(catalog === undefined ? {} : { catalog }) }
            : clusterPlace(clusterNameFromText(kind, unquoted(name), defaultDatabase, () => ({ kind, name }))),
        identifier,
        style: className === undefined ? 'table' : 'class',
        start,
        callEnd,
        end,
      },
    ]
  })
}

/** A constant ends with its line, a class with its body. */
function endOfStatement(source: string, callEnd: number, isClass: boolean): number | undefined {
  if (isClass) {
    const body = /^\s*(?=\{)/u.exec(source.slice(callEnd))
    return body === null ? undefined : behindBracket(source, callEnd + body[0].length)
  }
  return callEnd + (/^ *;?/u.exec(source.slice(callEnd))?.[0].length ?? 0)
}

/** What generated source and people write in names: escapes of quotes and backslashes. */
function unquoted(literal: string): string {
  return literal.slice(1, -1).replaceAll(/\\(.)/gsu, '$1')
}
