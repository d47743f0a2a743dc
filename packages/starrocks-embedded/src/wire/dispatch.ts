import { encodeColumn, encodeField, encodeParameter } from './column-definition.ts'
import type { Command } from './command.ts'
import type { Session } from './handler.ts'
import type { PacketChannel } from './packet-channel.ts'
import type { PreparedStatements } from './prepared-statements.ts'
import { encodeEof, encodeOk, encodePrepared, MORE_RESULTS } from './response.ts'
import { sendResult } from './send-result.ts'
import { ServerError } from './server-error.ts'

export interface DispatchContext {
  readonly channel: PacketChannel
  readonly session: Session
  readonly statements: PreparedStatements
  readonly signal: AbortSignal
}

/** The commands that leave session and connection as they are. */
export type SessionCommand = Exclude<Command, { readonly kind: 'quit' | 'change-user' }>

const DONE = { affectedRows: 0 }

/** Runs one command and adds its answer, unless it throws: the caller then answers with ERR. The caller flushes. */
export const dispatch = async (command: SessionCommand, context: DispatchContext): Promise<void> => {
  const { channel, session, statements, signal } = context
  switch (command.kind) {
    case 'query':
      return runQuery(command.sql, context)
    case 'use-database':
      await session.useDatabase(command.name)
      channel.write(encodeOk(DONE))
      return
    case 'list-fields':
      return listFields(command.table, context)
    case 'prepare':
      return prepare(command.sql, context)
    case 'execute': {
      const result = await statements.execute(command.statementId, command.body, signal)
      return sendResult(channel, result, { format: 'binary', status: 0, signal })
    }
    case 'close-statement':
      // The one command without an answer.
      statements.close(command.statementId)
      return
    case 'reset-connection':
      await session.reset()
      channel.write(encodeOk(DONE))
      return
    case 'ping':
    case 'reset-statement':
      channel.write(encodeOk(DONE))
      return
    case 'unsupported':
      throw new ServerError(`Unsupported command(${command.name})`)
    case 'unknown':
      throw new ServerError('Unknown command', 1047)
  }
}

/** Each result but the last tells that more follow, so that an error of a later statement has its place. */
const runQuery = async (sql: string, { channel, session, signal }: DispatchContext): Promise<void> => {
  const pending = await session.query(sql)
  if (pending.length === 0) channel.write(encodeOk(DONE))
  for (const [index, run] of pending.entries()) {
    signal.throwIfAborted()
    const last = index === pending.length - 1
    await sendResult(channel, await run(signal), { format: 'text', status: last ? 0 : MORE_RESULTS, signal })
    // A statement that takes long must not hold back what those before it answered.
    if (!last) await channel.flush()
  }
}

const listFields = async (table: string, { channel, session }: DispatchContext): Promise<void> => {
  if (table === '') throw new ServerError('Empty tableName')
  for (const field of await session.listFields(table)) channel.write(encodeField(field))
  channel.write(encodeEof())
}

const prepare = async (sql: string, { channel, session, statements }: DispatchContext): Promise<void> => {
  const statement = await session.prepare(sql)
  const { columns, parameterCount } = statement
  const id = statements.add(statement)
  channel.write(encodePrepared(id, columns.length, parameterCount))
  for (let index = 0; index < parameterCount; index += 1) channel.write(encodeParameter())
  if (parameterCount > 0) channel.write(encodeEof())
  for (const column of columns) channel.write(encodeColumn(column))
  if (columns.length > 0) channel.write(encodeEof())
}
