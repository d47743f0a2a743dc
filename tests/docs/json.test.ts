import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { configFile, withProject } from '../project.ts'

const MODELS = `import { bigint, hash, table, varchar } from 'starrocks-kit'

console.log('models are evaluated')
export const users = table('users', { id: bigint().notNull(), name: varchar(100) }, (t) => ({
  key: 'DUPLICATE KEY(id)',
  distributedBy: hash(t.id).buckets(1),
}))
`

/** In the order in which a project goes through them: the command of the page, and the words behind it. */
const PLAYED: readonly (readonly [string, string?])[] = [
  ['check'],
  ['generate types'],
  ['push', '--dry-run'],
  ['revision', '--autogenerate'],
  ['plan'],
  ['upgrade --sql'],
  ['upgrade'],
  ['current'],
  ['history'],
  ['show', 'head'],
  ['lint', '--json'],
  ['compare', 'users'],
  ['diff', 'models head'],
  ['verify'],
  ['pull'],
  ['export'],
  ['stamp', 'head'],
  ['stamp --sql', 'head'],
  ['ensure-version'],
  ['up'],
  ['unlock'],
  ['accept-edits'],
  ['squash', 'head'],
  ['downgrade', 'base'],
]

test('commands print the fields that docs/how-to-json.md names', { timeout: 180_000 }, async () => {
  const page = await readFile(new URL('../../docs/how-to-json.md', import.meta.url), 'utf8')
  const rows = page.matchAll(/^\| (`[a-z].*?) \| (.*?) \|$/gmu)
  const words = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/gu)].map(([, word = '']) => word)
  const fields = new Map(
    [...rows].flatMap(([, commands = '', named = '']) =>
      words(commands).map((command): [string, readonly string[]] => [command, words(named.split(', and ')[0] ?? '')]),
    ),
  )
  await withProject(async ({ folder, cli, write }) => {
    const run = async (command: string): Promise<unknown> => {
      // Standard error has what is for people.
      const { output } = await cli(`${command} 2>>stderr.txt`)
      return JSON.parse(output)
    }
    await write('starrocks.config.ts', configFile(`embedded({ dataDirectory: '.starrocks', database: 'demo' })`))
    await write('src/models.ts', MODELS)
    for (const [command, more = ''] of PLAYED) {
      const printed = await run(`${command} ${more} --json`)
      const one = Array.isArray(printed) ? (printed as readonly unknown[])[0] : printed
      expect(Object.keys(one as object).toSorted(), command).toEqual(fields.get(command)?.toSorted())
    }
    expect(await readFile(`${folder}/stderr.txt`, 'utf8')).toContain('models are evaluated')

    const [, shown = ''] = /```json\n([\s\S]*?)```/u.exec(page) ?? []
    expect(await run('compare usrs --json')).toEqual(JSON.parse(shown))
    expect(await run('check --strct --json')).toMatchObject({ error: { code: 'USAGE' } })
    expect(await run('adopt --json')).toMatchObject({ error: { code: 'REFUSED_ADOPT' } })
  })
})
