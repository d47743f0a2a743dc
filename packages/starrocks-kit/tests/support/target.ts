import type { Target } from '../../src/schema/index.ts'

/** A server of version 3.5, as most tests want one. */
export const TARGET: Target = {
  version: { major: 3, minor: 5, patch: 7, label: '3.5.7' },
  runMode: 'shared_nothing',
}

/** The database that statements without a database mean. */
export const DATABASE = 'shop'
