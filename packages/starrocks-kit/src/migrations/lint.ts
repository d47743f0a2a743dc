import type { Operation } from '../operations/index.ts'
import { operationObject } from '../operations/index.ts'
import { LINT_RULES } from './lint-rules.ts'
import type { LintedRevision, LintSeverity } from './lint-rules.ts'
import { RevisionPlanError, RevisionPlanner } from './planner.ts'
import type { PlannerContext } from './planner.ts'
import type { Revision } from './revisions/revision.ts'

/** What the rules of the config say: a code, and how grave it is. */
export type LintSettings = Readonly<Record<string, LintSeverity | 'off'>>

export interface LintFinding {
  readonly code: string
  /** The rule's name. */
  readonly rule: string
  readonly severity: LintSeverity
  readonly message: string
  readonly revision: string
  readonly file: string
  /** Counted from 1. */
  readonly line: number
}

/**
 * Applies the rules to revisions, with nothing connected.
 *
 * A comment `// starrocks-kit-ignore SRK001` on the line of a finding or above it silences the rule there, `// starrocks-kit-ignore-file SRK001` in the
 * whole file.
 *
 * @throws RevisionPlanError when the server would refuse an upgrade; errors of revision files.
 */
export async function lintRevisions(
  context: PlannerContext,
  wanted: (revision: Revision) => boolean,
  settings: LintSettings = {},
): Promise<readonly LintFinding[]> {
  const planner = new RevisionPlanner(context)
  const graph = await planner.graph()
  const findings: LintFinding[] = []
  for (const upgrade of await planner.planFor(graph.upgradePath('heads', []), 'upgrade', [])) {
    const { revision } = upgrade
    if (!wanted(revision)) continue
    const linted = { revision, upgrade, ...(await wayBack(planner, revision)) }
    findings.push(...lintOne(linted, await context.folder.source(revision), settings))
  }
  return findings
}

async function wayBack(planner: RevisionPlanner, revision: Revision): Promise<Pick<LintedRevision, 'downgrade'>> {
  try {
    const [downgrade] = await planner.planFor([revision], 'downgrade', [revision.id])
    return downgrade === undefined ? {} : { downgrade }
  } catch (error) {
    if (error instanceof RevisionPlanError) return {}
    throw error
  }
}

function lintOne(linted: LintedRevision, source: string, settings: LintSettings): readonly LintFinding[] {
  const lines = source.split('\n')
  const { revision } = linted
  return LINT_RULES.flatMap(({ code, name, severity: usual, check }) => {
    const severity = settings[code] ?? usual
    if (severity === 'off' || ignores(lines, 'ignore-file', code)) return []
    return check(linted).flatMap(({ message, operation }): LintFinding[] => {
      const line = operation === undefined ? headerLine(lines) : lineOf(lines, operation)
      if (ignores(lines.slice(Math.max(0, line - 2), line), 'ignore', code)) return []
      return [{ code, rule: name, severity, message, revision: revision.id, file: revision.file ?? revision.id, line }]
    })
  })
}

function ignores(lines: readonly string[], word: string, code: string): boolean {
  return lines.some((line) => {
    const codes = new RegExp(String.raw`//\s*starrocks-kit-${word}\s+((?:SRK\d+[,\s]*)+)`, 'u').exec(line)?.[1]
    return codes?.split(/[,\s]+/u).includes(code) === true
  })
}

const headerLine = (lines: readonly string[]): number =>
  Math.max(1, lines.findIndex((line) => /^export const revision\b/u.test(line)) + 1)

/** Methods that are not called as their operations are. */
const METHODS: ReadonlyMap<Operation['kind'], string> = new Map([
  ['ExecuteSql', 'execute'],
  ['RunDataStep', 'run'],
  ['InsertRows', 'insert'],
])

/** The call that recorded an operation: its method's name, and where possible its object's. */
function lineOf(lines: readonly string[], operation: Operation): number {
  const method = METHODS.get(operation.kind) ?? operation.kind[0]?.toLowerCase() + operation.kind.slice(1)
  const name = operation.kind === 'RunDataStep' ? operation.name : operationObject(operation)?.name
  const calls = lines.flatMap((line, index) => (line.includes(`op.${method}(`) ? [index] : []))
  const exact = calls.find((index) => name !== undefined && (lines[index] ?? '').includes(name))
  const found = exact ?? calls[0]
  return found === undefined ? headerLine(lines) : found + 1
}
