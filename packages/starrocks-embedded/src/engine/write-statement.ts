import { parseExpression, type Statement } from 'starrocks-kit/language'
import { analyzingError } from '../sql/analyzing-error.ts'
import { type InsertServices, planInsert, withGenerated } from '../sql/dml/insert.ts'
import { writeTarget, type WriteTarget } from '../sql/dml/target.ts'
import { planDelete, planUpdate } from '../sql/dml/update.ts'
import { quoteDuckIdentifier } from '../sql/duck-text.ts'
import type { Scope } from '../sql/scope.ts'
import type { QueryContext } from '../sql/translation.ts'
import { checkRows } from './check-rows.ts'
import type { Run } from './run.ts'
import { EngineError } from '../sql/engine-error.ts'
import { LOADED, sequenceName, storedName } from './table-shape.ts'
import { INCOMING, mergeTexts } from './write-rows.ts'

/** What an INSERT, UPDATE, DELETE or TRUNCATE did. */
export interface ExecuteResult {
  readonly affectedRows: number
}

/** What is remembered of a load together with its rows. */
export interface LoadCommit {
  readonly id: number
  /** Loads whose end is not yet written down. */
  readonly open: readonly number[]
}

/** The statements that remember a load, in the transaction of its rows. */
export function rememberTexts({ id, open }: LoadCommit, rows: number): readonly string[] {
  return [
    `DELETE FROM ${LOADED} WHERE id NOT IN (${[-1, ...open].join(', ')})`,
    `INSERT INTO ${LOADED} VALUES (${id}, ${rows})`,
  ]
}

/** The rows of an INSERT that waits for the end of its transaction, and the statements that will write them. */
export interface HeldInsert {
  /** The temporary table that holds the rows. */
  readonly rows: string
  readonly texts: readonly string[]
}

/** Analyses an INSERT whose rows are collected and checked, and written later. */
export function planHeldInsert(
  statement: Statement,
  held: string,
  scope: Scope,
  context: QueryContext,
): {
  readonly target: WriteTarget
  readonly work: (run: Run) => Promise<ExecuteResult & { readonly held: HeldInsert }>
} {
  const { target, source, texts } = planRows(statement, scope, context)
  const ratio = filterRatio(statement, scope)
  return {
    target,
    async work(run) {
      await collect(run, source)
      const affectedRows = await checkRows(target, INCOMING, run, ratio)
      await run(`CREATE OR REPLACE TEMP TABLE ${held} AS SELECT * FROM ${INCOMING}`)
      return { affectedRows, held: { rows: held, texts } }
    },
  }
}

/** Writes held rows, all or none. */
export async function writeHeld(held: readonly HeldInsert[], run: Run): Promise<void> {
  try {
    await inTransaction(
      run,
      held.flatMap(({ rows, texts }) => [
        `CREATE OR REPLACE TEMP TABLE sr_incoming AS SELECT * FROM temp.${rows}`,
        ...texts,
      ]),
    )
  } finally {
    await forgetHeld(held, run)
    await run(`DROP TABLE IF EXISTS ${INCOMING}`)
  }
}

export async function forgetHeld(held: readonly HeldInsert[], run: Run): Promise<void> {
  for (const { rows } of held) await run(`DROP TABLE IF EXISTS temp.${rows}`)
}

/** The share of its rows that an INSERT may leave out because they break a rule of the table. */
function filterRatio(statement: Statement, scope: Scope): number {
  const property =
    statement.kind === 'InsertStatement'
      ? statement.properties?.find(({ key }) => key.toLowerCase() === 'max_filter_ratio')
      : undefined
  return Number(property?.value ?? scope.variable('insert_max_filter_ratio') ?? 0) || 0
}

/** What an INSERT brings, and the statements that bring it from the incoming rows into the table. */
function planRows(
  statement: Statement,
  scope: Scope,
  context: QueryContext,
): { readonly target: WriteTarget; readonly source: string; readonly texts: readonly string[] } {
  if (statement.kind !== 'InsertStatement' || statement.target.kind !== 'InsertTable')
    throw analyzingError('the embedded server inserts into tables only')
  const target = writeTarget(statement.target.name.parts, scope, 'INSERT')
  const plan = planInsert(statement, target, context, insertServices())
  const removal =
    plan.overwrite === undefined
      ? []
      : [
          `DELETE FROM ${storedName(target.id)}${plan.overwrite.condition === undefined ? '' : ` WHERE ${plan.overwrite.condition}`}`,
        ]
  return { target, source: plan.source, texts: [...removal, ...mergeTexts(target, plan.kept)] }
}

/** An INSERT, UPDATE or DELETE after analysis: `work` runs it on the store. */
export interface PlannedWrite {
  readonly target: WriteTarget
  readonly work: (run: Run) => Promise<ExecuteResult>
}

/** Analyses a statement that writes rows; nothing runs yet. */
export function planWrite(statement: Statement, scope: Scope, context: QueryContext, load?: LoadCommit): PlannedWrite {
  switch (statement.kind) {
    case 'InsertStatement': {
      const { target, source, texts } = planRows(statement, scope, context)
      const ratio = filterRatio(statement, scope)
      return {
        target,
        async work(run) {
          await collect(run, source)
          const count = await checkRows(target, INCOMING, run, ratio)
          const remembered = load === undefined ? [] : rememberTexts(load, count)
          await inTransaction(run, [...texts, ...remembered])
          return { affectedRows: count }
        },
      }
    }
    case 'UpdateStatement': {
      const target = writeTarget(statement.table.parts, scope, 'UPDATE')
      const stored = storedName(target.id)
      const plan = planUpdate(statement, target, stored, context, insertServices())
      const source = withGenerated(plan.source, target, context, insertServices())
      const names = target.table.columns.map((column) => quoteDuckIdentifier(column.name))
      return {
        target,
        async work(run) {
          const count = await collect(run, source)
          await checkRows(target, INCOMING, run)
          const assignments = names.map((name) => `${name} = i.${name}`).join(', ')
          await run(`UPDATE ${stored} SET ${assignments} FROM ${INCOMING} AS i WHERE ${stored}.rowid = i.__rid`)
          return { affectedRows: count }
        },
      }
    }
    case 'DeleteStatement': {
      const target = writeTarget(statement.table.parts, scope, 'DELETE')
      const stored = storedName(target.id)
      const plan = planDelete(statement, target, stored, context)
      return {
        target,
        async work(run) {
          const count = await collect(run, plan.source)
          await run(`DELETE FROM ${stored} WHERE rowid IN (SELECT __rid FROM ${INCOMING})`)
          return { affectedRows: target.keyType === 'PRIMARY' ? count : 0 }
        },
      }
    }
    default:
      throw new EngineError(`the engine runs no ${statement.kind}`)
  }
}

/** What plans of writes need beside the translation. */
export function insertServices(): InsertServices {
  return { parseExpression: (text) => parseExpression(text), nextValue: (id) => `nextval('${sequenceName(id)}')` }
}

/** Collects a statement's rows aside; returns their number. */
export async function collect(run: Run, source: string): Promise<number> {
  await run(`CREATE OR REPLACE TEMP TABLE sr_incoming AS ${source}`)
  const { chunks } = await run(`SELECT count(*) FROM ${INCOMING}`)
  return Number(chunks[0]?.getRows()[0]?.[0] ?? 0)
}

/** All or nothing. */
export async function inTransaction(run: Run, texts: readonly string[]): Promise<void> {
  await run('BEGIN TRANSACTION')
  try {
    for (const text of texts) await run(text)
    await run('COMMIT')
  } catch (error) {
    // A COMMIT that fails has already ended the transaction.
    await run('ROLLBACK').catch(() => undefined)
    throw error
  }
}
