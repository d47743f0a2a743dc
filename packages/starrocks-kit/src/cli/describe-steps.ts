import type { PlanError, PlanStep } from '../plan/index.ts'
import { redactSql } from '../connection/index.ts'
import type { Terminal } from './terminal.ts'
import { shortObjectName } from '../schema/index.ts'

/** One line for each job that the statements start, and one for each hazard; statements that are done at once have none. */
export function describeSteps(
  steps: readonly PlanStep[],
  defaultDatabase: string,
  terminal: Terminal,
): readonly string[] {
  const lines = steps.flatMap(({ job, object, hazards }) => [
    ...(job === 'metadata' || job === 'opaque'
      ? []
      : [`    job ${job}${object === undefined ? '' : `: ${shortObjectName(object, defaultDatabase)}`}`]),
    ...hazards.map(({ code, message }) => `    ${terminal.style('yellow', `hazard ${code}`)}: ${message}`),
  ])
  return [...new Set(lines)]
}

/** Statements as `--json` prints them. */
export function stepsJson(steps: readonly PlanStep[]): readonly object[] {
  return steps.map(({ sql, job, object, hazards }) => ({ sql: redactSql(sql), job, object: object ?? null, hazards }))
}

/** Changes that the server cannot make, as `--json` prints them. */
export function planErrorsJson(errors: readonly PlanError[]): readonly object[] {
  return errors.map(({ message, remedy }) => ({ message, remedy: remedy ?? null }))
}
