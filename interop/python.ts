import { join } from 'node:path'
import { say } from './workplace.ts'
import type { Workplace } from './workplace.ts'

/** A Python of its own with these packages; returns the folder of its commands. */
export async function python(workplace: Workplace, packages: readonly string[]): Promise<string> {
  await workplace.run('python3', ['-m', 'venv', 'venv'])
  const bin = join(workplace.folder, 'venv', 'bin')
  await workplace.run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...packages])
  const installed = await workplace.run(join(bin, 'pip'), ['list', '--format=freeze', '--disable-pip-version-check'])
  const named = installed.split('\n').filter((line) => packages.includes(line.split('==')[0]?.toLowerCase() ?? ''))
  say(`   installed ${named.join(' ')}`)
  return bin
}
