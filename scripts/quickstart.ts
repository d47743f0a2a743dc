/**
 * Starts the embedded server on a free port of this machine and plays docs/tutorial.md through the real CLI in a fresh folder,
 * printing each step: the command, the file, the SQL, the result.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { styleText } from 'node:util'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { parseTutorial } from './tutorial/parse.ts'
import { createProject, playTutorial } from './tutorial/play.ts'

const tutorial = parseTutorial(await readFile(new URL('../docs/tutorial.md', import.meta.url), 'utf8'))
const folder = await mkdtemp(join(tmpdir(), 'starrocks-kit-quickstart-'))
const server = await startServer({ dataDirectory: join(folder, '.starrocks') })
const url = `${server.url}/demo`
await createDatabase(server.url, 'demo')
const started = performance.now()

console.log(`embedded StarRocks-compatible server: ${url}`)
console.log(`project: ${folder}`)
let failed = false
try {
  await createProject(folder)
  for await (const { step, result, isLast } of playTutorial(tutorial, folder, { STARROCKS_URL: url })) {
    if (result.kind === 'heading') console.log(`\n${styleText('bold', `── ${result.text} ──`)}`)
    if (result.kind === 'file') console.log(`\n${styleText('cyan', result.path)}\n${indent(result.content)}`)
    if (result.kind === 'shown-file') console.log(`\n${styleText('cyan', result.path)}\n${indent(result.actual)}`)
    if (result.kind !== 'command') continue
    console.log(`\n${styleText('green', '$')} ${styleText('bold', result.command)}`)
    console.log(indent(result.output))
    const expected = step.kind === 'commands' && isLast ? step.exitCode : 0
    if (result.exitCode === expected) continue
    failed = true
    console.error(styleText('red', `exit code ${result.exitCode}, expected ${expected}`))
    break
  }
} finally {
  await server.close()
  await rm(folder, { recursive: true, force: true })
}
if (failed) process.exitCode = 1
else
  console.log(
    `\nThe whole tutorial, in ${((performance.now() - started) / 1000).toFixed(1)} s. Read it: docs/tutorial.md`,
  )

async function createDatabase(serverUrl: string, name: string): Promise<void> {
  const connection = await connect(serverUrl)
  await connection.query(`CREATE DATABASE ${name}`)
  await connection.close()
}

function indent(text: string): string {
  return text.trimEnd().replace(/^/gm, '  ')
}
