import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { describe, expect, test } from 'vitest'

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url))
const execute = promisify(execFile)

describe.each(['starrocks-kit', 'starrocks-embedded'])('%s', (name) => {
  test('the packed files hold everything that package.json names', { timeout: 60_000 }, async () => {
    const { messages, pkg } = await publint({ pkgDir: join(PACKAGES, name), strict: true })
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
  })

  test('the source has no word of its author’s machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-pack-'))
    try {
      await execute('npm', ['pack', '--pack-destination', folder], { cwd: join(PACKAGES, name) })
      const [tarball = ''] = await readdir(folder)
      await execute('tar', ['-xzf', join(folder, tarball), '-C', folder])
      const files = (await readdir(join(folder, 'package'), { recursive: true, withFileTypes: true })).filter((e) =>
        e.isFile(),
      )
      expect(files.map((file) => file.name)).toContain('package.json')
      for (const file of files) {
        const text = await readFile(join(file.parentPath, file.name), 'utf8')
        expect(text, file.name).not.toContain(PACKAGES)
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
