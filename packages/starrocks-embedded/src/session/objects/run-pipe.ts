import type { Pipe } from 'starrocks-kit/schema'
import type { Statement } from 'starrocks-kit/language'
import { analyzingError } from '../../catalog/catalog-error.ts'
import type { CatalogData } from '../../catalog/data/catalog-data.ts'
import { loadObjects, pipeNamed } from '../../catalog/data/load-objects.ts'
import type { PipeEntry } from '../../catalog/data/load-objects.ts'
import { describePipe } from '../../catalog/show/pipes.ts'
import type { StatementResult } from '../../wire/handler.ts'
import { afterClusterStatement } from '../change-catalog.ts'
import { DONE, textResult } from '../results.ts'
import type { SessionState } from '../session-state.ts'

type PipeStatement = Extract<Statement, { kind: 'CreatePipeStatement' | 'AlterPipeStatement' | 'DropPipeStatement' }>

/** Runs a statement about pipes; undefined for all others. Pipes are kept and shown; no files are read. */
export async function runPipe(statement: Statement, session: SessionState): Promise<StatementResult | undefined> {
  const { catalog } = session.server
  switch (statement.kind) {
    case 'CreatePipeStatement':
    case 'AlterPipeStatement':
    case 'DropPipeStatement':
      await catalog.update((data) => changed(data, statement, session))
      return DONE
    case 'DescPipeStatement': {
      const [name = '', database = session.place.database] = statement.name.parts.toReversed()
      if (database === undefined) throw analyzingError('No database selected', 1046)
      const entry = pipeNamed(catalog.data, `${database}.${name}`)
      if (entry === undefined)
        throw analyzingError(`Unknown pipe '${database}.${name}'`, catalog.capabilities.pipeErrorCodes + 1)
      return textResult(describePipe(entry, catalog.data))
    }
    default:
      return undefined
  }
}

function changed(data: CatalogData, statement: PipeStatement, session: SessionState): CatalogData {
  const after = appliedPipes(data, statement, session)
  const now = session.server.catalog.now()
  const entries = Object.values(data.pipes).flatMap((entry): readonly PipeEntry[] => {
    const pipe = after[entry.pipe.name]
    // A pipe that takes the place of another is another one.
    const stays = pipe !== undefined && (statement.kind !== 'CreatePipeStatement' || pipe === entry.pipe)
    return stays ? [withAction({ ...entry, pipe }, statement, session)] : []
  })
  const known = new Set(entries.map(({ pipe }) => pipe.name))
  const made = Object.values(after).filter(({ name }) => !known.has(name))
  const fresh = made.map((pipe, index): PipeEntry => ({
    id: data.nextId + index,
    pipe,
    state: 'RUNNING',
    createdAt: now,
  }))
  return {
    ...data,
    nextId: data.nextId + fresh.length,
    pipes: Object.fromEntries([...entries, ...fresh].map((entry) => [entry.id, entry])),
  }
}

function withAction(entry: PipeEntry, statement: PipeStatement, session: SessionState): PipeEntry {
  if (statement.kind !== 'AlterPipeStatement' || statement.clause.kind !== 'PipeActionClause') return entry
  const [name = '', database = session.place.database ?? ''] = statement.name.parts.toReversed()
  if (entry.pipe.name !== `${database}.${name}`) return entry
  return { ...entry, state: statement.clause.action === 'SUSPEND' ? 'SUSPEND' : 'RUNNING' }
}

/** The pipes after the statement. @throws CatalogError */
function appliedPipes(
  data: CatalogData,
  statement: PipeStatement,
  session: SessionState,
): Readonly<Record<string, Pipe>> {
  return afterClusterStatement(statement, loadObjects(data), data, session).Pipe ?? {}
}
