import { resolve } from 'node:path'
import { connectionProvider } from 'starrocks-kit/connection'
import type { Connection, ConnectionProvider } from 'starrocks-kit/connection'
import type { RunMode } from 'starrocks-kit/schema'
import { DirectoryInUseError } from './catalog/log/directory-in-use-error.ts'
import { createServer } from './server.ts'
import type { EmbeddedServer, ServerOptions } from './server.ts'

export interface EmbeddedOptions {
  /** Keeps catalog and rows between runs; without it each provider has a server of its own in memory. */
  readonly dataDirectory?: string
  /** The database that models and revisions mean when they name none; created when missing. Default `demo`. */
  readonly database?: string
  /** The StarRocks version to be; default 3.5. */
  readonly version?: string
  readonly runMode?: RunMode
  readonly jobDurationMs?: NonNullable<ServerOptions['jobDurationMs']>
  /** Takes Stream Load over HTTP at this port while a connection is open; without it there is no HTTP. */
  readonly httpPort?: number
}

/** A server that several connections use: it runs as long as one of them is open. */
interface SharedServer {
  readonly server: EmbeddedServer | undefined
  readonly url: string
}

/** Servers of this process by data directory: two on one directory would not see each other's changes. */
const SHARED = new Map<string, ServerLease>()

/**
 * A connection provider that runs the embedded server in this process while a connection is open.
 * When another process serves the data directory, it connects to that one.
 *
 * @example export default defineConfig({ connection: embedded({ dataDirectory: '.starrocks' }), ... })
 */
export function embedded(options: EmbeddedOptions = {}): ConnectionProvider {
  const database = options.database ?? 'demo'
  const directory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory)
  const lease = leaseOf(options, directory)
  const where = directory === undefined ? 'in memory' : options.dataDirectory
  const description = `embedded StarRocks (${where})/${database}`
  return {
    description,
    database,
    connect: async (request = {}) => {
      const wanted = request.database === undefined ? database : request.database
      const { url } = await lease.take()
      try {
        if (wanted === database) await createDatabase(url, database)
        return new LeasedConnection(
          await connectionProvider(wanted === null ? url : `${url}/${encodeURIComponent(wanted)}`).connect(),
          lease,
          description,
        )
      } catch (error) {
        await lease.give()
        throw error
      }
    },
  }
}

function leaseOf(options: EmbeddedOptions, directory: string | undefined): ServerLease {
  if (directory === undefined) return new ServerLease(options)
  const lease = SHARED.get(directory) ?? new ServerLease(options)
  SHARED.set(directory, lease)
  return lease
}

async function createDatabase(url: string, database: string): Promise<void> {
  const connection = await connectionProvider(url).connect()
  try {
    await connection.query(`CREATE DATABASE IF NOT EXISTS \`${database.replaceAll('`', '``')}\``)
  } finally {
    await connection.close()
  }
}

/** Starts the server with the first connection and stops it after the last. */
class ServerLease {
  readonly #options: EmbeddedOptions
  #users = 0
  #starting: Promise<SharedServer> | undefined
  #stopping: Promise<void> = Promise.resolve()

  constructor(options: EmbeddedOptions) {
    this.#options = options
  }

  async take(): Promise<SharedServer> {
    this.#users++
    await this.#stopping
    this.#starting ??= this.#start()
    try {
      return await this.#starting
    } catch (error) {
      this.#users--
      this.#starting = undefined
      throw error
    }
  }

  async give(): Promise<void> {
    if (--this.#users > 0) return
    const starting = this.#starting
    // In memory everything would be lost with the last connection: such a server lives as long as its process, and does not keep it running.
    if (this.#options.dataDirectory === undefined || starting === undefined) return
    this.#starting = undefined
    this.#stopping = starting.then(async ({ server }) => await server?.close())
    await this.#stopping
  }

  async #start(): Promise<SharedServer> {
    const { database: _, ...options } = this.#options
    const server = createServer(options)
    try {
      await server.listen()
      if (this.#options.dataDirectory === undefined) server.unref()
      return { server, url: server.url }
    } catch (error) {
      const holder = error instanceof DirectoryInUseError ? error.holder : undefined
      if (holder?.port === undefined) throw error
      return { server: undefined, url: `starrocks://root@${holder.host ?? '127.0.0.1'}:${holder.port}` }
    }
  }
}

/** A connection that gives its server back when it is closed. */
class LeasedConnection implements Connection {
  readonly #inner: Connection
  readonly #lease: ServerLease
  /** Where its port is says nothing to people: it is another one each time. */
  readonly description: string
  #open = true

  constructor(inner: Connection, lease: ServerLease, description: string) {
    this.#inner = inner
    this.#lease = lease
    this.description = description
  }

  get database(): string {
    return this.#inner.database ?? ''
  }

  query(sql: string): ReturnType<Connection['query']> {
    return this.#inner.query(sql)
  }

  stream(sql: string): ReturnType<Connection['stream']> {
    return this.#inner.stream(sql)
  }

  async fork(): Promise<Connection> {
    await this.#lease.take()
    try {
      return new LeasedConnection(await this.#inner.fork(), this.#lease, this.description)
    } catch (error) {
      await this.#lease.give()
      throw error
    }
  }

  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#inner.close()
    await this.#lease.give()
  }
}
