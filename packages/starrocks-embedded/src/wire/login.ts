import { randomBytes } from 'node:crypto'
import type { SecureContext } from 'node:tls'
import { encodeAuthSwitchRequest, encodeGreeting, NATIVE_PASSWORD, parseHandshakeResponse } from './handshake.ts'
import type { Credentials } from './handshake.ts'
import type { WireHandler } from './handler.ts'
import { verifyNativePassword } from './native-password.ts'
import type { PacketChannel } from './packet-channel.ts'
import { MalformedPacketError } from './protocol-error.ts'
import { ServerError } from './server-error.ts'

export interface LoginContext<Identity> {
  readonly channel: PacketChannel
  readonly handler: WireHandler<Identity>
  readonly serverVersion: string
  readonly connectionId: number
  readonly salt: Buffer
  readonly host: string
  readonly secureContext?: SecureContext
}

/** A client that proved who it is. */
export interface Login<Identity> {
  readonly identity: Identity
  readonly credentials: Credentials
  readonly capabilities: number
  readonly secure: boolean
}

/** Greets the client and lets it prove who it is; `undefined` when it left before that. Throws `ServerError` to refuse it. */
export const logIn = async <Identity>(context: LoginContext<Identity>): Promise<Login<Identity> | undefined> => {
  const { channel, secureContext } = context
  channel.write(encodeGreeting({ ...context, tls: secureContext !== undefined }))
  await channel.flush()
  let secure = false
  for (;;) {
    const payload = await channel.read()
    if (payload === undefined) return undefined
    const response = parseResponse(payload)
    switch (response.kind) {
      case 'outdated':
        throw new ServerError(
          'Client does not support authentication protocol requested by server; consider upgrading MySQL client',
          1251,
        )
      case 'tls-request':
        if (secureContext === undefined || secure) throw new ServerError('Failed to change to SSL connection', 5400)
        await channel.startTls(secureContext)
        secure = true
        break
      case 'credentials': {
        const { capabilities, credentials } = response
        const proved = await authenticate(context, credentials, secure)
        return proved === undefined ? undefined : { identity: proved.identity, credentials, capabilities, secure }
      }
    }
  }
}

/**
 * Checks credentials, at login and for COM_CHANGE_USER; `undefined` when the client left. Throws `ServerError` 1045 to refuse it.
 * A client that used another method is asked to answer the same salt again with `mysql_native_password`.
 */
export const authenticate = async <Identity>(
  { channel, handler, salt, host }: LoginContext<Identity>,
  credentials: Credentials,
  secure: boolean,
): Promise<{ readonly identity: Identity } | undefined> => {
  const { user, plugin, database, attributes } = credentials
  const decision = await handler.authenticate({
    user,
    host,
    plugin,
    attributes,
    secure,
    ...(database === undefined ? {} : { database }),
  })
  let answer: Buffer | undefined = credentials.authResponse
  if (plugin !== NATIVE_PASSWORD) {
    channel.write(encodeAuthSwitchRequest(NATIVE_PASSWORD, salt))
    await channel.flush()
    answer = await channel.read()
    if (answer === undefined) return undefined
  }
  if (decision.kind === 'native-password') {
    if (verifyNativePassword(salt, decision.hash, answer)) return { identity: decision.identity }
  } else {
    // The same work as for a known user, so that the time of the answer does not tell one from the other.
    verifyNativePassword(salt, randomBytes(20), answer)
  }
  throw new ServerError(
    `Access denied for user '${user}' (using password: ${answer.length === 0 ? 'NO' : 'YES'})`,
    1045,
  )
}

const parseResponse = (payload: Uint8Array): ReturnType<typeof parseHandshakeResponse> => {
  try {
    return parseHandshakeResponse(payload)
  } catch (error) {
    if (error instanceof MalformedPacketError) throw new ServerError('Bad handshake', 1043)
    throw error
  }
}
