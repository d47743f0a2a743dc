import type { PlannedStep, PlanResult } from '../commands/plan.ts'
import { redactSql } from '../connection/index.ts'
import type { TableSize } from '../migrations/index.ts'
import { revisionJson, revisionLine } from './describe-revision.ts'
import type { Terminal } from './terminal.ts'
import { shortObjectName } from '../schema/index.ts'
import { count } from '../util/count.ts'

/** A plan as people read it: each statement in full, with its job, what it touches and what is dangerous about it. */
export function describePlan(result: PlanResult, terminal: Terminal): string {
  const { revisions, direction, place, destructive } = result
  if (revisions.length === 0) return `${place}: nothing to do`
  const lines = revisions.flatMap(({ revision, steps }) => [
    terminal.style('bold', `${direction} ${revisionLine(revision)}`),
    ...(revision.id === result.begun
      ? [terminal.style('yellow', '  an earlier run has begun it: what is done is not sent again')]
      : []),
    ...steps.flatMap((step, index) =>
      describeStep(step, `[${index + 1}/${steps.length}]`, result.defaultDatabase, terminal),
    ),
    '',
  ])
  const statements = revisions.reduce((sum, { steps }) => sum + steps.length, 0)
  const approval = destructive === 0 ? '' : terminal.style('red', `; ${neededApproval(destructive, statements)}`)
  return [
    ...lines,
    `${place}: ${count(statements, 'statement')} in ${count(revisions.length, 'revision')}${approval}; nothing was run`,
  ].join('\n')
}

/** Says how many of the statements lose data. */
export function neededApproval(destructive: number, statements: number): string {
  const which = destructive === statements ? (statements === 1 ? 'it' : 'all of them') : `${destructive} of them`
  return destructive === 1
    ? `${which} loses data and needs --allow-destructive`
    : `${which} lose data and need --allow-destructive`
}

function describeStep(
  { sql, job, object, size, hazards, needsApproval }: PlannedStep,
  number: string,
  defaultDatabase: string,
  terminal: Terminal,
): readonly string[] {
  const facts = [
    ...(job === 'metadata' ? [] : [job === 'opaque' ? 'written by hand' : `${job} job`]),
    ...(object === undefined || size === undefined
      ? []
      : [`${shortObjectName(object, defaultDatabase)}: ${describeSize(size)}`]),
  ]
  return [
    ...redactSql(sql)
      .split('\n')
      .map((line, index) => (index === 0 ? `  ${number} ${line}` : `        ${line}`)),
    ...facts.map((fact) => `        ${terminal.style('dim', fact)}`),
    ...hazards.map(
      ({ code, message }) => `        ${terminal.style(needsApproval ? 'red' : 'yellow', `${code}: ${message}`)}`,
    ),
  ]
}

function describeSize({ rows, bytes, partitions }: TableSize): string {
  return `${rows.toLocaleString('en')} rows, ${describeBytes(bytes)}, ${count(partitions, 'partition')}`
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

function describeBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)))
  return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${UNITS[power] ?? 'B'}`
}

/** A plan as `--json` prints it. */
export function planJson({ place, direction, revisions, begun, destructive }: PlanResult): object {
  return {
    place,
    direction,
    begun: begun ?? null,
    needsAllowDestructive: destructive > 0,
    revisions: revisions.map(({ revision, steps }) => ({
      ...revisionJson(revision),
      steps: steps.map(({ sql, job, object, size, hazards, needsApproval }) => ({
        sql: redactSql(sql),
        job,
        object: object ?? null,
        size: size ?? null,
        hazards,
        needsApproval,
      })),
    })),
  }
}
