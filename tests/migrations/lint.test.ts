import { expect, test } from 'vitest'
import { configFile, withProject } from '../project.ts'
import { createTable, revisionText } from './support.ts'

test('lint: rules, places, ignore comments, config, JSON and SARIF', { timeout: 120_000 }, () =>
  withProject(async ({ cli, write }) => {
    await write('starrocks.config.ts', configFile())
    await write('migrations/aa.mjs', revisionText('aa', null, [createTable('t')], [`op.dropTable('t')`]))
    const clean = await cli('lint')
    expect(clean.output.trim()).toBe('0 errors, 0 warnings')
    expect(clean.exitCode).toBe(0)

    const bad = [
      `op.modifyColumn('t', { name: 'v', type: 'BIGINT' })`,
      `op.execute('INSERT INTO t VALUES (1, 1)')`,
      `op.dropColumn('t', 'v')`,
    ]
    const code = [
      `op.run(async function fill() {}, { effect: 'none', repeatable: true })`,
      `op.run(async function guess() {})`,
      `op.run(async function once() {}, { effect: 'none' })`,
    ]
    await write('migrations/bb.mjs', revisionText('bb', 'aa', [...bad, ...code]))
    const found = await cli('lint')
    expect(found.output).toContain('migrations/bb.mjs:5 warning SRK004 (full-rewrite)')
    expect(found.output).toContain('migrations/bb.mjs:6 warning SRK007 (hand-written): op.execute')
    expect(found.output).toContain('bb.mjs:9 warning SRK007 (hand-written): op.run (guess): it does not say its effect')
    expect(found.output).toContain('bb.mjs:10 warning SRK007 (hand-written): op.run (once): it does not say repeatable')
    expect(found.output).not.toContain('(fill)')
    expect(found.output).toContain('migrations/bb.mjs:7 error SRK001 (data-loss): the column v of demo.t is dropped')
    expect(found.output).toContain('migrations/bb.mjs:2 warning SRK008 (empty-downgrade)')
    expect(found.exitCode).toBe(1)
    expect((await cli('lint -r aa:aa')).exitCode).toBe(0)

    const json = JSON.parse((await cli('lint --format json')).output) as readonly { readonly code: string }[]
    expect(json).toContainEqual(expect.objectContaining({ code: 'SRK001', severity: 'error', line: 7, revision: 'bb' }))
    expect(JSON.parse((await cli('lint --format sarif')).output)).toMatchObject({
      version: '2.1.0',
      runs: [
        { results: expect.arrayContaining([expect.objectContaining({ ruleId: 'SRK001', level: 'error' })]) as unknown },
      ],
    })

    const quiet = [`// starrocks-kit-ignore SRK001: nobody reads it`, ...bad.slice(2)]
    await write('migrations/bb.mjs', `// starrocks-kit-ignore-file SRK003, SRK008\n${revisionText('bb', 'aa', quiet)}`)
    const ignored = await cli('lint')
    expect(ignored.output.trim()).toBe('0 errors, 0 warnings')
    await write('migrations/bb.mjs', `${revisionText('bb', 'aa', bad.slice(2))}export const allowDestructive = true\n`)
    const allowed = await cli('lint')
    expect(allowed.output).not.toContain('SRK001')
    expect(allowed.exitCode).toBe(0)
    expect((await cli('lint --strict')).exitCode).toBe(1)

    await write(
      'starrocks.config.ts',
      configFile().replace('target:', `lint: { SRK008: 'error', SRK003: 'off' },\n  target:`),
    )
    const configured = await cli('lint')
    expect(configured.output).toContain('error SRK008')
    expect(configured.output).not.toContain('SRK003')
    expect(configured.exitCode).toBe(1)
  }),
)
