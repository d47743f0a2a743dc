import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import process from 'node:process'
import { oneLine } from '../../util/one-line.ts'

/** A process, told apart from every other one wherever it runs. */
export interface ProcessIdentity {
  readonly owner: string
  readonly host: string
  readonly pid: number
  /**
   * Where process ids mean the same (one boot of one machine, one container), and when the process began; absent where the system does not tell.
   * Names of hosts do not serve: two machines may have the same.
   */
  readonly instance?: string
}

/** This process. */
export function processIdentity(): ProcessIdentity {
  const place = processPlace()
  const started = startOf(process.pid)
  return {
    owner: userName() ?? 'unknown',
    host: hostName(),
    pid: process.pid,
    ...(place === undefined || started === undefined ? {} : { instance: `${place}.${started}` }),
  }
}

/** Whether that process has certainly ended. `false` also stands for those that cannot be seen from here. */
export function hasEnded({ pid, instance }: ProcessIdentity): boolean {
  const place = processPlace()
  if (instance === undefined || place === undefined || !instance.startsWith(`${place}.`)) return false
  // Another process may have got the same number since: the time of its start tells.
  return startOf(pid) !== instance.slice(place.length + 1)
}

/** Who runs this process, as the operating system says it; a container may have no name for its user. */
export function userName(): string | undefined {
  try {
    return oneLine(userInfo().username, 200)
  } catch {
    return undefined
  }
}

export function hostName(): string {
  return oneLine(hostname(), 200)
}

/** Linux: the boot of the machine, and the name space of process ids. */
function processPlace(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return createHash('sha256')
      .update(`${boot} ${readlinkSync('/proc/self/ns/pid')}`)
      .digest('hex')
      .slice(0, 16)
  } catch {
    return undefined
  }
}

/** Ticks since boot; the name of the command, in parentheses, may hold blanks. A zombie has ended. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
