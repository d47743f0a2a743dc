import { join } from 'node:path'
import { say } from './playground.ts'
import type { Playground } from './playground.ts'

/** A Python of its own with these packages; returns the folder of its commands. */
export async function python(playground: Playground, packages: readonly string[]): Promise<string> {
  await playground.run('python3', ['-m', 'venv', 'venv'])
  const bin = join(playground.folder, 'venv', 'bin')
  await playground.run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages])
  const installed = await playground.run(join(bin, 'pip'), ['list', '--format=freeze', '--disable-pip-version-check'])
  const named = installed.split('\n').filter((line) => packages.includes(line.split('==')[0]?.toLowerCase() ?? ''))
  say(`   installed ${named.join(' ')}`)
  return bin
}
