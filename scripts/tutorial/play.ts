import { spawn } from 'node:child_process'
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from 'starrocks-kit'
import { splitStatements } from 'starrocks-kit/language'
import type { TutorialStep } from './parse.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What came of one step. */
export type StepResult =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'file'; readonly path: string; readonly content: string }
  | { readonly kind: 'shown-file'; readonly path: string; readonly shown: string; readonly actual: string }
  | { readonly kind: 'sql'; readonly content: string }
  | { readonly kind: 'command'; readonly command: string; readonly output: string; readonly exitCode: number }

/**
 * Makes `folder` a project in which both packages are installed, from the given package folders
 * (by default those of this repository, as built).
 */
export async function createProject(folder: string, packages = join(ROOT, 'packages')): Promise<void> {
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, '.bin'), { recursive: true })
  await writeFile(join(folder, 'package.json'), `${JSON.stringify({ name: 'tutorial', type: 'module' }, null, 2)}\n`)
  for (const name of ['starrocks-kit', 'starrocks-embedded']) {
    await symlink(join(packages, name), join(modules, name), 'dir')
    const bin = join(packages, name, 'bin', `${name}.js`)
    await chmod(bin, 0o755)
    await symlink(bin, join(modules, '.bin', name))
  }
}

/** Plays the steps of a tutorial in `folder`, as a user would: files are written, commands are spawned. */
export async function* playTutorial(
  steps: readonly TutorialStep[],
  folder: string,
  env: NodeJS.ProcessEnv = {},
): AsyncGenerator<{ readonly step: TutorialStep; readonly result: StepResult; readonly isLast: boolean }> {
  for (const step of steps) {
    if (step.kind === 'commands') {
      for (const [index, command] of step.commands.entries())
        yield {
          step,
          result: { kind: 'command', command, ...(await run(command, folder, env)) },
          isLast: index === step.commands.length - 1,
        }
      continue
    }
    if (step.kind === 'sql') await runSql(step.content, env)
    yield { step, result: step.kind === 'sql' ? step : await playFile(step, folder), isLast: true }
  }
}

/** Runs statements on the server of `STARROCKS_URL`. */
async function runSql(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const connection = await connect(env['STARROCKS_URL'] ?? '')
  try {
    for (const { text } of splitStatements(script)) await connection.query(text)
  } finally {
    await connection.close()
  }
}

async function playFile(
  step: Exclude<TutorialStep, { kind: 'commands' | 'sql' }>,
  folder: string,
): Promise<StepResult> {
  if (step.kind === 'heading') return step
  const path = join(folder, step.path)
  if (step.kind === 'shown-file')
    return { kind: 'shown-file', path: step.path, shown: step.content, actual: await readFile(path, 'utf8') }
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, step.content)
  return step
}

/** Runs one command line in `folder` with the project's own binaries, both output streams in one. */
export async function run(
  command: string,
  folder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly output: string; readonly exitCode: number }> {
  const path = [join(folder, 'node_modules', '.bin'), dirname(process.execPath), process.env['PATH']].join(delimiter)
  // `npx` would only find the same binary, half a second later. One pipe keeps the order of both streams.
  const child = spawn(`(${command.replace(/^npx /, '')}\n) 2>&1`, {
    cwd: folder,
    shell: true,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
  return { output: Buffer.concat(chunks).toString('utf8'), exitCode }
}
