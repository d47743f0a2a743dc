import type { Command } from 'commander'
import type { ObjectComparison } from '../../commands/compare-object.ts'
import type { CommandContext } from '../context.ts'
import { loadEnvironment } from '../context.ts'
import { examples } from '../examples.ts'
import { EXIT } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

export function registerCompare(program: Command, context: CommandContext): void {
  program
    .command('compare')
    .description(
      'compare one object of the models with the database, attribute by attribute; exits with 1 when they differ',
    )
    .argument('<name>', 'a table, view or materialized view: name, or database.name')
    .option('--strict', 'what could not be decided counts as a difference')
    .option('--json', 'print JSON')
    .addHelpText('after', examples(['compare daily_revenue', 'compare shop.orders --json']))
    .action(async (name: string, options: { readonly strict?: boolean; readonly json?: boolean }, command: Command) => {
      const { comparedName, compareObject } = await import('../../commands/compare-object.ts')
      const result = await compareObject(await loadEnvironment(context, command), name)
      const { terminal } = context
      if (options.json === true) terminal.json(result)
      else for (const line of describeComparison(result, comparedName(result), terminal)) terminal.print(line)
      if (result.verdict === 'different' || (result.verdict === 'undecided' && options.strict === true))
        context.exit(EXIT.different)
    })
}

const KINDS = {
  Table: 'table',
  View: 'view',
  MaterializedView: 'materialized view',
  UnsupportedObject: 'object that is not understood',
} as const

function describeComparison(result: ObjectComparison, name: string, terminal: Terminal): readonly string[] {
  const { inDatabase, inModels, verdict, attributes, undecided, query } = result
  const kind = (side: typeof inModels): string => (side === undefined ? 'nothing' : `a ${KINDS[side]}`)
  return [
    `${terminal.style('bold', name)}: the database has ${kind(inDatabase)}, the models have ${kind(inModels)}`,
    ...attributes.map(({ attribute, from, to, equal, rule }) =>
      equal
        ? `  = ${attribute}: ${show(from)} (${rule})`
        : `  ${terminal.style('red', `≠ ${attribute}`)}: ${show(from)} in the database, ${show(to)} in the models (${rule})`,
    ),
    ...undecided.map(({ attribute, reason }) => `  ${terminal.style('yellow', `? ${attribute}`)}: ${reason}`),
    ...(query === undefined
      ? []
      : [
          `  query: ${query.verdict} (${query.method})`,
          `    database: ${query.database}`,
          `    models:   ${query.models}`,
        ]),
    `${name}: ${verdict}`,
  ]
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value))
