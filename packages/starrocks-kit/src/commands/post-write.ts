import { spawn } from 'node:child_process'
import { delimiter, dirname, join, relative } from 'node:path'
import process from 'node:process'
import { StarRocksKitError } from '../errors/base.ts'

/** A command of the config that is run on written files has failed; the file is there. */
export class PostWriteError extends StarRocksKitError {
  readonly code = 'POST_WRITE'
  readonly file: string

  constructor(file: string, command: readonly string[], problem: string) {
    super(
      `${file} is written, but "${command.join(' ')}" (revisionFiles.postWrite of the config) ${problem}\nCorrect the command or the file: what was written stays as it is.`,
    )
    this.file = file
  }
}

const FILE = '{file}'

/**
 * Runs commands on a written file, one after another, without a shell, in the folder of the config. Commands of installed packages are found as in npm scripts.
 *
 * @throws PostWriteError at the first that cannot be started or does not exit with 0.
 */
export async function runPostWrite(
  commands: readonly (readonly [string, ...string[]])[],
  file: string,
  folder: string,
): Promise<void> {
  const shown = relative(process.cwd(), file)
  for (const command of commands) {
    const words = command.some((word) => word.includes(FILE)) ? command : [...command, FILE]
    const [binary = '', ...args] = words.map((word) => word.replaceAll(FILE, file))
    const problem = await problemOf(binary, args, folder)
    if (problem !== undefined) throw new PostWriteError(shown, command, problem)
  }
}

async function problemOf(binary: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  const env = { ...process.env, PATH: [...binFolders(cwd), process.env['PATH'] ?? ''].join(delimiter) }
  const child = spawn(binary, [...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text))
  return new Promise((done) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      done(
        error.code === 'ENOENT'
          ? 'cannot be started: there is no such command.'
          : `cannot be started: ${error.message}`,
      ),
    )
    child.on('close', (code, signal) => {
      if (code === 0) return done(undefined)
      const how = code === null ? `was ended by ${signal ?? 'a signal'}` : `failed with exit code ${code}`
      const said = output.join('').trim()
      done(said === '' ? `${how}, and said nothing.` : `${how}:\n${said.replaceAll(/^/gmu, '  ')}`)
    })
  })
}

/** `node_modules/.bin` of the folder and of all above it. */
function binFolders(folder: string): readonly string[] {
  const bin = join(folder, 'node_modules', '.bin')
  return folder === dirname(folder) ? [bin] : [bin, ...binFolders(dirname(folder))]
}
