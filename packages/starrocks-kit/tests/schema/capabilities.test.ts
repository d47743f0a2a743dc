import { expect, test } from 'vitest'
import { capabilitiesOf, isAtLeast, parseServerVersion } from '../../src/schema/index.ts'
import { V32, V35, V41 } from './targets.ts'

test('versions are read from what servers and people write', () => {
  expect(parseServerVersion('3.5.7-4f9aa1d')).toMatchObject({ major: 3, minor: 5, patch: 7 })
  expect(parseServerVersion('v4.0')).toMatchObject({ major: 4, minor: 0, patch: 0 })
  expect(parseServerVersion('StarRocks 3.3.2')).toMatchObject({ major: 3, minor: 3, patch: 2 })
  expect(parseServerVersion('main-1a2b3c')).toBeUndefined()
})

test('versions are compared part by part', () => {
  const version = { major: 3, minor: 10, patch: 0, label: '' }
  expect(isAtLeast(version, 3, 9, 9)).toBe(true)
  expect(isAtLeast(version, 3, 10, 1)).toBe(false)
  expect(isAtLeast(version, 4, 0)).toBe(false)
})

test('run mode and version decide together', () => {
  expect(capabilitiesOf(V32).renameColumn).toBe(false)
  expect(capabilitiesOf(V35).defaultReplicationNum).toBe('3')
  expect(capabilitiesOf({ ...V35, runMode: 'shared_data' }).defaultReplicationNum).toBe('1')
  expect(capabilitiesOf(V41).rangeDistribution).toBe(false)
  expect(capabilitiesOf({ ...V41, runMode: 'shared_data' }).rangeDistribution).toBe(true)
})
