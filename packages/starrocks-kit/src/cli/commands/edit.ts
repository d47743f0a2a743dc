import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import { StarRocksKitError } from '../../errors/base.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { EXIT } from '../exit-codes.ts'

/** No editor is set. */
class NoEditorError extends StarRocksKitError {
  readonly code = 'NO_EDITOR'

  constructor(files: readonly string[]) {
    super(`set EDITOR to the command of your editor; the file is ${files.join(', ')}`)
  }
}

/** The project has no revision to edit. */
class NoRevisionsError extends StarRocksKitError {
  readonly code = 'NO_REVISIONS'

  constructor() {
    super('there is no revision to edit: write one with starrocks-kit revision -m "what it does"')
  }
}

export function registerEdit(program: Command, context: CommandContext): void {
  program
    .command('edit')
    .description('open the file of a revision in the editor that $VISUAL or $EDITOR names')
    .argument('[revision]', 'head, an id or its beginning', 'head')
    .addHelpText('after', examples(['edit', 'edit 1f2e']))
    .action(async (name: string, _options: object, command: Command) => {
      const { show } = await import('../../commands/status.ts')
      const { terminal } = context
      const files = (await show(await loadEnvironment(context, command), name)).flatMap(({ file }) => file ?? [])
      const editor = process.env['VISUAL'] ?? process.env['EDITOR']
      if (files.length === 0) throw new NoRevisionsError()
      if (editor === undefined || editor === '') throw new NoEditorError(files)
      // Editors are often set with options, as in "code --wait": the words are the command's own.
      const [binary, ...words] = editor.split(/\s+/u)
      const child = spawn(binary ?? editor, [...words, ...files.map((file) => resolve(file))], { stdio: 'inherit' })
      const code = await new Promise<number>((done) => {
        child.on('error', (error) => {
          terminal.remark('error', `${editor} cannot be started: ${error.message}`)
          done(EXIT.error)
        })
        child.on('exit', (status) => done(status ?? EXIT.error))
      })
      if (code !== 0) context.exit(EXIT.error)
    })
}
