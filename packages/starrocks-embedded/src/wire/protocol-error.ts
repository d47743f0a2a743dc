/**
 * What goes wrong below the level of statements. These errors never leave the wire: the connection turns each into an ERR packet,
 * a closed socket or both.
 */
abstract class ProtocolError extends Error {
  abstract readonly code: string
}

/** A packet ends before the value that its command or flags announce. */
export class MalformedPacketError extends ProtocolError {
  readonly code = 'MALFORMED_PACKET'
  readonly needed: number
  readonly available: number

  constructor(needed: number, available: number) {
    super(`Malformed packet: ${needed} more bytes were announced, ${available} are left`)
    this.needed = needed
    this.available = available
  }
}

/** A packet is larger than this server takes. Thrown at its header, before its bytes are read. */
export class PacketTooLargeError extends ProtocolError {
  readonly code = 'PACKET_TOO_LARGE'
  readonly size: number
  readonly limit: number
  /** The sequence id of the packet. */
  readonly sequence: number

  constructor(size: number, limit: number, sequence: number) {
    super(`Packet of at least ${size} bytes is larger than the limit of ${limit} bytes`)
    this.size = size
    this.limit = limit
    this.sequence = sequence
  }
}

/** A packet does not carry the sequence id that is due: client and server no longer talk about the same thing. */
export class PacketOrderError extends ProtocolError {
  readonly code = 'PACKET_ORDER'
  readonly expected: number
  /** The sequence id of the packet. */
  readonly sequence: number

  constructor(expected: number, sequence: number) {
    super(`Packet ${sequence} came where ${expected} was due`)
    this.expected = expected
    this.sequence = sequence
  }
}

/** The client is gone: nothing can be sent any more. */
export class ConnectionLostError extends ProtocolError {
  readonly code = 'CONNECTION_LOST'

  constructor() {
    super('The client closed the connection')
  }
}
