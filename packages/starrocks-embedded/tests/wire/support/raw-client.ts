import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { BufferWriter } from '../../../src/wire/buffer-writer.ts'
import { CAPABILITY } from '../../../src/wire/capability-flags.ts'
import { PacketDecoder } from '../../../src/wire/packet-decoder.ts'

const DEFAULT_FLAGS = CAPABILITY.protocol41 | CAPABILITY.secureConnection | CAPABILITY.pluginAuth

/** A physical packet as a client writes it. */
export const packet = (sequence: number, payload: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from([payload.length & 0xff, (payload.length >> 8) & 0xff, payload.length >> 16, sequence]),
    payload,
  ])

/** A command packet: its code, then text. */
export const command = (code: number, text = ''): Buffer =>
  packet(0, Buffer.concat([Buffer.from([code]), Buffer.from(text)]))

export const query = (sql: string): Buffer => command(0x03, sql)

const sha1 = (bytes: Uint8Array): Buffer => createHash('sha1').update(bytes).digest()

/** A client's answer to the salt, worked out independently of the server's code. */
export const scramble = (password: string, salt: Uint8Array): Buffer => {
  if (password === '') return Buffer.alloc(0)
  const stage1 = sha1(Buffer.from(password))
  const mask = sha1(Buffer.concat([salt, sha1(stage1)]))
  return Buffer.from(stage1.map((byte, index) => byte ^ (mask[index] ?? 0)))
}

/** The body of HandshakeResponse41. */
export const credentials = (
  user: string,
  answer: Uint8Array,
  plugin = 'mysql_native_password',
  flags = DEFAULT_FLAGS,
): Buffer =>
  new BufferWriter()
    .uint(flags, 4)
    .uint(0x1000000, 4)
    .uint(33, 1)
    .zeros(23)
    .nulText(user)
    .uint(answer.length, 1)
    .bytes(answer)
    .nulText(plugin)
    .finish()

/** A client made of bare packets, for what a well-behaved client would never send. */
export class RawClient {
  readonly socket: Socket
  readonly #decoder = new PacketDecoder(0x7fff_ffff)
  #ended = false
  #wake = (): void => {}

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.#decoder.push(bytes)
      this.#wake()
    })
    const end = (): void => {
      this.#ended = true
      this.#wake()
    }
    socket.on('end', end)
    socket.on('close', end)
    socket.on('error', end)
  }

  static async connect(port: number): Promise<RawClient> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new RawClient(socket)
  }

  /** Connects and logs in as root, who has no password. */
  static async logIn(port: number): Promise<RawClient> {
    const client = await RawClient.connect(port)
    await client.read(0)
    client.send(packet(1, credentials('root', Buffer.alloc(0))))
    await client.read(2)
    return client
  }

  send(...bytes: readonly Uint8Array[]): void {
    this.socket.write(Buffer.concat(bytes))
  }

  /** The next packet, which must have this sequence id; `undefined` at the end of the stream. */
  async read(sequence: number): Promise<Buffer | undefined> {
    for (;;) {
      const next = this.#decoder.next(sequence)
      if (next !== undefined) return next.payload
      if (this.#ended) return undefined
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** Resolves when the server has closed the connection. */
  async ended(): Promise<void> {
    while (!this.#ended) await new Promise<void>((resolve) => (this.#wake = resolve))
  }

  destroy(): void {
    this.socket.destroy()
  }
}

/** The 20 bytes of salt in a greeting. */
export const saltOf = (greeting: Buffer): Buffer => {
  const start = greeting.indexOf(0, 1) + 1 + 4
  return Buffer.concat([greeting.subarray(start, start + 8), greeting.subarray(start + 27, start + 39)])
}

/** Reads an ERR packet. */
export const errorOf = (payload: Buffer | undefined): { errno: number; sqlState: string; message: string } => {
  if (payload === undefined || payload[0] !== 0xff)
    throw new Error(`not an ERR packet: ${payload?.toString('hex') ?? 'nothing'}`)
  return {
    errno: payload.readUInt16LE(1),
    sqlState: payload.toString('latin1', 4, 9),
    message: payload.toString('utf8', 9),
  }
}
