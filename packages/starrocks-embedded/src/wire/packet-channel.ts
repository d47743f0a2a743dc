import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { SecureContext } from 'node:tls'
import { PacketDecoder } from './packet-decoder.ts'
import { PacketEncoder } from './packet-encoder.ts'
import type { Packet } from './packet-decoder.ts'
import { ConnectionLostError, PacketOrderError, PacketTooLargeError } from './protocol-error.ts'

/** Once this much was gathered, what writes many packets has to wait for `flush`. */
const HIGH_WATER = 65_536

/**
 * Packets over one socket. Reading is on demand: while nobody reads, the socket is not read either, so a client that sends faster than
 * it is served is held up by TCP and not by memory. Writing gathers packets until `flush`, which waits for a slow reader.
 */
export class PacketChannel {
  #socket: Socket
  readonly #decoder: PacketDecoder
  readonly #encoder = new PacketEncoder()
  readonly #onGone: () => void
  #ended = false
  #closed = false
  #stopped = false
  #wakeReader: (() => void) | undefined
  #wakeWriter: (() => void) | undefined
  #wakeCloser: (() => void) | undefined

  /** `onGone` is called when the client has closed its side or the connection broke. */
  constructor(socket: Socket, packetLimit: number, onGone: () => void) {
    this.#decoder = new PacketDecoder(packetLimit)
    this.#onGone = onGone
    this.#socket = socket
    this.#attach(socket)
  }

  set packetLimit(bytes: number) {
    this.#decoder.limit = bytes
  }

  /** Begins a new exchange: the next packet, read or written, has sequence id 0. */
  restartSequence(): void {
    this.#encoder.sequence = 0
  }

  /** The next packet, `undefined` when none comes any more. Throws `PacketTooLargeError` and `PacketOrderError`. */
  async read(): Promise<Buffer | undefined> {
    for (;;) {
      const packet = this.#stopped ? undefined : this.#next()
      if (packet !== undefined) {
        this.#encoder.sequence = packet.nextSequence
        return packet.payload
      }
      if (this.#stopped || this.#ended || this.#closed) return undefined
      const chunk: Buffer | null = this.#socket.read()
      if (chunk !== null) this.#decoder.push(chunk)
      else await new Promise<void>((resolve) => (this.#wakeReader = resolve))
    }
  }

  /** No packet is handed out any more, not even one that has arrived. */
  stopReading(): void {
    this.#stopped = true
    this.#wake()
  }

  /** Adds a packet. Returns whether there is room for more: when not, `flush` before adding many. */
  write(payload: Uint8Array): boolean {
    this.#encoder.add(payload)
    return this.#encoder.pending < HIGH_WATER
  }

  /** Sends what was added, and waits until the socket takes more. Throws `ConnectionLostError`. */
  async flush(): Promise<void> {
    for (const block of this.#encoder.take()) {
      if (this.#closed) throw new ConnectionLostError()
      if (!this.#socket.write(block)) await this.#drained()
    }
  }

  /** Answers the client's request for TLS: all that follows is encrypted. Throws `ConnectionLostError` when the handshake fails. */
  async startTls(secureContext: SecureContext): Promise<void> {
    const plain = this.#socket
    // What came with the request is not for us to read: it must be TLS, or the handshake fails.
    const rest = this.#decoder.takeRest()
    this.#detach(plain)
    if (rest.length > 0) plain.unshift(rest)
    const secure = new TLSSocket(plain, { isServer: true, secureContext })
    this.#socket = secure
    this.#attach(secure)
    await new Promise<void>((resolve, reject) => {
      secure.once('secure', resolve)
      secure.once('close', () => reject(new ConnectionLostError()))
    })
  }

  /**
   * Closes without losing what was sent last: closing on unread bytes would reset the connection, and the client might never see the
   * error that explains it. So the client's bytes are thrown away until it closes too, for `lingerMs` at most.
   */
  async close(lingerMs: number): Promise<void> {
    this.stopReading()
    if (!this.#closed) {
      this.#socket.end()
      this.#discard()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, lingerMs)
        this.#wakeCloser = () => {
          clearTimeout(timer)
          resolve()
        }
        if (this.#ended && this.#socket.writableFinished) this.#wakeCloser()
      })
    }
    this.destroy()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #next(): Packet | undefined {
    try {
      return this.#decoder.next(this.#encoder.sequence)
    } catch (error) {
      // The answer to a packet that is refused follows that packet.
      if (error instanceof PacketTooLargeError || error instanceof PacketOrderError) {
        this.#encoder.sequence = (error.sequence + 1) & 0xff
      }
      throw error
    }
  }

  #drained(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#wakeWriter = () => (this.#closed ? reject(new ConnectionLostError()) : resolve())
      if (this.#closed) this.#wakeWriter()
    })
  }

  #discard(): void {
    while (this.#socket.read() !== null);
  }

  #wake(): void {
    this.#wakeReader?.()
    this.#wakeReader = undefined
  }

  readonly #onReadable = (): void => {
    if (this.#stopped) this.#discard()
    else this.#wake()
  }

  readonly #onEnd = (): void => {
    this.#ended = true
    this.#wake()
    this.#onGone()
    if (this.#socket.writableFinished) this.#wakeCloser?.()
  }

  readonly #onDrain = (): void => {
    this.#wakeWriter?.()
    this.#wakeWriter = undefined
  }

  readonly #onFinish = (): void => {
    if (this.#ended) this.#wakeCloser?.()
  }

  readonly #onClose = (): void => {
    this.#closed = true
    this.#wake()
    this.#onDrain()
    this.#onGone()
    this.#wakeCloser?.()
  }

  #attach(socket: Socket): void {
    socket.on('readable', this.#onReadable)
    socket.on('end', this.#onEnd)
    socket.on('drain', this.#onDrain)
    socket.on('finish', this.#onFinish)
    socket.on('close', this.#onClose)
    // 'close' follows, and says all that matters.
    socket.on('error', ignore)
  }

  #detach(socket: Socket): void {
    socket.off('readable', this.#onReadable)
    socket.off('end', this.#onEnd)
    socket.off('drain', this.#onDrain)
    socket.off('finish', this.#onFinish)
    socket.off('close', this.#onClose)
  }
}

const ignore = (): void => {}
