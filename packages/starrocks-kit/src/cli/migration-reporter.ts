import { redactSql } from '../connection/index.ts'
import type { MigrationEvent, Outcome } from '../migrations/index.ts'
import { oneLine } from '../util/one-line.ts'
import type { Terminal } from './terminal.ts'

const SQL_LENGTH = 100

/** Milliseconds. */
const MINUTE = 60_000

/** `02:05`, or `1:02:05` */
function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))
  return [...(seconds < 3600 ? [] : [String(Math.floor(seconds / 3600))]), ...parts].join(':')
}

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  notStarted: 'the earlier run was interrupted before it: sent now',
  repeatable: 'the earlier run was interrupted in it: sent again, which does no harm',
  running: 'the earlier run has started it: waiting for its job',
  done: 'the earlier run has carried it out: not sent again',
  foreign: 'the earlier run was interrupted in it, and what became of it cannot be told',
}

/** Prints what happens while revisions run: a line for each revision, statement and job. */
export function migrationReporter(terminal: Terminal): (event: MigrationEvent) => void {
  let steps = 0
  let lastJob = ''
  let lastTold = 0
  return (event) => {
    switch (event.kind) {
      case 'revision': {
        steps = event.steps
        const resumed = event.done > 0 ? ` (${event.done} of ${event.steps} statements were done before)` : ''
        const { id, message } = event.revision
        terminal.print(`${terminal.style('bold', `${event.direction} ${id}`)} ${message}${resumed}`.trimEnd())
        if (event.steps === 0) terminal.print(terminal.style('dim', '  it has no statements'))
        return
      }
      case 'statement':
        lastJob = ''
        lastTold = 0
        terminal.print(`  [${event.step}/${steps}] ${oneLine(redactSql(event.planStep.sql), SQL_LENGTH)}`)
        return
      case 'looked-up':
        terminal.print(terminal.style('dim', `        ${OUTCOMES[event.outcome]}`))
        return
      case 'job': {
        const { job, jobId, state, progress, elapsed } = event.progress
        const line = `        ${job} job ${jobId} ${state}${progress === undefined ? '' : ` ${progress}`}`
        const timed = `${line}, ${clock(elapsed)}`
        // A log gets a line for each change, and one a minute so that it is seen to be alive.
        if (line !== lastJob || elapsed - lastTold >= MINUTE) {
          terminal.print(terminal.style('dim', elapsed < MINUTE ? line : timed))
          lastTold = elapsed
        } else if (state !== 'FINISHED') terminal.progress(timed)
        lastJob = line
        return
      }
      case 'verified':
        if (event.outcome === 'foreign')
          terminal.remark(
            'note',
            'the job is finished, but whether the object is as it should be cannot be told: compare it with starrocks-kit check',
          )
        return
      case 'done':
        terminal.print(`  ${terminal.style('green', 'done')} in ${(event.duration / 1000).toFixed(2)} s`)
    }
  }
}
