import process from 'node:process'
import type { CommandContext } from './context.ts'
import { EXIT } from './exit-codes.ts'

/**
 * Runs what can be stopped. The first SIGINT (Ctrl-C) or SIGTERM asks it to stop where it does no harm; the second ends the process at once, as the
 * system would have done at the first.
 */
export async function stoppable<T>(
  { terminal }: CommandContext,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted)
    terminal.note(
      'stopping after the statement at work (once more: at once, and the next run looks up what became of it)',
    )
    controller.abort()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
