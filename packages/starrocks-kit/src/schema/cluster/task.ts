import { MASK, parseStatement, printStatement } from '../../language/index.ts'
import type { IntervalExpression, Statement, SubmitTaskStatement } from '../../language/index.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../apply-statement/refusal.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { qualifiedName } from '../to-statements/names.ts'
import type { Task } from '../types/cluster.ts'
import { sortedProperties } from './properties.ts'
import { statements } from './rules.ts'
import type { ClusterRules } from './rules.ts'
import { namedSecrets, placeholder, propertyList, secretOf, withSecretValues } from './secrets.ts'

/** From the longest, as SUBMIT TASK has them. */
const UNITS = [
  ['DAY', 86_400],
  ['HOUR', 3600],
  ['MINUTE', 60],
  ['SECOND', 1],
] as const

export const taskRules: ClusterRules<Task> = {
  word: 'task',
  create: (task) => [submit(task)],
  // There is no ALTER TASK: a task is its schedule and its statement, and has nothing to lose.
  change: (from, to) => statements(taskRules.drop(from ?? to), submit(to)),
  drop: ({ name }) => ({ kind: 'DropTaskStatement', name: qualifiedName([name]) }),
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'SubmitTaskStatement': {
        const [name, database = objects.scope.context.currentDatabase] = statement.name?.parts.toReversed() ?? []
        // Without a schedule it runs once and is forgotten; without a name nobody can say which it is.
        if (name === undefined || statement.schedule === undefined) return objects.all()
        if (!objects.scope.capabilities.taskSchedules)
          refuseSyntax("Unexpected input 'SCHEDULE', the most similar input is {<EOF>, ';'}", {
            remedy: 'Tasks have schedules since StarRocks 3.3.',
          })
        if (database === undefined) refuseAnalyzing('No database selected', { code: 1046 })
        if (objects.find(name) !== undefined) refuse(`Task [${name}] already exists`)
        const { schedule, properties = [] } = statement
        return objects.with({
          kind: 'Task',
          name,
          database,
          every: printInterval(schedule.every),
          ...(schedule.start === undefined ? {} : { start: schedule.start }),
          statement: statementWithoutSecrets(name, printStatement(statement.statement)),
          ...(properties.length === 0 ? {} : { properties: propertiesFromAst(properties) }),
        })
      }
      case 'DropTaskStatement':
        return objects.without(statement.name.parts.at(-1) ?? '')
      default:
        return undefined
    }
  },
  comparable: ({ every, statement, properties = {}, ...rest }) => {
    // Tasks run in the warehouse of who has submitted them unless they say another.
    const said = Object.entries(properties).filter(
      ([key, value]) => key !== 'warehouse' || value !== 'default_warehouse',
    )
    return {
      ...rest,
      every: comparableInterval(every),
      statement: printStatement(parseStatement(statement)),
      ...(said.length === 0 ? {} : { properties: sortedProperties(Object.fromEntries(said)) }),
    }
  },
  problem: ({ name, statement }) =>
    statementWithoutSecrets(name, statement) === statement
      ? undefined
      : 'its statement holds a secret, which would stand in files and logs: write "${env:THE_VARIABLE}" in the place of its value',
  // That there is a secret is all that is compared.
  compared: ({ statement, ...rest }) => ({
    ...rest,
    statement: printStatement(withSecretValues(parseStatement(statement), () => MASK)),
  }),
  // The server fills in the time of submission.
  notCompared: ['start'],
}

/** The statement with a variable in the place of each secret that it holds: servers show statements as they were written. */
export function statementWithoutSecrets(task: string, text: string): string {
  const statement = parseStatement(text)
  const named = withSecretValues(statement, ({ key, value }) =>
    secretOf(value) === undefined ? placeholder(namedSecrets(task, { [key]: {} })[key]?.env ?? '') : value,
  )
  return named === statement ? text : printStatement(named)
}

function submit({ name, database, every, start, statement, properties }: Task): SubmitTaskStatement {
  const list = propertyList(properties)
  const text = `SUBMIT TASK t SCHEDULE EVERY (INTERVAL ${comparableInterval(every)}) AS ${statement}`
  const parsed: Statement = parseStatement(text)
  if (parsed.kind !== 'SubmitTaskStatement' || parsed.schedule === undefined)
    throw new TypeError(`${text} is no SUBMIT TASK`)
  return {
    kind: 'SubmitTaskStatement',
    name: qualifiedName([database, name]),
    ...(list.length === 0 ? {} : { properties: list }),
    schedule: { ...parsed.schedule, ...(start === undefined ? {} : { start }) },
    statement: parsed.statement,
  }
}

function printInterval({ value, unit }: IntervalExpression): string {
  return `${value.kind === 'NumberLiteral' ? value.text : ''} ${unit.toUpperCase()}`
}

/** `60 SECONDS` and `1 minute` are the same. */
function comparableInterval(text: string): string {
  const [, count = '', word = ''] = /^\s*(\d+)\s+([a-z]+?)s?\s*$/iu.exec(text) ?? []
  const unit = UNITS.find(([name]) => name === word.toUpperCase())
  if (unit === undefined) throw new TypeError(`"${text}" is no interval such as "10 MINUTE"`)
  const seconds = Number(count) * unit[1]
  const [name, size] = UNITS.find(([, each]) => seconds % each === 0) ?? unit
  return `${seconds / size} ${name}`
}
