import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { LoadError } from '../stream-load/load-error.ts'
import { tooLarge } from '../stream-load/json-reader.ts'
import type { LoadOptions } from '../stream-load/load-options.ts'

/**
 * The largest body, packed or not, in bytes. A StarRocks backend takes `streaming_load_max_mb` (100 GB); rows of this server may live in memory,
 * so that it takes less.
 */
const LARGEST_BODY = 4 * 1024 * 1024 * 1024

/** A body that came to no end. */
export class BodyError extends Error {
  readonly code = 'BODY_INCOMPLETE'

  constructor(message: string) {
    super(message)
    this.name = 'BodyError'
  }
}

/** Refuses a body that says it is too large, before it is sent. Throws `LoadError`. */
export function checkLength(request: IncomingMessage, options: LoadOptions): void {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > LARGEST_BODY) throw exceeds(length)
  if (options.format === 'json' && !options.json.ignoreSize && length > 100 * 1024 * 1024) throw tooLarge(length)
}

/** Hands the bytes of a body on, unpacked, as fast as they are taken. Throws `LoadError`. */
export async function readBody(
  request: IncomingMessage,
  options: LoadOptions,
  take: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  let size = 0
  try {
    for await (const chunk of unpacked(request, options)) {
      const bytes = chunk as Buffer
      size += bytes.length
      if (size > LARGEST_BODY) throw exceeds(size)
      await take(bytes)
    }
  } catch (error) {
    if (error instanceof LoadError || !(error instanceof Error && 'code' in error)) throw error
    throw new LoadError(`cannot read the body: ${error.message}`)
  }
}

function unpacked(request: IncomingMessage, { compression }: LoadOptions): Readable {
  if (compression === undefined) return request
  const unpack =
    compression === 'gzip' ? createGunzip() : compression === 'deflate' ? createInflate() : createZstdDecompress()
  request.on('error', (error) => unpack.destroy(error))
  request.on('close', () => {
    if (!request.complete) unpack.destroy(new BodyError('the client went away'))
  })
  return request.pipe(unpack)
}

function exceeds(size: number): LoadError {
  return new LoadError(
    `body size ${size} exceed limit: ${LARGEST_BODY}. Load it in several parts: the embedded server takes no larger body`,
  )
}
