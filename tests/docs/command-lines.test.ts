import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createProgram } from '../../packages/starrocks-kit/src/cli/program.ts'
import { terminal } from '../../packages/starrocks-kit/src/cli/terminal.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

class Understood extends Error {}

/** What the program has to say of a command line, without running it. */
async function complaintOf(words: readonly string[]): Promise<string | undefined> {
  const program = createProgram({ cwd: '.', terminal, exit: () => {} })
  program.hook('preAction', () => {
    throw new Understood()
  })
  for (const command of [program, ...program.commands, ...program.commands.flatMap((one) => one.commands)])
    command.configureOutput({ writeErr: () => {}, writeOut: () => {} })
  try {
    await program.parseAsync(words, { from: 'user' })
    return 'nothing is run'
  } catch (error) {
    if (error instanceof Understood) return undefined
    return error instanceof Error && 'code' in error && error.code === 'commander.helpDisplayed'
      ? undefined
      : String(error)
  }
}

/** The words of a command line, as far as examples use quotes. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/gu)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

async function commandLines(): Promise<readonly (readonly [page: string, line: string])[]> {
  const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'))
  const pages = ['README.md', 'packages/starrocks-kit/README.md', ...docs.map((name) => join('docs', name))]
  const lines: (readonly [string, string])[] = []
  for (const page of pages) {
    const text = await readFile(join(ROOT, page), 'utf8')
    const shell = [...text.matchAll(/^```sh.*\n([\s\S]*?)^```$/gmu)].flatMap(([, block = '']) => block.split('\n'))
    // The page of commands holds the examples of every help.
    const help = page.endsWith('commands.md')
      ? [...text.matchAll(/^ {2}starrocks-kit .*$/gmu)].map(([line]) => line)
      : []
    for (const line of [...shell, ...help]) lines.push([page, line])
  }
  return lines
}

test('every command line on the pages and in the help is one that the program understands', async () => {
  const complaints: string[] = []
  let count = 0
  for (const [page, line] of await commandLines()) {
    const [, command] = /(?:^|[ ;])starrocks-kit ([^|>&;#]+)/u.exec(line) ?? []
    // Shells are served by a library.
    if (command === undefined || command.startsWith('complete ') || line.startsWith('npm ')) continue
    count++
    const complaint = await complaintOf(wordsOf(command))
    if (complaint !== undefined) complaints.push(`${page}: ${line.trim()}: ${complaint}`)
  }
  expect(complaints).toEqual([])
  expect(count).toBeGreaterThan(100)
})
