import { InvalidArgumentError, Option } from 'commander'

/** How long another run that holds the lock is waited for: seconds on the command line, milliseconds in code. */
export function lockTimeoutOption(): Option {
  return new Option(
    '--lock-timeout <seconds>',
    'how long to wait for another run on the same database (default: 600)',
  ).argParser((text) => {
    const seconds = Number(text)
    if (!Number.isFinite(seconds) || seconds < 0) throw new InvalidArgumentError('Give a number of seconds.')
    return seconds * 1000
  })
}
