import { describeCompletion } from '../packages/starrocks-kit/src/cli/completion.ts'
import { createProgram } from '../packages/starrocks-kit/src/cli/program.ts'
import { terminal } from '../packages/starrocks-kit/src/cli/terminal.ts'

type Command = ReturnType<typeof createProgram>

const WIDTH = 110

/** The page with the help of every command, as the CLI prints it. */
export function commandDocs(): string {
  const program = createProgram({
    cwd: '.',
    terminal,
    exit: () => {},
  })
  describeCompletion(program)
  const commands = program.commands.flatMap((command) => [command, ...command.commands])
  const list = commands.map(
    (command) => `- [\`${nameOf(command)}\`](#${nameOf(command).replaceAll(' ', '-')}): ${command.description()}`,
  )
  const sections = commands.map((command) => `## ${nameOf(command)}\n\n${helpOf(command)}`)
  return `${[
    '# Every command',
    '<!-- Written by node scripts/generate-command-docs.ts -->',
    'What each does step by step, and what happens on failure, is told in [migrations](migrations.md).',
    list.join('\n'),
    `## Options of all commands\n\n${helpOf(program, /^Options:\n[\s\S]*?(?=\n\n)/mu)}`,
    ...sections,
  ].join('\n\n')}\n`
}

function nameOf(command: Command): string {
  const { parent } = command
  return parent === null || parent.parent === null ? command.name() : `${nameOf(parent)} ${command.name()}`
}

/** The help, or the part of it that matches. */
function helpOf(command: Command, part = /[\s\S]*/u): string {
  let text = ''
  command.configureOutput({ writeOut: (piece) => (text += piece), getOutHelpWidth: () => WIDTH })
  command.outputHelp()
  return `\`\`\`text\n${(part.exec(text)?.[0] ?? text).trimEnd()}\n\`\`\``
}
