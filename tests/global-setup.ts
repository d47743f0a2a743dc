import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Tests that spawn the CLI run it as built: this brings the build up to date, which takes a moment when it is. Types are emitted even where
 * they have errors: to find those is the work of `npm run typecheck`.
 */
export default function setup(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  spawnSync(process.execPath, [compiler, '-b', 'packages/starrocks-kit', 'packages/starrocks-embedded'], { cwd: root })
  execFileSync(process.execPath, ['scripts/bundle.ts'], { cwd: root, stdio: 'inherit' })
}
