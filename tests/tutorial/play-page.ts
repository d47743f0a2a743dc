import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { expect } from 'vitest'
import { matchesShown, parseTutorial } from '../../scripts/tutorial/parse.ts'
import type { TutorialStep } from '../../scripts/tutorial/parse.ts'
import { createProject, playTutorial } from '../../scripts/tutorial/play.ts'

/**
 * Plays a page of docs/ in a project of its own: every exit code and every output must be what the page says. A page that runs SQL gets a server, to which
 * `STARROCKS_URL` leads. Gives the number of commands.
 */
export async function playPage(page: string): Promise<number> {
  const steps = parseTutorial(await readFile(new URL(`../../docs/${page}`, import.meta.url), 'utf8'))
  if (!steps.some(({ kind }) => kind === 'sql')) return playSteps(steps, {})
  await using server = await startServer()
  const connection = await connect(server.url)
  await connection.query('CREATE DATABASE shop')
  await connection.close()
  return await playSteps(steps, { STARROCKS_URL: `${server.url}/shop` })
}

async function playSteps(steps: readonly TutorialStep[], env: NodeJS.ProcessEnv): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-tutorial-'))
  try {
    await createProject(folder)
    let output = ''
    let commands = 0
    for await (const { step, result, isLast } of playTutorial(steps, folder, env)) {
      if (result.kind === 'shown-file' && !matchesShown(result.shown, result.actual))
        expect(result.actual).toBe(result.shown)
      if (result.kind !== 'command' || step.kind !== 'commands') continue
      commands++
      output += result.output
      const expected = isLast ? step.exitCode : 0
      expect(result.exitCode, `${result.command}\n${result.output}`).toBe(expected)
      if (!isLast) continue
      if (step.output !== undefined && !matchesShown(step.output, output)) expect(output).toBe(step.output)
      output = ''
    }
    return commands
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
