/** What the lock file of a data directory says. */
export interface LockContent {
  readonly pid: number
  /** Tells a process from a later one with the same number (a reboot, a container); absent where the system does not say. */
  readonly started?: string
  /** Where the server listens, once it does. */
  readonly host?: string
  readonly port?: number
  readonly token: string
}
