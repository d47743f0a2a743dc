import { Option } from 'commander'
import type { Command } from 'commander'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { formatOf, JSON_FORMAT_OPTION } from '../json.ts'
import { examples } from '../examples.ts'
import { EXIT } from '../exit-codes.ts'
import { count } from '../../util/count.ts'

interface Options {
  readonly format: 'text' | 'json' | 'sarif'
  readonly revRange?: string
  readonly strict?: boolean
  readonly json?: boolean
}

export function registerLint(program: Command, context: CommandContext): void {
  program
    .command('lint')
    .description('apply the rules for revisions, with nothing connected; exits with 1 when one is broken')
    .addOption(new Option('--format <format>', 'how to print').choices(['text', 'json', 'sarif']).default('text'))
    .option(...JSON_FORMAT_OPTION)
    .option('-r, --rev-range <from:to>', 'only these revisions, as a:b, a:, :b')
    .option('--strict', 'exit with 1 for warnings too')
    .addHelpText('after', examples(['lint', 'lint --rev-range 1f2e: --strict', 'lint --format sarif > lint.sarif']))
    .action(async ({ revRange, strict = false, ...options }: Options, command: Command) => {
      const { lint } = await import('../../commands/lint.ts')
      const { terminal } = context
      const findings = await lint(
        await loadEnvironment(context, command),
        revRange === undefined ? {} : { range: revRange },
      )
      const errors = findings.filter(({ severity }) => severity === 'error').length
      if (errors > 0 || (strict && findings.length > 0)) context.exit(EXIT.different)
      switch (formatOf(options)) {
        case 'json':
          terminal.json(findings)
          return
        case 'sarif': {
          const { sarif } = await import('../sarif.ts')
          terminal.json(sarif(findings))
          return
        }
        case 'text': {
          for (const { file, line, severity, code, rule, message } of findings) {
            const word = terminal.style(severity === 'error' ? 'red' : 'yellow', severity)
            terminal.print(`${file}:${line} ${word} ${code} (${rule}): ${message}`)
          }
          terminal.print(`${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`)
        }
      }
    })
}
