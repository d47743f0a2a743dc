import { capabilitiesOf, classifierFromSpecifiers, isBuiltIn } from '../../schema/index.ts'
import type { ResourceGroup, ResourceGroupClassifier } from '../../schema/index.ts'
import { namedRows } from './reader.ts'
import type { ClusterReader } from './reader.ts'

/** Columns of SHOW RESOURCE GROUPS that are no properties. */
const OTHER_COLUMNS: ReadonlySet<string> = new Set(['name', 'id', 'classifiers'])

/** `SHOW [VERBOSE] RESOURCE GROUPS ALL`: a row for each classifier. Before 3.3 it shows everything without VERBOSE. */
export const readResourceGroups: ClusterReader<ResourceGroup> = async (connection, { target }) => {
  const verbose = capabilitiesOf(target).verboseResourceGroups ? 'VERBOSE ' : ''
  const sql = `SHOW ${verbose}RESOURCE GROUPS ALL`
  const { columns } = await connection.query(sql)
  const groups = new Map<string, ResourceGroup>()
  for (const row of await namedRows(connection, sql)) {
    const name = row('name')
    if (isBuiltIn({ kind: 'ResourceGroup', name })) continue
    const classifier = classifierFromText(row('classifiers'))
    const { classifiers = [], ...group } = groups.get(name) ?? {
      kind: 'ResourceGroup',
      name,
      properties: Object.fromEntries(
        columns
          .filter((column) => !OTHER_COLUMNS.has(column.toLowerCase()))
          .map((column) => [column.toLowerCase(), row(column)]),
      ),
    }
    const all = classifier === undefined ? classifiers : [...classifiers, classifier]
    groups.set(name, { ...group, ...(all.length === 0 ? {} : { classifiers: all }) })
  }
  return [...groups.values()]
}

const SPECIFIER =
  /(?<name>[a-z_]+)(?: in \((?<list>[^)]*)\)|=(?:'(?<quoted>[^']*)'|(?<range>\[[^)]*\))|(?<plain>[^,)]*)))/gu

/** Reads what ResourceGroupClassifier.toString writes: `(id=1, weight=1.0, user=etl, query_type in (INSERT), db='a,b')`. */
function classifierFromText(text: string): ResourceGroupClassifier | undefined {
  const said = [...text.matchAll(SPECIFIER)].flatMap(({ groups }): [string, readonly string[]][] => {
    const { name = '', list, quoted, range, plain } = groups ?? {}
    if (name === 'id' || name === 'weight') return []
    return [[name, list === undefined ? [quoted ?? range ?? plain ?? ''] : list.split(/\s*,\s*/u)]]
  })
  return said.length === 0 ? undefined : classifierFromSpecifiers(said)
}
