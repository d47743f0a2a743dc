import type { Target } from '../../packages/starrocks-kit/src/schema/index.ts'

/** A column of the tables: a server that rules are known for. */
export interface DocumentedTarget {
  readonly title: string
  readonly target: Target
}

const of = (
  title: string,
  major: number,
  minor: number,
  patch: number,
  runMode: Target['runMode'] = 'shared_nothing',
): DocumentedTarget => ({ title, target: { version: { major, minor, patch, label: title }, runMode } })

export const TARGETS: readonly DocumentedTarget[] = [
  of('3.2', 3, 2, 0),
  of('3.3', 3, 3, 5),
  of('3.5', 3, 5, 7),
  of('4.1', 4, 1, 0),
  of('3.5 shared-data', 3, 5, 7, 'shared_data'),
  of('4.1 shared-data', 4, 1, 0, 'shared_data'),
]

/** The releases between which properties came. */
export const RELEASES: readonly (readonly [major: number, minor: number])[] = [
  [3, 2],
  [3, 3],
  [3, 4],
  [3, 5],
  [4, 0],
  [4, 1],
]
