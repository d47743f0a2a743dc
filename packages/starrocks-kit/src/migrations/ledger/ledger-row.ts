import { quoteIdentifier, quoteString } from '../../language/index.ts'
import type { JobKind } from '../../plan/plan.ts'
import type { Direction } from '../revisions/revision.ts'

/**
 * How far a statement is. `running` is written before it is sent, `submitted` when the server took it and its job is awaited: after a crash,
 * `running` means that nobody knows whether the server carried it out. `rolled-back` is a revision that somebody has undone by hand half way.
 */
type LedgerState = 'pending' | 'running' | 'submitted' | 'done' | 'failed' | 'rolled-back'

/**
 * One row of the ledger. Step 0 stands for the revision as a whole and carries the change of the heads; steps from 1 on are its
 * statements. Rows of one `sequence` belong to one application of one revision, in one direction.
 */
export interface LedgerRow {
  /** Grows with each application: the order in which the change of the heads is read. */
  readonly sequence: number
  /** `base` or ids joined by commas when `direction` is `stamp`. */
  readonly revision: string
  readonly step: number
  readonly direction: Direction | 'stamp'
  readonly state: LedgerState
  /** How many statements the revision has in this direction. */
  readonly steps: number
  readonly headsRemoved: readonly string[]
  readonly headsAdded: readonly string[]
  /** With secrets masked; absent in step 0. */
  readonly statement?: string
  /** SHA-256 of the statement as it runs; in step 0 of all of them. */
  readonly hash: string
  /** For a statement that defines a view or materialized view: the hash of the query as the server printed it afterwards. */
  readonly storedQuery?: string
  readonly job?: JobKind
  readonly jobId?: string
  /** What the server said when the statement failed. */
  readonly error?: string
  /** Who ran it: the operating system's user, and the machine. */
  readonly user?: string
  readonly host?: string
  readonly toolVersion: string
  /** One call of `upgrade` or `downgrade`; empty for scripts run by hand. */
  readonly runId: string
  /** The number of the lock under which it was written: rows of a later holder have a greater one. */
  readonly fence?: number
  /** UTC, `2026-11-23 21:30:00`. */
  readonly startedAt?: string
  readonly finishedAt?: string
}

/** What is the same of a row whenever and by whomever it is written. */
export type LedgerFacts = Pick<
  LedgerRow,
  'revision' | 'step' | 'direction' | 'state' | 'steps' | 'headsRemoved' | 'headsAdded' | 'hash' | 'toolVersion'
>

type Kind = 'number' | 'list' | 'text'

export interface LedgerColumn<K extends keyof LedgerRow = keyof LedgerRow> {
  readonly key: K
  readonly name: string
  readonly type: string
  readonly kind: Kind
}

/** The table's columns in their order: the key first. Mapped over all keys of a row, so that none can be forgotten. */
const COLUMNS: { readonly [K in keyof Required<LedgerRow>]: { readonly type: string; readonly kind: Kind } } = {
  sequence: { type: 'BIGINT NOT NULL', kind: 'number' },
  revision: { type: 'VARCHAR(255) NOT NULL', kind: 'text' },
  step: { type: 'INT NOT NULL', kind: 'number' },
  direction: { type: 'VARCHAR(16) NOT NULL', kind: 'text' },
  state: { type: 'VARCHAR(16) NOT NULL', kind: 'text' },
  steps: { type: 'INT NOT NULL', kind: 'number' },
  headsRemoved: { type: 'STRING NULL', kind: 'list' },
  headsAdded: { type: 'STRING NULL', kind: 'list' },
  statement: { type: 'STRING NULL', kind: 'text' },
  hash: { type: 'VARCHAR(64) NOT NULL', kind: 'text' },
  storedQuery: { type: 'VARCHAR(64) NULL', kind: 'text' },
  job: { type: 'VARCHAR(32) NULL', kind: 'text' },
  jobId: { type: 'VARCHAR(64) NULL', kind: 'text' },
  error: { type: 'STRING NULL', kind: 'text' },
  user: { type: 'VARCHAR(255) NULL', kind: 'text' },
  host: { type: 'VARCHAR(255) NULL', kind: 'text' },
  toolVersion: { type: 'VARCHAR(64) NOT NULL', kind: 'text' },
  runId: { type: 'VARCHAR(64) NOT NULL', kind: 'text' },
  fence: { type: 'BIGINT NULL', kind: 'number' },
  startedAt: { type: 'DATETIME NULL', kind: 'text' },
  finishedAt: { type: 'DATETIME NULL', kind: 'text' },
}

const KEYS = Object.keys(COLUMNS) as (keyof LedgerRow)[]

/** `user` is a reserved word, and `host` and `step` are easily taken for something else: these columns have longer names. */
const NAMES: Partial<Record<keyof LedgerRow, string>> = { user: 'run_by', host: 'run_host' }

export const LEDGER_COLUMNS: readonly LedgerColumn[] = KEYS.map((key) => ({
  key,
  name: NAMES[key] ?? key.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`),
  ...COLUMNS[key],
}))

/** A column as it is added to a ledger with rows: what must not be NULL gets a value that says nothing. */
export function addedColumn({ name, type, kind }: LedgerColumn): string {
  const needsDefault = type.endsWith('NOT NULL')
  return `${quoteIdentifier(name)} ${type}${needsDefault ? ` DEFAULT ${quoteString(kind === 'number' ? '0' : '')}` : ''}`
}

/** The length of error texts and statements that a ledger row holds: a STRING of StarRocks holds 65533 bytes. */
const LONGEST = 16_000

/** The row's values as SQL literals, in the order of LEDGER_COLUMNS. */
export function ledgerLiterals(row: LedgerRow): readonly string[] {
  return LEDGER_COLUMNS.map(({ key }) => literal(row[key]))
}

function literal(value: LedgerRow[keyof LedgerRow]): string {
  if (value === undefined) return 'NULL'
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return value.length === 0 ? 'NULL' : quoteString(value.join(','))
  return quoteString(value.length > LONGEST ? `${value.slice(0, LONGEST)}...` : value)
}

/** Reads a row that was selected with the columns of LEDGER_COLUMNS in their order. Unknown words in `state` are kept out by the type's guard. */
export function ledgerRow(values: readonly (string | null)[]): LedgerRow {
  const entries = LEDGER_COLUMNS.flatMap(({ key, kind }, index): [string, unknown][] => {
    const value = values[index] ?? null
    if (kind === 'list') return [[key, value === null || value === '' ? [] : value.split(',')]]
    if (value === null) return []
    return [[key, kind === 'number' ? Number(value) : value]]
  })
  // Every key comes from LEDGER_COLUMNS, which is mapped over LedgerRow.
  return Object.fromEntries(entries) as unknown as LedgerRow
}
