import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Tests that spawn the CLI run it as built: this brings the build up to date, which takes a moment when it is. */
export default function setup(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  execFileSync(process.execPath, [compiler, '-b', 'packages/starrocks-kit', 'packages/starrocks-embedded'], {
    cwd: root,
    stdio: 'inherit',
  })
}
