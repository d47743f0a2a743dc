import { isAtLeast } from '../../../packages/starrocks-kit/src/schema/index.ts'
import type { Target } from '../../../packages/starrocks-kit/src/schema/index.ts'

/** Whether the server is older than `since` (as `3.5` or `3.3.2`): then it lacks what a case needs. */
export function isOlder({ version }: Target, since: string | undefined): boolean {
  if (since === undefined) return false
  const [major = 0, minor = 0, patch = 0] = since.split('.').map(Number)
  return !isAtLeast(version, major, minor, patch)
}
