import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import process from 'node:process'
import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { EXIT } from '../exit-codes.ts'

export function registerEdit(program: Command, context: CommandContext): void {
  program
    .command('edit')
    .description('open the file of a revision in the editor that $VISUAL or $EDITOR names')
    .argument('[revision]', 'head, an id or its beginning', 'head')
    .action(async (name: string, _options: object, command: Command) => {
      const { show } = await import('../../commands/status.ts')
      const { terminal } = context
      const files = (await show(await loadEnvironment(context, command), name)).flatMap(({ file }) => file ?? [])
      const editor = process.env['VISUAL'] ?? process.env['EDITOR']
      if (editor === undefined || editor === '') {
        terminal.remark('error', `set EDITOR to the command of your editor; the file is ${files.join(', ')}`)
        context.exit(EXIT.error)
        return
      }
      if (files.length === 0) terminal.note('there is no such revision')
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
