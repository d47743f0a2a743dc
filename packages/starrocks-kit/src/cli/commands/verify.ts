import type { Command } from 'commander'
import type { VerifyFinding } from '../../migrations/index.ts'
import { redactSql } from '../../connection/index.ts'
import { oneLine } from '../../util/one-line.ts'
import { count } from '../../util/count.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { describeOperation } from '../describe-operation.ts'
import { EXIT } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

export function registerVerify(program: Command, context: CommandContext): void {
  program
    .command('verify')
    .description('replay all revisions up, down and up again, with nothing connected, and compare with the models')
    .option(
      '--strict',
      'exit with 1 also when the proof is partial, because of statements nobody can replay or take back',
    )
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['verify', 'verify --strict --json']))
    .action(async (options: { readonly strict?: boolean; readonly json?: boolean }, command: Command) => {
      const { verify } = await import('../../commands/verify.ts')
      const { terminal } = context
      const result = await verify(await loadEnvironment(context, command))
      const { verdict, revisions, findings, opaque, operations, defaultDatabase } = result
      if (verdict === 'different' || (verdict === 'partial' && options.strict === true)) context.exit(EXIT.different)
      if (options.json === true) {
        const statements = opaque.map(({ revision, direction, step, sql }) => ({
          revision: revision.id,
          direction,
          step,
          sql: redactSql(sql),
        }))
        const json = { verdict, revisions: revisions.map(({ id }) => id), findings, opaque: statements, operations }
        terminal.json(json)
        return
      }
      for (const finding of findings) terminal.print(describeFinding(finding, defaultDatabase, terminal))
      if (operations.length > 0) terminal.print('the end of the revisions is not what the models declare; missing is:')
      for (const operation of operations) terminal.print(describeOperation(operation, defaultDatabase, terminal))
      for (const { revision, direction, step, sql } of opaque)
        terminal.print(
          `${terminal.style('yellow', 'opaque')} ${revision.id}, ${direction}, statement ${step}: ${oneLine(redactSql(sql), 100)}`,
        )
      terminal.print(VERDICTS[verdict](revisions.length))
    })
}

const leading = (number: number): string =>
  `${count(number, 'revision')} ${number === 1 ? 'leads' : 'lead'} up, down and up again to what the models declare`

const VERDICTS = {
  proved: (number: number) => `proved: ${leading(number)}`,
  partial: (number: number) =>
    `partial: ${leading(number)}, as far as ${number === 1 ? 'its' : 'their'} statements can be replayed and taken back`,
  different: (number: number) =>
    `different: ${count(number, 'revision')} ${number === 1 ? 'does' : 'do'} not lead where ${number === 1 ? 'it' : 'they'} should`,
} as const

function describeFinding(finding: VerifyFinding, defaultDatabase: string, terminal: Terminal): string {
  const list = (operations: Extract<VerifyFinding, { readonly differences: unknown }>['differences']): string =>
    operations.map((operation) => describeOperation(operation, defaultDatabase, terminal)).join('\n')
  switch (finding.kind) {
    case 'refused':
      return finding.message
    case 'not-reversed':
      return `the downgrade of ${finding.revision.id} does not lead back; missing is:\n${list(finding.differences)}`
    case 'irreversible':
      return `${terminal.style('yellow', 'not reversible')}: StarRocks cannot take back what ${finding.revision.id} does:\n${list(finding.differences)}`
    case 'not-repeatable':
      return `down and up again does not lead to the same; missing is:\n${list(finding.differences)}`
  }
}
