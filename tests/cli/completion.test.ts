import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { withProject } from '../project.ts'

test('shells complete commands, options and their values', async () => {
  await withProject(async ({ cli }) => {
    expect((await cli('complete -- up')).output).toMatch(/^upgrade\t/mu)
    expect((await cli('complete -- pull --lay')).output).toMatch(/^--layout\t/mu)
    expect((await cli('complete -- pull --layout ""')).output).toMatch(/^per-object\t/mu)
    const { output, exitCode } = await cli('complete bash')
    expect(exitCode).toBe(0)
    execFileSync('bash', ['-n'], { input: output })
    expect((await cli('--help')).output).toContain('complete <shell>')
  })
})
