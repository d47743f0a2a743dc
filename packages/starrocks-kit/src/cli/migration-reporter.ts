import { redactSql } from '../connection/index.ts'
import type { MigrationEvent, Outcome } from '../migrations/index.ts'
import { oneLine } from '../util/one-line.ts'
import type { Terminal } from './terminal.ts'

const SQL_LENGTH = 100

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  notStarted: 'the earlier run was interrupted before it: sent now',
  running: 'the earlier run has started it: waiting for its job',
  done: 'the earlier run has carried it out: not sent again',
  foreign: 'the earlier run was interrupted in it, and what became of it cannot be told',
}

/** Prints what happens while revisions run: a line for each revision, statement and job. */
export function migrationReporter(terminal: Terminal): (event: MigrationEvent) => void {
  let steps = 0
  let lastJob = ''
  return (event) => {
    switch (event.kind) {
      case 'revision': {
        steps = event.steps
        const resumed = event.done > 0 ? ` (${event.done} of ${event.steps} statements were done before)` : ''
        const { id, message } = event.revision
        terminal.print(`${terminal.style('bold', `${event.direction} ${id}`)} ${message}${resumed}`.trimEnd())
        return
      }
      case 'statement':
        lastJob = ''
        terminal.print(`  [${event.step}/${steps}] ${oneLine(redactSql(event.planStep.sql), SQL_LENGTH)}`)
        return
      case 'looked-up':
        terminal.print(terminal.style('dim', `        ${OUTCOMES[event.outcome]}`))
        return
      case 'job': {
        const { job, state, progress } = event.progress
        const line = `        ${job} job ${state}${progress === undefined ? '' : ` ${progress}`}`
        if (line !== lastJob) terminal.print(terminal.style('dim', line))
        lastJob = line
        return
      }
      case 'done':
        terminal.print(`  ${terminal.style('green', 'done')} in ${(event.duration / 1000).toFixed(2)} s`)
    }
  }
}
