import { relative, resolve } from 'node:path'
import type { CommandContext } from './context.ts'
import { EXIT } from './exit-codes.ts'

export interface TextOptions {
  /** The file, relative to the current folder; absent: standard output. */
  readonly out?: string
  /** Writes nothing; exits with 1 when the file would change. */
  readonly check?: boolean
  readonly json?: boolean
}

/**
 * The text that a command makes: printed, or written to a file, which is left alone where it holds that already.
 *
 * @param about Further fields of the JSON document.
 */
export async function giveText(
  context: CommandContext,
  content: string,
  { out, check = false, json = false }: TextOptions,
  about: object = {},
): Promise<void> {
  const { cwd, terminal } = context
  if (out === undefined) {
    if (json) terminal.json({ ...about, file: null, changed: null, content })
    else terminal.print(content.trimEnd())
    return
  }
  const { updateFile } = await import('../commands/files.ts')
  const path = resolve(cwd, out)
  const changed = await updateFile(path, content, { check })
  const file = relative(cwd, path)
  if (changed && check) context.exit(EXIT.different)
  if (json) terminal.json({ ...about, file, changed, content: null })
  else if (!changed) terminal.print(`${file} is up to date`)
  else if (check) terminal.differs(file)
  else terminal.wrote(file)
}
