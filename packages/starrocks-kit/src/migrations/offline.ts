import { VERSION } from '../util/version.ts'
import { dataStepOf } from '../plan/index.ts'
import type { PlanStep } from '../plan/index.ts'
import { revisionFacts } from './run/application.ts'
import { showJobsStatement } from './run/jobs.ts'
import { Ledger } from './ledger/ledger.ts'
import type { LedgerOptions } from './ledger/ledger.ts'
import { stampChange, stampFacts } from './stamp-change.ts'
import { RevisionPlanner } from './planner.ts'
import type { PlannerContext } from './planner.ts'
import { applyHeadsChange, headsChange, revisionPath } from './revisions/revision-paths.ts'
import { RevisionRangeError } from './revisions/revision-errors.ts'
import { describeRevision } from './revisions/revision.ts'
import type { Direction } from './revisions/revision.ts'

export interface OfflineContext extends PlannerContext {
  readonly ledger?: LedgerOptions
}

/** What a script consists of: comments, statements of the revisions, statements that keep the ledger true, and names of code that it cannot hold. */
export interface ScriptLine {
  readonly kind: 'comment' | 'statement' | 'ledger' | 'data-step'
  readonly text: string
}

/**
 * The SQL of an upgrade or downgrade, with nothing connected: the statements that the same upgrade would run, and after those of a
 * revision the ledger's own, so that a script that was run by hand leaves the same heads.
 *
 * @param target a revision name, or `from:to`; an upgrade goes from the base to the heads and a downgrade from the heads to the base where an end is left out.
 * @throws RevisionRangeError when the range leads the other way.
 */
export async function migrationScript(
  context: OfflineContext,
  direction: Direction,
  target: string,
): Promise<readonly ScriptLine[]> {
  const planner = new RevisionPlanner(context)
  const graph = await planner.graph()
  const colon = target.indexOf(':')
  const [first, last] = direction === 'upgrade' ? ['base', 'heads'] : ['heads', 'base']
  const start = (colon === -1 ? '' : target.slice(0, colon)) || first
  const end = target.slice(colon + 1) || last
  let heads = graph.resolve(start)
  const plans = await planner.planFor(revisionPath(graph, direction, end, heads), direction, heads)
  if (plans.length === 0) {
    // Above the end there is something to take back: the range is written the wrong way round.
    const ends = graph.resolve(end, heads)
    const isBelow = ends.every((id) => graph.ancestors(heads, { dependencies: true }).has(id) && !heads.includes(id))
    if (direction === 'upgrade' && heads.length > 0 && isBelow)
      throw new RevisionRangeError(`An upgrade cannot go from ${start} down to ${end}. Use downgrade ${start}:${end}.`)
    return []
  }

  const ledger = new Ledger(context.ledger)
  const { version, runMode } = context.target
  const lines: ScriptLine[] = [
    { kind: 'comment', text: `starrocks-kit ${VERSION}: ${direction} ${start} -> ${end}` },
    { kind: 'comment', text: `for database ${context.defaultDatabase} on StarRocks ${version.label} (${runMode})` },
    { kind: 'ledger', text: ledger.createStatement() },
  ]
  for (const planned of plans) {
    const change = headsChange(graph, planned, heads)
    lines.push({
      kind: 'comment',
      text: `${direction === 'upgrade' ? 'Revision' : 'Undo revision'} ${describeRevision(planned.revision)}`,
    })
    for (const step of planned.plan.steps) {
      lines.push(...linesOf(step))
      const hint = waitHint(step)
      if (hint !== undefined) lines.push({ kind: 'comment', text: hint })
    }
    lines.push({
      kind: 'ledger',
      text: ledger.appendStatement({ ...revisionFacts(planned, change), state: 'done', runId: '' }),
    })
    heads = applyHeadsChange(heads, change)
  }
  return lines
}

/** The SQL of a stamp, with nothing connected: names, or `from:to`; from the base unless said. */
export async function stampScript(context: OfflineContext, targets: readonly string[]): Promise<readonly ScriptLine[]> {
  const graph = await new RevisionPlanner(context).graph()
  const [range = '', ...more] = targets
  const colon = more.length === 0 ? range.indexOf(':') : -1
  const heads = colon <= 0 ? [] : graph.resolve(range.slice(0, colon))
  const change = stampChange(graph, colon === -1 ? targets : [range.slice(colon + 1)], heads, false)
  const ledger = new Ledger(context.ledger)
  const { defaultDatabase } = context
  return [
    { kind: 'comment', text: `starrocks-kit ${VERSION}: stamp ${targets.join(' ')} for database ${defaultDatabase}` },
    { kind: 'ledger', text: ledger.createStatement() },
    {
      kind: 'ledger',
      text: ledger.appendStatement({ ...stampFacts(change), runId: '' }),
    },
  ]
}

/** The SQL that makes the ledger, unless it is there. */
export function ledgerScript({ ledger, defaultDatabase }: OfflineContext): readonly ScriptLine[] {
  return [
    { kind: 'comment', text: `starrocks-kit ${VERSION}: the ledger of database ${defaultDatabase}` },
    { kind: 'ledger', text: new Ledger(ledger).createStatement() },
  ]
}

/** The script as text: each statement ends with a semicolon and a blank line; comments stand above what they are about. */
export function printScript(lines: readonly ScriptLine[]): string {
  const parts = lines.map(({ kind, text }) =>
    kind === 'data-step'
      ? `-- !! op.run: ${text}. This script cannot hold code: carry it out here, before anything below.\n`
      : kind === 'comment'
        ? text.replaceAll(/^/gmu, '-- ')
        : `${text.trimEnd().replace(/;$/u, '')};\n`,
  )
  return parts.join('\n')
}

/** A script cannot compare what a statement answers, so a check is for the person who runs it; nor can it hold code. */
function linesOf(step: PlanStep): readonly ScriptLine[] {
  const { sql, check } = step
  const dataStep = dataStepOf(step)
  if (dataStep !== undefined) return [{ kind: 'data-step', text: dataStep.name }]
  if (check === undefined) return [{ kind: 'statement', text: sql }]
  return [
    { kind: 'comment', text: 'Go on only when all counts that this answers are the same:' },
    { kind: 'comment', text: `${sql};` },
  ]
}

/** A script cannot wait by itself: the next statement of the same table fails while a job runs. */
function waitHint({ job, object }: PlanStep): string | undefined {
  const show = object === undefined ? undefined : showJobsStatement(object, job)
  return show === undefined
    ? undefined
    : `The statement above may start a job. Go on when this says FINISHED: ${show} LIMIT 1`
}
