import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { parseConnectionUrl } from '../../packages/starrocks-kit/src/connection/url.ts'
import { resolveConfig } from '../../packages/starrocks-kit/src/config/resolve-config.ts'

const VALID = { connection: 'starrocks://root@127.0.0.1:9030/shop', models: './models.ts', target: { version: '3.5' } }

/** The settings that there are, as the error about one that there is not names them. */
function settingsBeside(config: object): readonly string[] {
  try {
    resolveConfig({ ...VALID, ...config }, { path: '/config.ts', shown: 'config.ts', args: { x: {} } })
  } catch (error) {
    return /the settings are ([\w, ]+)/u.exec(String(error))?.[1]?.split(', ') ?? []
  }
  return []
}

test('docs/config.md names every setting', async () => {
  const page = await readFile(new URL('../../docs/config.md', import.meta.url), 'utf8')
  for (const config of [
    { none: 1 },
    ...['ledger', 'lock', 'revisionFiles', 'compare', 'manage'].map((name) => ({ [name]: { none: 1 } })),
  ]) {
    const settings = settingsBeside(config)
    expect(settings.length, JSON.stringify(config)).toBeGreaterThan(1)
    for (const name of settings) expect(page).toMatch(new RegExp(`\`${name}(\\(.*\\))?\``, 'u'))
  }
  for (const option of optionsOfUrl()) expect(page).toContain(`\`${option}\``)
})

function optionsOfUrl(): readonly string[] {
  try {
    parseConnectionUrl(`${VALID.connection}?none=1`)
  } catch (error) {
    return /known are ([\w, ]+)/u.exec(String(error))?.[1]?.split(', ') ?? []
  }
  throw new Error('the option none is no option')
}
