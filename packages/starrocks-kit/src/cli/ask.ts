import process from 'node:process'
import { createInterface } from 'node:readline/promises'

/** Whether there is a person to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY
}

/** Asks on standard error, so that output can be piped. Anything but yes is no, Ctrl-C too. */
export async function askYesNo(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const controller = new AbortController()
  reader.on('SIGINT', () => controller.abort())
  try {
    const answer = await reader.question(`${question} [y/N] `, { signal: controller.signal })
    return /^y(es)?$/i.test(answer.trim())
  } catch (error) {
    if (!controller.signal.aborted) throw error
    return false
  } finally {
    reader.close()
  }
}
