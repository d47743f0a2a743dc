import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A folder inside this package, so that what is written there finds its imports; removed by `dispose`. */
export function temporaryFolder(): { readonly path: string; readonly dispose: () => void } {
  const path = mkdtempSync(join(import.meta.dirname, '.generated-'))
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) }
}

/** The source as the project's formatter writes it. */
export function formatted(source: string): string {
  const folder = temporaryFolder()
  try {
    const file = join(folder.path, 'source.ts')
    writeFileSync(file, source)
    execFileSync('node_modules/.bin/oxfmt', ['--config', '.oxfmtrc.json', file], {
      cwd: join(import.meta.dirname, '../../../..'),
    })
    return readFileSync(file, 'utf8')
  } finally {
    folder.dispose()
  }
}
