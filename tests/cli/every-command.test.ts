import { expect, test } from 'vitest'
import { describeCompletion } from '../../packages/starrocks-kit/src/cli/completion.ts'
import { createProgram } from '../../packages/starrocks-kit/src/cli/program.ts'
import { terminal } from '../../packages/starrocks-kit/src/cli/terminal.ts'

type Command = ReturnType<typeof createProgram>

/** Those that tell nothing: an editor, and a script for a shell. */
const SILENT = ['edit', 'complete']

const program = createProgram({
  cwd: '.',
  terminal,
  exit: () => {},
})
describeCompletion(program)

const leaves = (command: Command): readonly Command[] =>
  command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)

function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (piece) => (text += piece) })
  command.outputHelp()
  return text
}

test.for(leaves(program).map((command) => [command.name(), command] as const))(
  '%s has examples, and prints JSON',
  ([name, command]) => {
    const lines = helpOf(command)
      .split('\nExamples:\n')[1]
      ?.trim()
      .split('\n')
      .map((line) => line.trim())
    expect(lines?.length).toBeGreaterThan(0)
    const options = command.options.map(({ long }) => long)
    for (const line of lines ?? []) expect(line).toMatch(new RegExp(`^starrocks-kit (generate )?${name}( |$)`, 'u'))
    if (!SILENT.includes(name)) expect(options).toContain('--json')
  },
)
