import { BufferReader } from './buffer-reader.ts'
import { BufferWriter } from './buffer-writer.ts'
import { hasCapability, serverCapabilities } from './capability-flags.ts'

/** The one authentication method that is offered: a StarRocks frontend offers the same (AuthPlugin). */
export const NATIVE_PASSWORD = 'mysql_native_password'

/**
 * utf8_general_ci, which StarRocks declares for all text, although it sends and takes full UTF-8 whatever the client names. A client that
 * takes the declaration literally (mysql2 does) must be told to decode UTF-8, here as with StarRocks.
 */
export const CHARSET_UTF8 = 33
export const CHARSET_BINARY = 63

const PROTOCOL_VERSION = 10

export interface Greeting {
  readonly serverVersion: string
  readonly connectionId: number
  /** 20 bytes, none of them zero. */
  readonly salt: Uint8Array
  readonly tls: boolean
}

/** The server's first packet (Handshake v10). */
export const encodeGreeting = (greeting: Greeting): Buffer => {
  const capabilities = serverCapabilities(greeting.tls)
  return new BufferWriter()
    .uint(PROTOCOL_VERSION, 1)
    .nulText(greeting.serverVersion)
    .uint(greeting.connectionId, 4)
    .bytes(greeting.salt.subarray(0, 8))
    .uint(0, 1)
    .uint(capabilities & 0xffff, 2)
    .uint(CHARSET_UTF8, 1)
    .uint(0, 2)
    .uint(capabilities >>> 16, 2)
    .uint(greeting.salt.length + 1, 1)
    .zeros(10)
    .bytes(greeting.salt.subarray(8))
    .uint(0, 1)
    .nulText(NATIVE_PASSWORD)
    .finish()
}

/** Asks the client to answer the salt again, with `plugin`. */
export const encodeAuthSwitchRequest = (plugin: string, salt: Uint8Array): Buffer =>
  new BufferWriter().uint(0xfe, 1).nulText(plugin).bytes(salt).uint(0, 1).finish()

export interface Credentials {
  readonly user: string
  readonly authResponse: Buffer
  readonly database?: string
  /** The method that the client used; a client that names none means `mysql_native_password`. */
  readonly plugin: string
  readonly attributes: Readonly<Record<string, string>>
}

export type HandshakeResponse =
  | { readonly kind: 'credentials'; readonly capabilities: number; readonly credentials: Credentials }
  | { readonly kind: 'tls-request' }
  /** A client from before MySQL 4.1. */
  | { readonly kind: 'outdated' }

/** Reads HandshakeResponse41, or the request for TLS that may come in its place. Throws `MalformedPacketError`. */
export const parseHandshakeResponse = (payload: Uint8Array): HandshakeResponse => {
  const reader = new BufferReader(payload)
  const low = reader.uint(2)
  if (!hasCapability(low, 'protocol41')) return { kind: 'outdated' }
  const capabilities = (low | (reader.uint(2) << 16)) >>> 0
  // Largest packet, character set and filler: nothing that the server acts on.
  reader.bytes(4 + 1 + 23)
  if (reader.remaining === 0 && hasCapability(capabilities, 'ssl')) return { kind: 'tls-request' }
  const user = reader.nulText()
  const authResponse = readAuthResponse(reader, capabilities)
  const database = hasCapability(capabilities, 'connectWithDatabase') ? reader.nulText() : ''
  return {
    kind: 'credentials',
    capabilities,
    credentials: readTail(reader, capabilities, { user, authResponse, database }),
  }
}

/** Reads the body of COM_CHANGE_USER, written with the capabilities that were agreed at login. Throws `MalformedPacketError`. */
export const parseChangeUser = (payload: Uint8Array, capabilities: number): Credentials => {
  const reader = new BufferReader(payload)
  const user = reader.nulText()
  const authResponse = hasCapability(capabilities, 'secureConnection')
    ? reader.bytes(reader.uint(1))
    : reader.nulBytes()
  const database = reader.nulText()
  // The character set, which old clients leave out.
  if (reader.remaining >= 2) reader.bytes(2)
  return readTail(reader, capabilities, { user, authResponse, database })
}

const readAuthResponse = (reader: BufferReader, capabilities: number): Buffer => {
  if (hasCapability(capabilities, 'lenencAuthData')) return reader.lenencBytes()
  return hasCapability(capabilities, 'secureConnection') ? reader.bytes(reader.uint(1)) : reader.nulBytes()
}

const readTail = (
  reader: BufferReader,
  capabilities: number,
  head: { readonly user: string; readonly authResponse: Buffer; readonly database: string },
): Credentials => {
  const plugin = hasCapability(capabilities, 'pluginAuth') ? reader.nulText() : ''
  const attributes = hasCapability(capabilities, 'connectAttributes') ? readAttributes(reader) : {}
  return {
    user: head.user,
    authResponse: head.authResponse,
    ...(head.database === '' ? {} : { database: head.database }),
    plugin: plugin === '' ? NATIVE_PASSWORD : plugin,
    attributes,
  }
}

/** Attributes only describe the client: one that ends too early costs its attributes, not its login (StarRocks does the same). */
const readAttributes = (reader: BufferReader): Record<string, string> => {
  const attributes = new Map<string, string>()
  if (reader.remaining > 0) {
    try {
      const list = new BufferReader(reader.lenencBytes())
      while (list.remaining > 0) attributes.set(list.lenencText(), list.lenencText())
    } catch {
      // Kept as far as they were read.
    }
  }
  return Object.fromEntries(attributes)
}
