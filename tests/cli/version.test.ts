import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { VERSION } from '../../packages/starrocks-kit/src/util/version.ts'
import { withProject } from '../project.ts'

test('the version is that of package.json', async () => {
  const text = await readFile(new URL('../../packages/starrocks-kit/package.json', import.meta.url), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ version: VERSION })
  await withProject(async ({ cli }) => {
    expect(await cli('--version')).toEqual({ output: `${VERSION}\n`, exitCode: 0 })
  })
})
