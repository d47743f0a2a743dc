import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { hasCode } from '../../error-text.ts'
import { DirectoryInUseError } from './directory-in-use-error.ts'
import type { LockContent } from './lock-content.ts'

const FILE = 'starrocks-embedded.lock'
const ATTEMPTS = 5

/**
 * The right to write a data directory: a file that names the process and its port, created atomically.
 * The lock of a dead process is taken over. It does not guard against several owners on a network file system.
 */
export class DirectoryLock {
  readonly #path: string
  #content: LockContent

  private constructor(path: string, content: LockContent) {
    this.#path = path
    this.#content = content
  }

  /** Throws `DirectoryInUseError` while another server (in whichever process) has the directory. */
  static async acquire(directory: string): Promise<DirectoryLock> {
    const path = join(directory, FILE)
    const started = processStart(process.pid)
    const content: LockContent = {
      pid: process.pid,
      ...(started === undefined ? {} : { started }),
      token: randomBytes(8).toString('hex'),
    }
    const own = `${path}.${content.token}`
    await writeFile(own, JSON.stringify(content))
    try {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        // A link, unlike a rename, fails when the name exists, and shows the content at once.
        const linked = await link(own, path).then(
          () => true,
          (error: unknown) => {
            if (hasCode(error, 'EEXIST')) return false
            throw error
          },
        )
        if (linked) return new DirectoryLock(path, content)
        const holder = await readLock(directory)
        if (holder !== undefined && isAlive(holder)) throw new DirectoryInUseError(directory, holder)
        await removeStale(path, holder)
      }
      throw new DirectoryInUseError(directory, await readLock(directory))
    } finally {
      await unlink(own).catch(() => undefined)
    }
  }

  /** Tells others where this server listens. */
  async announce(host: string, port: number): Promise<void> {
    this.#content = { ...this.#content, host, port }
    const next = `${this.#path}.${this.#content.token}`
    await writeFile(next, JSON.stringify(this.#content))
    await rename(next, this.#path)
  }

  async release(): Promise<void> {
    await rm(this.#path, { force: true })
  }
}

/** Who has the directory, alive or not; undefined when nobody has. */
export async function readLock(directory: string): Promise<LockContent | undefined> {
  try {
    return JSON.parse(await readFile(join(directory, FILE), 'utf8')) as LockContent
  } catch {
    return undefined
  }
}

/** Whether the process that wrote the lock still runs. */
function isAlive(holder: LockContent): boolean {
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    // EPERM: it runs, under another user.
    if (!hasCode(error, 'EPERM')) return false
  }
  const started = processStart(holder.pid)
  return started === undefined || holder.started === undefined || started === holder.started
}

/** Moves a dead process's lock away; puts it back when someone else was faster and it is a live one. */
async function removeStale(path: string, expected: LockContent | undefined): Promise<void> {
  const aside = `${path}.stale-${randomBytes(4).toString('hex')}`
  try {
    await rename(path, aside)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return
    throw error
  }
  const moved = await readFile(aside, 'utf8').catch(() => '')
  if (expected !== undefined && !moved.includes(expected.token)) await link(aside, path).catch(() => undefined)
  await unlink(aside)
}

/** When the process started, as Linux tells it (clock ticks since this boot); undefined elsewhere. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    // The second field, the command, may hold spaces: fields are counted behind it. The 22nd is the start time.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return ticks === undefined ? undefined : `${boot}/${ticks}`
  } catch {
    return undefined
  }
}
