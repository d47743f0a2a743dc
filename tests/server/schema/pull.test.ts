import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { modelsFromExports } from 'starrocks-kit'
import type { AnyModel } from 'starrocks-kit'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { generateModels, modelFileText } from '../../../packages/starrocks-kit/src/codegen/index.ts'
import { introspectSchema } from '../../../packages/starrocks-kit/src/introspection/index.ts'
import { eachVersion, serverTest } from '../support/database.ts'
import { changeTo, compare, differences } from '../support/law.ts'
import { isOlder } from '../support/since.ts'
import { CASES } from './cases/all.ts'

const KIT = fileURLToPath(new URL('../../../packages/starrocks-kit/src/index.ts', import.meta.url))

let folder = ''
let files = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-pull-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** The models of a generated file: it is written and imported, as a user's is. */
async function evaluate(source: string): Promise<readonly AnyModel[]> {
  const file = join(folder, `models-${files++}.ts`)
  await writeFile(file, source)
  return modelsFromExports([(await import(/* @vite-ignore */ pathToFileURL(file).href)) as object])
}

/** The versions stand for the ways of showing a query and an expression; cloud-native objects show more properties. */
const SERVERS = [
  ...eachVersion(['3.3', '3.5', '4.1']),
  ['4.1, shared-data', serverTest({ version: '4.1', runMode: 'shared_data' })] as const,
]

/** Law 5 on a server: models written from what it has describe it. */
describe.each(SERVERS)('StarRocks %s', (_version, test) => {
  describe.each(CASES)('%s', (_kind, cases) => {
    test.for(cases)('$name', async ({ models, since }, { database, skip }) => {
      skip(isOlder(database.target, since), `needs StarRocks ${since}`)
      const { name, target, connection } = database
      await changeTo(database, models)
      const live = await introspectSchema(connection, { databases: [name], target })
      for (const style of ['table', 'class'] as const) {
        const [file] = generateModels(live, { defaultDatabase: name, style, target, importFrom: KIT })
        const source = file === undefined ? '' : modelFileText(file)
        // Everything here is kept in the storage volume of the database.
        expect(source).not.toContain('storage_volume')
        const pulled = await evaluate(source)
        expect(pulled).toHaveLength(models.length)
        const { diff } = await compare(database, pulled)
        expect(differences(diff), source).toEqual([])
        expect(diff.operations).toEqual([])
      }
    })
  })
})
