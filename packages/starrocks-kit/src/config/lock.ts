/** The lock that lets one run at a time change a database. */
export interface LockConfig {
  /** Seconds to wait for another run before this one gives up; 600 unless given. `--lock-timeout` overrides it. */
  readonly timeout?: number
  /** Seconds without a sign of life after which others take the lock over; 60 unless given, at least 10. */
  readonly expiresAfter?: number
}

/** The shortest time in which a slow network is not taken for the end of a run. */
const SHORTEST = 10

/** What the config says of the lock: `false` when whoever runs migrations sees to it that nobody else does. */
export function lockOf(lock: unknown, fail: (problem: string) => never): LockConfig | false {
  if (lock === undefined) return {}
  if (lock === false) return false
  if (typeof lock !== 'object' || lock === null)
    return fail('lock: give { timeout, expiresAfter } in seconds, each optional, or false for none.')
  const { timeout, expiresAfter, ...others } = Object.fromEntries<unknown>(Object.entries(lock))
  for (const key of Object.keys(others))
    fail(`lock: there is no setting "${key}"; the settings are timeout, expiresAfter.`)
  const seconds = (name: string, value: unknown, least: number): number | undefined => {
    if (value === undefined) return undefined
    return typeof value === 'number' && Number.isFinite(value) && value >= least
      ? value
      : fail(`lock.${name}: give a number of seconds, ${least} or more.`)
  }
  const [wait, expiry] = [seconds('timeout', timeout, 0), seconds('expiresAfter', expiresAfter, SHORTEST)]
  return {
    ...(wait === undefined ? {} : { timeout: wait }),
    ...(expiry === undefined ? {} : { expiresAfter: expiry }),
  }
}
