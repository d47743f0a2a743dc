import { BufferReader } from './buffer-reader.ts'
import { parseChangeUser } from './handshake.ts'
import type { Credentials } from './handshake.ts'

/** What a client asks for. */
export type Command =
  | { readonly kind: 'quit' }
  | { readonly kind: 'use-database'; readonly name: string }
  | { readonly kind: 'query'; readonly sql: string }
  | { readonly kind: 'list-fields'; readonly table: string }
  | { readonly kind: 'ping' }
  | { readonly kind: 'change-user'; readonly credentials: Credentials }
  | { readonly kind: 'reset-connection' }
  | { readonly kind: 'prepare'; readonly sql: string }
  /** `body` is left at the bound values: reading them needs the statement. */
  | { readonly kind: 'execute'; readonly statementId: number; readonly body: BufferReader }
  | { readonly kind: 'close-statement'; readonly statementId: number }
  | { readonly kind: 'reset-statement'; readonly statementId: number }
  /** A command of the protocol that StarRocks knows by name only. */
  | { readonly kind: 'unsupported'; readonly name: string }
  | { readonly kind: 'unknown' }

type ParseCommand = (body: BufferReader, capabilities: number) => Command

const text = (body: BufferReader): string => body.rest().toString('utf8')

const PARSERS: ReadonlyMap<number, ParseCommand> = new Map<number, ParseCommand>([
  [0x01, () => ({ kind: 'quit' })],
  [0x02, (body) => ({ kind: 'use-database', name: text(body) })],
  [0x03, (body) => ({ kind: 'query', sql: withoutTrailingNuls(body) })],
  [0x04, (body) => ({ kind: 'list-fields', table: body.nulText() })],
  [0x0e, () => ({ kind: 'ping' })],
  [0x11, (body, capabilities) => ({ kind: 'change-user', credentials: parseChangeUser(body.rest(), capabilities) })],
  [0x16, (body) => ({ kind: 'prepare', sql: withoutTrailingNuls(body) })],
  [0x17, parseExecute],
  [0x19, (body) => ({ kind: 'close-statement', statementId: body.uint(4) })],
  [0x1a, (body) => ({ kind: 'reset-statement', statementId: body.uint(4) })],
  [0x1f, () => ({ kind: 'reset-connection' })],
])

/** The names with which StarRocks refuses the rest (MysqlCommand). */
const UNSUPPORTED: ReadonlyMap<number, string> = new Map([
  [0x00, 'Sleep'],
  [0x05, 'Create DB'],
  [0x06, 'Drop Db'],
  [0x07, 'Refresh'],
  [0x08, 'Shutdown'],
  [0x09, 'Statistics'],
  [0x0a, 'Processlist'],
  [0x0b, 'Connect'],
  [0x0c, 'Kill'],
  [0x0d, 'Debug'],
  [0x0f, 'Time'],
  [0x10, 'DELETE_INSERT'],
  [0x18, 'COM_STMT_SEND_LONG_DATA'],
  [0x1d, 'COM_DAEMON'],
])

/** Reads one command packet, with the capabilities that the client sent at login. Throws `MalformedPacketError`. */
export const parseCommand = (payload: Uint8Array, capabilities: number): Command => {
  if (payload.length === 0) return { kind: 'unknown' }
  const body = new BufferReader(payload)
  const code = body.uint(1)
  const parse = PARSERS.get(code)
  if (parse !== undefined) return parse(body, capabilities)
  const name = UNSUPPORTED.get(code)
  return name === undefined ? { kind: 'unknown' } : { kind: 'unsupported', name }
}

/** Cursor flags (no cursor is ever opened) and the iteration count (always 1) are skipped. */
function parseExecute(body: BufferReader): Command {
  const statementId = body.uint(4)
  body.bytes(1 + 4)
  return { kind: 'execute', statementId, body }
}

/** Some clients end the text with NULs. */
function withoutTrailingNuls(body: BufferReader): string {
  const bytes = body.rest()
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end -= 1
  return bytes.toString('utf8', 0, end)
}
