import { randomUUID } from 'node:crypto'
import { visit } from 'starrocks-kit/language'
import type { InsertStatement, Statement } from 'starrocks-kit/language'
import { isAtLeast } from 'starrocks-kit/schema'
import type { ObjectName, Target } from 'starrocks-kit/schema'
import { analyzingError, CatalogError } from '../catalog/catalog-error.ts'
import type { HeldInsert } from '../engine/write-statement.ts'
import type { OkResult } from '../wire/handler.ts'
import { recordPartitions } from './partitions/automatic-partitions.ts'
import { DONE } from './results.ts'
import type { SessionAccess } from './session-access.ts'

/** A transaction between BEGIN and COMMIT or ROLLBACK. */
interface Open {
  readonly label: string
  readonly id: number
  readonly inserts: readonly { readonly target: ObjectName; readonly held: HeldInsert }[]
}

/** The explicit transaction of a session (3.5 and later; before, the words were accepted and did nothing). */
export class SessionTransaction {
  readonly #target: Target
  #open: Open | undefined

  constructor(target: Target) {
    this.#target = target
  }

  get isOpen(): boolean {
    return this.#open !== undefined
  }

  /** A second BEGIN goes on with the transaction that is open. */
  begin(session: SessionAccess): OkResult {
    if (!isAtLeast(this.#target.version, 3, 5)) return DONE
    this.#open ??= { label: randomUUID(), id: session.server.catalog.now(), inserts: [] }
    return result(this.#open, 'PREPARE', 0)
  }

  /** Takes the rows of an INSERT; they are written with COMMIT. */
  async insert(statement: InsertStatement, target: ObjectName, session: SessionAccess): Promise<OkResult> {
    const open = this.#open
    if (open === undefined) return DONE
    const [first] = open.inserts
    if (first !== undefined && first.target.database !== target.database)
      throw new CatalogError(
        'Cannot execute cross-database transactions. All DML target tables must belong to the same db',
        5304,
      )
    const { affectedRows, held } = await session.server.engine.hold(statement, session.scope())
    this.#open = { ...open, inserts: [...open.inserts, { target, held }] }
    return result(open, 'PREPARE', affectedRows)
  }

  /** A table that the transaction has written cannot be read before its end; before 4.0 not written again either. */
  requireUnchanged(statement: Statement, session: SessionAccess): void {
    const changed = this.#open?.inserts.map((insert) => keyOf(insert.target)) ?? []
    if (changed.length === 0) return
    const read: ObjectName[] = []
    visit(statement, {
      TableReference(node) {
        read.push(session.place.resolve(node.name))
      },
    })
    if (this.#isRelaxed) {
      const found = read.find((name) => changed.includes(keyOf(name)))
      if (found !== undefined)
        throw analyzingError(`SELECT cannot read table '${found.name}' modified earlier in the same transaction`, 5307)
      return
    }
    const written = statement.kind === 'InsertStatement' ? targetOf(statement, session) : []
    if ([...read, ...written].some((name) => changed.includes(keyOf(name))))
      throw new CatalogError(
        'NOT allowed to read or write tables that have been subjected to DML operations before',
        5303,
      )
  }

  /** What may stand in a transaction: INSERT, from 4.0 on also SET and what reads. Throws 5305. */
  requireAllowed(statement: Statement): void {
    if (this.#open === undefined) return
    switch (statement.kind) {
      case 'BeginStatement':
      case 'CommitStatement':
      case 'RollbackStatement':
        return
      case 'InsertStatement':
        if (statement.overwrite !== true) return
        break
      case 'SetStatement':
      case 'QueryStatement':
        if (this.#isRelaxed) return
        break
      default:
        break
    }
    const message = 'Explicit transaction only support insert statement'
    throw this.#isRelaxed ? analyzingError(message, 5305) : new CatalogError(message, 5305)
  }

  get #isRelaxed(): boolean {
    return isAtLeast(this.#target.version, 4, 0)
  }

  async commit(session: SessionAccess): Promise<OkResult> {
    const open = this.#open
    if (open === undefined) return DONE
    this.#open = undefined
    const { inserts } = open
    if (inserts.length > 0) await session.server.engine.writeHeld(inserts.map((insert) => insert.held))
    for (const { target } of inserts) {
      await recordPartitions(target, session)
      session.server.refresher.tableChanged(target)
    }
    return result(open, 'VISIBLE', 0)
  }

  async rollback(session: SessionAccess): Promise<OkResult> {
    const open = this.#open
    if (open === undefined) return DONE
    this.#open = undefined
    await session.server.engine.forgetHeld(open.inserts.map((insert) => insert.held))
    return result(open, 'ABORTED', 0)
  }
}

function keyOf(name: ObjectName): string {
  return `${name.database}\n${name.name}`
}

function result(open: Open, status: string, affectedRows: number): OkResult {
  return { kind: 'ok', affectedRows, info: `{'label':'${open.label}', 'status':'${status}', 'txnId':'${open.id}'}` }
}

function targetOf(statement: InsertStatement, session: SessionAccess): readonly ObjectName[] {
  return statement.target.kind === 'InsertTable' ? [session.place.resolve(statement.target.name)] : []
}
