import { execSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Tests that spawn the CLI run it as built: this brings the build up to date, which takes a moment when it is. */
export default function setup(): void {
  const root = fileURLToPath(new URL('..', import.meta.url))
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' })
}
