import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parseConnectionUrl } from 'starrocks-kit/connection'

/** The server that is measured. */
export interface BenchServer extends AsyncDisposable {
  readonly host: string
  readonly port: number
  /** Milliseconds that the server has computed so far; absent where nobody can tell. */
  readonly computed?: () => Promise<number>
  /** A URL that leads to it through `port` of this machine, or straight when it is the server's own. */
  url(port: number, database?: string): string
  /** The same for the Python tool. */
  sqlAlchemyUrl(port: number, database: string): string
}

const BIN = fileURLToPath(
  import.meta.resolve('starrocks-embedded/package.json').replace('package.json', 'bin/starrocks-embedded.js'),
)

/** The server of the URL, or an embedded one in a process of its own, so that its work is not counted as the tool's. */
export async function openServer(url: string | undefined): Promise<BenchServer> {
  if (url !== undefined) {
    const { user, password, hosts, tls } = parseConnectionUrl(url)
    const [host] = hosts
    if (host === undefined || tls !== 'off')
      throw new Error('STARROCKS_URL has to name a host, and no TLS: queries are counted on the wire')
    return { ...benchServer({ ...host, user, password }), [Symbol.asyncDispose]: () => Promise.resolve() }
  }
  const child = spawn(process.execPath, [BIN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(/:(\d+)\s*$/.exec(chunk.toString())?.[1])
  return {
    ...benchServer({ host: '127.0.0.1', port, user: 'root', password: '' }),
    ...(existsSync(`/proc/${child.pid}/task`) ? { computed: () => computedBy(child.pid ?? 0) } : {}),
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** What the kernel counts for all threads of a process. */
async function computedBy(pid: number): Promise<number> {
  const tasks = await readdir(`/proc/${pid}/task`)
  const times = await Promise.all(
    tasks.map(async (task) => {
      const text = await readFile(`/proc/${pid}/task/${task}/schedstat`, 'utf8').catch(() => '0')
      return Number(text.split(' ')[0]) / 1e6
    }),
  )
  return times.reduce((sum, time) => sum + time, 0)
}

interface Place {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

function benchServer(place: Place): Omit<BenchServer, typeof Symbol.asyncDispose> {
  const { host, user, password } = place
  const login = `${encodeURIComponent(user)}${password === '' ? '' : `:${encodeURIComponent(password)}`}`
  const at = (port: number): string => `${login}@${port === place.port ? host : '127.0.0.1'}:${port}`
  return {
    host,
    port: place.port,
    url: (port, database) => `starrocks://${at(port)}${database === undefined ? '' : `/${database}`}`,
    sqlAlchemyUrl: (port, database) => `starrocks://${at(port)}/${database}`,
  }
}
