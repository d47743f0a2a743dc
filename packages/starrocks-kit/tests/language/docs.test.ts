import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { formatWithOptions } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as language from '../../src/language/index.ts'

// The page says below each example what it prints; that the examples compile is tested with those of the other pages.

const PAGE = readFileSync(new URL('../../../../docs/language.md', import.meta.url), 'utf8')
const EXAMPLES = [...PAGE.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
const IMPORT = /^import (\{.*\}) from 'starrocks-kit\/language'$/gm

/** What an example prints, as the console would show it. */
function run(code: string): string {
  const printed: string[] = []
  const console = {
    log: (...values: unknown[]) => printed.push(formatWithOptions({ breakLength: Infinity }, ...values)),
  }
  const script = stripTypeScriptTypes(code.replaceAll(IMPORT, 'const $1 = language'))
  // oxlint-disable-next-line no-new-func -- the examples of our own page
  new Function('language', 'console', script)(language, console)
  return printed.join('\n')
}

describe('docs/language.md', () => {
  it('has an example for each part', () => {
    expect(EXAMPLES.length).toBeGreaterThan(5)
  })

  it.each(EXAMPLES.map((code) => [code.split('\n')[2] ?? '', code] as const))('prints what it says: %s', (_, code) => {
    const shown = [...code.matchAll(/^\/\/ ?(.*)$/gm)].map(([, line = '']) => line).join('\n')
    expect(run(code)).toBe(shown)
  })

  it('is linked from the README', () => {
    const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8')
    expect(readme).toContain('(docs/language.md)')
  })
})
