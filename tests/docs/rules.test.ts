import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { LINT_RULES } from '../../packages/starrocks-kit/src/migrations/lint-rules.ts'
import { HAZARD_CODES } from '../../packages/starrocks-kit/src/plan/plan.ts'

const page = await readFile(new URL('../../docs/migrations.md', import.meta.url), 'utf8')

test('docs/migrations.md lists the rules of lint', () => {
  const listed = [...page.matchAll(/^\| (SRK\d+) \| (\S+) \| (\S+) \|/gmu)].map(([, ...cells]) => cells)
  expect(listed).toEqual(LINT_RULES.map(({ code, name, severity }) => [code, name, severity]))
})

test('docs/migrations.md lists the hazards', () => {
  const table = page.slice(page.indexOf('| Hazard |'), page.indexOf('## Stopping a run'))
  expect([...table.matchAll(/^\| `([A-Z_]+)` \|/gmu)].map(([, code]) => code)).toEqual(HAZARD_CODES)
})
