import type { PlanStep } from '../plan/index.ts'
import { shortName } from '../commands/object-names.ts'
import type { Terminal } from './terminal.ts'

/** One line for each job that the statements start, and one for each hazard; statements that are done at once have none. */
export function describeSteps(
  steps: readonly PlanStep[],
  defaultDatabase: string,
  terminal: Terminal,
): readonly string[] {
  const lines = steps.flatMap(({ job, object, hazards }) => [
    ...(job === 'metadata' || job === 'opaque'
      ? []
      : [`    job ${job}${object === undefined ? '' : `: ${shortName(object, defaultDatabase)}`}`]),
    ...hazards.map(({ code, message }) => `    ${terminal.style('yellow', `hazard ${code}`)}: ${message}`),
  ])
  return [...new Set(lines)]
}
