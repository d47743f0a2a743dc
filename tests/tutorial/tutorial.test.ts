import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { matchesShown, parseTutorial } from '../../scripts/tutorial/parse.ts'
import { createProject, playTutorial } from '../../scripts/tutorial/play.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

test('the tutorial does what the page says', { timeout: 180_000 }, async () => {
  const steps = parseTutorial(await readFile(new URL('../../docs/tutorial.md', import.meta.url), 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-tutorial-'))
  folders.push(folder)
  await createProject(folder)
  let output = ''
  let commands = 0
  for await (const { step, result, isLast } of playTutorial(steps, folder)) {
    if (result.kind === 'shown-file') expect(result.actual).toBe(result.shown)
    if (result.kind !== 'command' || step.kind !== 'commands') continue
    commands++
    output += result.output
    const expected = isLast ? step.exitCode : 0
    expect(result.exitCode, `${result.command}\n${result.output}`).toBe(expected)
    if (!isLast) continue
    if (step.output !== undefined && !matchesShown(step.output, output)) expect(output).toBe(step.output)
    output = ''
  }
  expect(commands).toBeGreaterThan(20)
})
