import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import * as models from '../../packages/starrocks-kit/src/models/index.ts'
import { parseServerVersion, printSchema, validateSchema } from '../../packages/starrocks-kit/src/schema/index.ts'
import type { SchemaState, Target } from '../../packages/starrocks-kit/src/schema/index.ts'
import { createProject } from '../../scripts/tutorial/play.ts'

let page = ''
beforeAll(async () => {
  page = await readFile(new URL('../../docs/models.md', import.meta.url), 'utf8')
})

test('each example of docs/models.md is the SQL that stands below it, and StarRocks takes it', async () => {
  const version = parseServerVersion('4.1')
  if (version === undefined) throw new Error('4.1 is a version')
  const target: Target = { version, runMode: 'shared_nothing' }
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-models-'))
  try {
    await createProject(folder)
    await mkdir(join(folder, 'src'))
    const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```\n\n```sql\n([\s\S]*?)^```$/gmu)]
    expect(examples.length).toBeGreaterThan(18)
    for (const [index, [, code = '', sql = '']] of examples.entries()) {
      const file = join(folder, 'src', `example-${index}.ts`)
      await writeFile(file, code)
      const state = await schemaOf(file, code)
      expect(printSchema(state, { defaultDatabase: 'shop' }), code).toBe(sql)
      expect(
        validateSchema(state, target).filter(({ severity }) => severity === 'error'),
        code,
      ).toEqual([])
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

/** Loaders do not agree on the order of exports: here it is that of the code. */
async function schemaOf(file: string, code: string): Promise<SchemaState> {
  const place = (name: string): number => code.search(new RegExp(`export (const|class) ${name} `, 'u'))
  const exported = Object.entries((await import(file)) as object).toSorted(([a], [b]) => place(a) - place(b))
  const found = models.modelsFromExports([Object.fromEntries(exported)])
  return models.schemaFromModels(found, { defaultDatabase: 'shop' }).state
}

test('docs/models.md names every function', () => {
  const names = Object.keys(models).filter((name) => !name.endsWith('Error'))
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(page))).toEqual([])
})
