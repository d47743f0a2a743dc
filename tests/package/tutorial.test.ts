import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { matchesShown, parseTutorial } from '../../scripts/tutorial/parse.ts'
import { createProject, playTutorial } from '../../scripts/tutorial/play.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const NAMES = ['starrocks-kit', 'starrocks-embedded'] as const
const execute = promisify(execFile)

/** The packages as a registry would deliver them, in a folder of their own: whatever is not packed is not there. */
async function unpackInto(folder: string): Promise<void> {
  for (const name of NAMES) {
    const target = join(folder, name)
    await mkdir(target, { recursive: true })
    const { stdout } = await execute('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: join(ROOT, 'packages', name),
    })
    await execute('tar', ['-xzf', join(folder, stdout.trim()), '-C', target, '--strip-components=1'])
  }
}

/** What an installation adds: the dependencies that the packages declare, from this repository's own, and no others. */
async function linkDependencies(packages: string): Promise<void> {
  for (const name of NAMES) {
    const { dependencies } = JSON.parse(await readFile(join(packages, name, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
    }
    for (const dependency of Object.keys(dependencies)) {
      const isOwn = NAMES.some((own) => own === dependency)
      const target = isOwn ? join(packages, dependency) : join(ROOT, 'node_modules', dependency)
      const link = join(packages, name, 'node_modules', dependency)
      await mkdir(join(link, '..'), { recursive: true })
      await symlink(target, link, 'dir')
    }
  }
}

test('the packed packages play the first four sections of the tutorial', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-packed-'))
  try {
    const packages = join(folder, 'packages')
    await unpackInto(packages)
    await linkDependencies(packages)
    const project = join(folder, 'project')
    await mkdir(project)
    await createProject(project, packages)

    const steps = parseTutorial(await readFile(join(ROOT, 'docs/tutorial.md'), 'utf8'))
    const end = steps.findIndex((step) => step.kind === 'heading' && step.text.startsWith('5.'))
    expect(end).toBeGreaterThan(0)
    let commands = 0
    let output = ''
    for await (const { step, result, isLast } of playTutorial(steps.slice(0, end), project, {
      STARROCKS_URL: undefined,
    })) {
      if (result.kind === 'shown-file') expect(result.actual).toBe(result.shown)
      if (result.kind !== 'command' || step.kind !== 'commands') continue
      commands++
      output += result.output
      expect(result.exitCode, `${result.command}\n${result.output}`).toBe(isLast ? step.exitCode : 0)
      if (!isLast) continue
      if (step.output !== undefined && !matchesShown(step.output, output)) expect(output).toBe(step.output)
      output = ''
    }
    expect(commands).toBeGreaterThan(7)
    expect(await readdir(join(project, 'migrations'))).toHaveLength(1)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
