import type { Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { parseCommand } from './command.ts'
import { dispatch } from './dispatch.ts'
import type { ConnectionInfo, Session, WireHandler } from './handler.ts'
import type { Credentials } from './handshake.ts'
import type { WireLog } from './log.ts'
import { authenticate, logIn } from './login.ts'
import type { Login, LoginContext } from './login.ts'
import { createSalt } from './native-password.ts'
import { PacketChannel } from './packet-channel.ts'
import { PreparedStatements } from './prepared-statements.ts'
import { ConnectionLostError, MalformedPacketError, PacketOrderError, PacketTooLargeError } from './protocol-error.ts'
import { encodeError, encodeOk } from './response.ts'
import { ServerError } from './server-error.ts'
import { errorDetail, errorText } from '../error-text.ts'

export interface ConnectionSettings<Identity> {
  readonly handler: WireHandler<Identity>
  readonly log: WireLog
  readonly serverVersion: string
  readonly maxPacketSize: number
  readonly handshakeTimeoutMs: number
  readonly lingerMs: number
  readonly secureContext?: SecureContext
}

/** A login has no need of more; a larger packet before it is refused unread. */
const LOGIN_PACKET_LIMIT = 65_536

/** One client, from its first byte to its last: login, then command after command. */
export class Connection<Identity> {
  readonly id: number
  readonly #settings: ConnectionSettings<Identity>
  readonly #channel: PacketChannel
  readonly #loginContext: LoginContext<Identity>
  readonly #host: string
  readonly #port: number
  #session: Session | undefined
  #statements = new PreparedStatements()
  #running: AbortController | undefined

  constructor(id: number, socket: Socket, settings: ConnectionSettings<Identity>) {
    this.id = id
    this.#settings = settings
    this.#host = (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    this.#port = socket.remotePort ?? 0
    this.#channel = new PacketChannel(socket, Math.min(LOGIN_PACKET_LIMIT, settings.maxPacketSize), () =>
      this.#running?.abort(new ConnectionLostError()),
    )
    this.#loginContext = {
      channel: this.#channel,
      handler: settings.handler,
      serverVersion: settings.serverVersion,
      connectionId: id,
      salt: createSalt(),
      host: this.#host,
      ...(settings.secureContext === undefined ? {} : { secureContext: settings.secureContext }),
    }
  }

  /** Serves the client until it is gone. Never rejects. */
  async run(): Promise<void> {
    try {
      const login = await this.#logIn()
      if (login !== undefined) await this.#serve(login)
    } catch (error) {
      this.#sendLastError(error)
    } finally {
      await this.#closeSession()
      await this.#channel.close(this.#settings.lingerMs)
      this.#tell('closed')
    }
  }

  /** Ends the connection once the running command is answered; at once when there is none. */
  stop(): void {
    this.#channel.stopReading()
  }

  /** Ends the connection now, in the middle of whatever it does. */
  destroy(): void {
    this.#channel.destroy()
  }

  async #logIn(): Promise<Login<Identity> | undefined> {
    const timer = setTimeout(() => {
      this.#tell(`no login within ${this.#settings.handshakeTimeoutMs} ms`)
      this.destroy()
    }, this.#settings.handshakeTimeoutMs)
    try {
      const login = await logIn(this.#loginContext)
      if (login === undefined) return undefined
      await this.#openSession(login.identity, login.credentials, login.secure)
      this.#channel.write(encodeOk({ affectedRows: 0 }))
      await this.#channel.flush()
      this.#channel.packetLimit = this.#settings.maxPacketSize
      return login
    } finally {
      clearTimeout(timer)
    }
  }

  async #serve(login: Login<Identity>): Promise<void> {
    for (;;) {
      this.#channel.restartSequence()
      // Commands are taken from the socket one at a time: this loop is the queue.
      const payload = await this.#channel.read()
      if (payload === undefined || !(await this.#run(payload, login))) return
      await this.#channel.flush()
    }
  }

  /** Runs one command; `false` ends the connection. */
  async #run(payload: Buffer, login: Login<Identity>): Promise<boolean> {
    const running = new AbortController()
    this.#running = running
    try {
      const command = parseCommand(payload, login.capabilities)
      if (command.kind === 'quit') return false
      if (command.kind === 'change-user') return await this.#changeUser(command.credentials, login.secure)
      const session = this.#session
      if (session === undefined) return false
      const context = { channel: this.#channel, session, statements: this.#statements, signal: running.signal }
      await dispatch(command, context)
    } catch (error) {
      // What stopped the statement says more than how the statement noticed.
      const cause: unknown = running.signal.aborted ? running.signal.reason : error
      if (cause instanceof ConnectionLostError) throw cause
      this.#channel.write(encodeError(this.#toServerError(cause)))
    } finally {
      this.#running = undefined
    }
    return true
  }

  /**
   * Proves the new user, and begins a new session for it. A refusal ends the connection, as with MySQL: what the client has sent
   * after it was meant for another user.
   */
  async #changeUser(credentials: Credentials, secure: boolean): Promise<boolean> {
    try {
      const proved = await authenticate(this.#loginContext, credentials, secure)
      if (proved === undefined) return false
      await this.#closeSession()
      await this.#openSession(proved.identity, credentials, secure)
      this.#channel.write(encodeOk({ affectedRows: 0 }))
      return true
    } catch (error) {
      this.#sendLastError(error)
      return false
    }
  }

  async #openSession(identity: Identity, credentials: Credentials, secure: boolean): Promise<void> {
    const connection: ConnectionInfo = {
      connectionId: this.id,
      host: this.#host,
      port: this.#port,
      secure,
      attributes: credentials.attributes,
      cancel: (reason) => this.#running?.abort(reason),
      disconnect: () => {
        this.stop()
        this.#running?.abort(new ServerError('Query execution was interrupted', 1317, '70100'))
      },
    }
    const session = await this.#settings.handler.openSession(identity, connection)
    this.#session = session
    if (credentials.database !== undefined) await session.useDatabase(credentials.database)
    this.#tell(`user ${JSON.stringify(credentials.user)} from ${this.#host}`)
  }

  async #closeSession(): Promise<void> {
    const session = this.#session
    this.#session = undefined
    try {
      this.#statements.closeAll()
      await session?.close()
    } catch (error) {
      this.#warn('closing its session failed', error)
    }
  }

  /** For errors after which nothing more can be read. Not waited for: closing sends it. */
  #sendLastError(error: unknown): void {
    if (error instanceof ConnectionLostError) return
    const answer = this.#toServerError(error)
    this.#tell(`refused: ${answer.message}`)
    this.#channel.write(encodeError(answer))
    this.#channel.flush().catch(() => {})
  }

  #toServerError(error: unknown): ServerError {
    if (error instanceof ServerError) return error
    if (error instanceof PacketTooLargeError) {
      return new ServerError(`Got a packet bigger than 'max_allowed_packet' bytes (${error.limit})`, 1153)
    }
    if (error instanceof PacketOrderError) return new ServerError('Got packets out of order', 1156)
    if (error instanceof MalformedPacketError) return new ServerError('Malformed communication packet', 1835)
    this.#warn('fault', error)
    // Before login the client is nobody: it learns nothing of the inside.
    if (this.#session === undefined) return new ServerError('Internal error')
    return new ServerError(errorText(error))
  }

  #tell(message: string): void {
    this.#settings.log.debug(`connection ${this.id}: ${message}`)
  }

  #warn(message: string, error: unknown): void {
    const detail = errorDetail(error)
    this.#settings.log.warn(`connection ${this.id}: ${message}: ${detail}`)
  }
}
