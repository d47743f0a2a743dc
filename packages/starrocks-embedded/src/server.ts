import { declaredFunctions } from './catalog/analyzed/declared-functions.ts'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { ownEntry, parseServerVersion } from 'starrocks-kit/schema'
import type { RunMode, Target } from 'starrocks-kit/schema'
import { Catalog } from './catalog/catalog.ts'
import type { JobDurations } from './catalog/catalog.ts'
import { Loads } from './catalog/loads/loads.ts'
import { recoverLoads } from './catalog/loads/recover-loads.ts'
import { DirectoryLock } from './catalog/log/directory-lock.ts'
import { createEngine } from './engine/create-engine.ts'
import type { HttpServer } from './http/http-server.ts'
import { EmbeddedSession } from './session.ts'
import { resolveRelation } from './session/catalog-scope.ts'
import { MaterializedViewRefresher } from './session/materialized-view-refresher.ts'
import { SessionRegistry } from './session/session-registry.ts'
import type { ServerState } from './session/server-state.ts'
import { executeTask } from './session/objects/execute-task.ts'
import { TaskRunner } from './session/task-runner.ts'
import { findUser, passwordHash, withPassword } from './session/users.ts'
import type { Identity } from './session/users.ts'
import { createSyntaxReader } from './session/syntax/server-syntax.ts'
import { defaultVariables } from './session/variables.ts'
import type { WireHandler } from './wire/handler.ts'
import type { Address } from './wire/listen.ts'
import { createWireServer } from './wire/server.ts'
import type { WireServer } from './wire/server.ts'
import { SILENT } from './wire/log.ts'
import type { WireLog } from './wire/log.ts'
import { UnknownVersionError } from './unknown-version-error.ts'

export interface ServerOptions {
  /** Loopback unless another address is given. */
  readonly host?: string
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Keeps catalog and rows; without it they live in memory. */
  readonly dataDirectory?: string
  /** The StarRocks version whose rules and wording apply: `3.2`, `3.3`, `3.5` (default), `4.0`, `4.1`, or `main-2025-06`. */
  readonly version?: string
  readonly runMode?: RunMode
  /** Passwords of users, by name. Root has none unless it is given one here or by SET PASSWORD. */
  readonly users?: Readonly<Record<string, string>>
  /** How long jobs of ALTER take, all or by type (`COLUMN`, `OPTIMIZE`, `ROLLUP`), in milliseconds; 0 (the default) ends them within the ALTER. */
  readonly jobDurationMs?: JobDurations
  /** Takes Stream Load over HTTP at this port (0: a free one) of the same address; without it there is no HTTP. */
  readonly httpPort?: number
  /** Offers TLS to clients of the MySQL protocol with this key and certificate, both PEM. They may still connect without. */
  readonly tls?: { readonly key: string | Buffer; readonly cert: string | Buffer }
  readonly log?: WireLog
}

export interface EmbeddedServer {
  /**
   * Opens the data directory and starts to listen. Throws `DirectoryInUseError` when another server has the directory, `ListenError` when the
   * address cannot be used, `LogCorruptError` when the catalog's log is damaged.
   */
  listen(): Promise<{ readonly host: string; readonly port: number }>
  /** Lets running statements finish, then closes sessions, engine and log. */
  close(): Promise<void>
  /** Lets the process end although the server still listens. Open connections keep it running. */
  unref(): void
  /** `starrocks://root@host:port`, once it listens. */
  readonly url: string
  /** `http://host:port`, once it listens; empty without `httpPort`. */
  readonly httpUrl: string
}

/** Builds that carry no number are known by their date. */
const DEVELOPMENT_BUILDS: Readonly<Record<string, string>> = { 'main-2025-06': '3.6.0' }
const DEFAULT_VERSION = '3.5'

/** The target that a version and a run mode stand for. Throws `UnknownVersionError`. */
export function targetOf(version: string = DEFAULT_VERSION, runMode: RunMode = 'shared_nothing'): Target {
  const parsed = parseServerVersion(DEVELOPMENT_BUILDS[version] ?? version)
  if (parsed === undefined) throw new UnknownVersionError(version)
  return { version: { ...parsed, label: version }, runMode }
}

/**
 * A StarRocks-compatible server in this process: schema as StarRocks keeps it, rows in an embedded engine, MySQL's protocol on the wire.
 *
 * @example
 * const server = createServer({ port: 9030, dataDirectory: '.starrocks' })
 * await server.listen()
 */
export function createServer(options: ServerOptions = {}): EmbeddedServer {
  const target = targetOf(options.version, options.runMode)
  let running: RunningServer | undefined
  let starting: Promise<RunningServer> | undefined
  return {
    listen: async () => {
      starting ??= start(options, target)
      running = await starting
      return running.address
    },
    close: async () => {
      const server = await starting?.catch(() => undefined)
      starting = undefined
      running = undefined
      await server?.close()
    },
    unref: () => {
      void starting?.then(
        (server) => server.unref(),
        () => undefined,
      )
    },
    get url() {
      return running === undefined ? '' : `starrocks://root@${hostAndPort(running.address)}`
    },
    get httpUrl() {
      return running?.httpAddress === undefined ? '' : `http://${hostAndPort(running.httpAddress)}`
    },
  }
}

interface RunningServer {
  readonly address: Address
  readonly httpAddress: Address | undefined
  close(): Promise<void>
  unref(): void
}

async function start(options: ServerOptions, target: Target): Promise<RunningServer> {
  const directory = options.dataDirectory === undefined ? undefined : resolve(options.dataDirectory)
  if (directory !== undefined) await mkdir(directory, { recursive: true })
  const lock = directory === undefined ? undefined : await DirectoryLock.acquire(directory)
  const opened: { close(): Promise<void> }[] = []
  try {
    const engine = createEngine(directory === undefined ? {} : { directory })
    opened.push(engine)
    const frontendConfig = new Map<string, string>()
    const catalog = await Catalog.open({
      target,
      frontendConfig,
      rows: engine,
      ...(directory === undefined ? {} : { directory }),
      ...(options.jobDurationMs === undefined ? {} : { jobDurationMs: options.jobDurationMs }),
    })
    opened.push(catalog)
    await catalog.reconcileRows()
    await recoverLoads(catalog, engine)
    await addUsers(catalog, options.users ?? {})
    let address = { host: options.host ?? '127.0.0.1', port: options.port ?? 0 }
    const server = serverState(catalog, engine, target, frontendConfig, () => address)
    const wire: WireServer = createWireServer({
      handler: handlerOf(server),
      host: address.host,
      port: address.port,
      serverVersion: server.serverVersion,
      log: options.log ?? SILENT,
      ...(options.tls === undefined ? {} : { tls: options.tls }),
    })
    opened.push(wire)
    const http = await openHttp(server, options, address.host)
    if (http !== undefined) opened.push(http.server)
    address = await wire.listen()
    server.tasks.resume()
    await lock?.announce(address.host, address.port)
    return {
      address,
      httpAddress: http?.address,
      unref: () => {
        wire.unref()
        http?.server.unref()
      },
      close: async () => {
        await http?.server.close()
        await wire.close()
        await server.refresher.idle()
        await server.tasks.close()
        await catalog.close()
        await engine.close()
        await lock?.release()
      },
    }
  } catch (error) {
    for (const part of opened.toReversed()) await part.close().catch(() => undefined)
    await lock?.release()
    throw error
  }
}

/** HTTP is loaded when it is asked for: most servers do without. */
async function openHttp(
  server: ServerState,
  options: ServerOptions,
  host: string,
): Promise<{ readonly server: HttpServer; readonly address: Address } | undefined> {
  if (options.httpPort === undefined) return undefined
  const { openHttpServer } = await import('./http/open-http-server.ts')
  const opened = openHttpServer(server, { host, port: options.httpPort, log: options.log ?? SILENT })
  return { server: opened, address: await opened.listen() }
}

function serverState(
  catalog: Catalog,
  engine: ServerState['engine'],
  target: Target,
  frontendConfig: ServerState['frontendConfig'],
  address: ServerState['address'],
): ServerState {
  const versionComment = versionCommentOf(target)
  const serverVersion = '8.0.33'
  const defaults = defaultVariables({ versionComment, version: serverVersion, target })
  const refresher = new MaterializedViewRefresher(catalog, engine, (database) => ({
    currentDatabase: database,
    resolve: (name) =>
      resolveRelation(name, { database }, catalog, () => ({
        catalog,
        target,
        taskRuns: refresher.runs,
        loadLogs: new Map(),
        temporaryTables: [],
        sessionId: '',
        variables: () => [],
      })),
    functions: declaredFunctions(catalog.data, database),
    variable: (name) => defaults.get(name.toLowerCase()),
    userVariable: () => undefined,
  }))
  const state: ServerState = {
    catalog,
    engine,
    sessions: new SessionRegistry(),
    refresher,
    loads: new Loads(catalog),
    target,
    serverVersion,
    versionComment,
    defaults,
    frontendConfig,
    syntax: createSyntaxReader(target),
    startedAt: Date.now(),
    address,
    tasks: new TaskRunner(catalog, (task) => executeTask(task, state)),
  }
  return state
}

/** `3.5.0-embedded`: a version with its three numbers, as drivers parse it, and what this server is. */
function versionCommentOf(target: Target): string {
  const { major, minor, patch } = target.version
  return `${major}.${minor}.${patch}-embedded`
}

function handlerOf(server: ServerState): WireHandler<Identity> {
  return {
    authenticate: async (login) => {
      const found = findUser(server.catalog, login.user, login.host)
      // Nobody is asked whether somebody is who he says: a user of a plugin gets in nowhere.
      if (found === undefined || found.user.plugin !== undefined) return { kind: 'unknown-user' }
      const { identity, user } = found
      return {
        kind: 'native-password',
        identity,
        hash: user.passwordHash === undefined ? null : Buffer.from(user.passwordHash, 'hex'),
      }
    },
    openSession: async (identity, connection) => new EmbeddedSession(server, identity, connection),
  }
}

async function addUsers(catalog: Catalog, users: Readonly<Record<string, string>>): Promise<void> {
  const entries = Object.entries(users)
  if (entries.length === 0) return
  await catalog.update((data) => ({
    ...data,
    users: {
      ...data.users,
      ...Object.fromEntries(
        entries.map(([name, password]) => [
          name,
          withPassword(ownEntry(data.users, name) ?? { kind: 'User', name }, passwordHash({ password })),
        ]),
      ),
    },
  }))
}

function hostAndPort({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
