import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { compact } from '../util/compact.ts'
import { tagOption } from './tag-option.ts'

/** What `upgrade` and `downgrade` have in common. */
export interface RunFlags {
  readonly sql?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
  readonly waitRefresh?: boolean
  readonly lockTimeout?: number
  readonly jobTimeout?: number
  readonly cancelJobs?: boolean
}

export function addRunFlags(command: Command): Command {
  return command
    .option('--sql', 'print the SQL, with nothing connected')
    .option('--dry-run', 'print what would run, with jobs, hazards and sizes of tables; run nothing')
    .option('--json', 'print JSON: the plan with --dry-run, otherwise what was run')
    .option('--wait-refresh', 'wait until the first refresh of each new materialized view is done')
    .addOption(lockTimeoutOption())
    .addOption(seconds('--job-timeout <seconds>', 'how long to wait for a job of the server (default: 86400)'))
    .addOption(tagOption())
    .option('--cancel-jobs', 'cancel a job on the server when its time-out or Ctrl-C ends the waiting')
}

/** How long another run that holds the lock is waited for: seconds on the command line, milliseconds in code. */
export function lockTimeoutOption(): Option {
  return seconds('--lock-timeout <seconds>', 'how long to wait for another run on the same database (default: 600)')
}

/** What the flags say to the command in code. */
export function runOptions({ waitRefresh, lockTimeout, jobTimeout, cancelJobs }: RunFlags): {
  readonly waitRefresh?: boolean
  readonly lockTimeout?: number
  readonly jobs: { readonly timeout?: number; readonly cancel?: boolean }
} {
  return { ...compact({ waitRefresh, lockTimeout }), jobs: compact({ timeout: jobTimeout, cancel: cancelJobs }) }
}

function seconds(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text) => {
    const given = Number(text)
    if (text.trim() === '' || !Number.isFinite(given) || given < 0)
      throw new InvalidArgumentError('Give a number of seconds.')
    return given * 1000
  })
}
