import { describe, expect, test } from 'vitest'
import { detectTarget } from '../../src/introspection/index.ts'
import { RecordedServer } from './recorded-connection.ts'
import type { Answer } from './recorded-connection.ts'

const value = (title: string, text: string): Answer => ({ columns: [title], rows: [[text]] })
const runMode = (mode: string): Answer => ({
  columns: ['Key', 'AliasNames', 'Value', 'Type', 'IsMutable', 'Comment'],
  rows: [['run_mode', '[]', mode, 'String', 'false', '']],
})
const denied: Answer = { error: { code: 5203, message: 'Access denied; you need OPERATE' } }
const VERSION = 'SELECT @@version_comment'
const MODE = "ADMIN SHOW FRONTEND CONFIG LIKE 'run_mode'"

const detect = (answers: Record<string, Answer>) => detectTarget(new RecordedServer(answers).connect('shop'))

describe('version', () => {
  test('the frontend names it', async () => {
    const target = await detect({
      [VERSION]: value('@@version_comment', '3.3.5-7c653fb'),
      [MODE]: runMode('shared_nothing'),
    })
    expect(target).toEqual({
      version: { major: 3, minor: 3, patch: 5, label: '3.3.5-7c653fb' },
      runMode: 'shared_nothing',
    })
  })
  test('a backend is asked when the frontend names none', async () => {
    const target = await detect({
      [VERSION]: value('@@version_comment', 'main-37c7c51'),
      'SELECT current_version()': value('current_version()', '4.0.1-1234567'),
      [MODE]: runMode('shared_data'),
    })
    expect(target).toMatchObject({ version: { major: 4, minor: 0, patch: 1 }, runMode: 'shared_data' })
  })
  test('a development build has to be named in the config', async () => {
    await expect(detect({ [VERSION]: value('@@version_comment', 'main-20250627-0000000') })).rejects.toThrow(
      /Cannot find out the version of 127\.0\.0\.1:9030: it calls itself main-20250627-0000000.*target: \{ version/,
    )
  })
  test('what is known is not asked for', async () => {
    const server = new RecordedServer({})
    const known = { version: { major: 3, minor: 5, patch: 7, label: '3.5.7' }, runMode: 'shared_data' } as const
    expect(await detectTarget(server.connect(), known)).toEqual(known)
    expect(server.asked).toEqual([])
  })
})

describe('run mode without the privilege to read the configuration', () => {
  const version = { [VERSION]: value('@@version_comment', '3.5.7') }

  test('a variable of newer servers tells', async () => {
    const target = await detect({ ...version, [MODE]: denied, 'SELECT @@run_mode': value('@@run_mode', 'shared_data') })
    expect(target.runMode).toBe('shared_data')
  })
  test.each([
    ['CREATE DATABASE `shop`\nPROPERTIES ("storage_volume" = "builtin_storage_volume")', 'shared_data'],
    ['CREATE DATABASE `shop`', 'shared_nothing'],
  ])('the current database shows it: %s', async (text, expected) => {
    const target = await detect({
      ...version,
      [MODE]: denied,
      'SHOW CREATE DATABASE shop': { columns: ['Database', 'Create Database'], rows: [['shop', text]] },
    })
    expect(target.runMode).toBe(expected)
  })
  test('when nothing tells, it has to be named in the config', async () => {
    await expect(detect({ ...version, [MODE]: denied })).rejects.toThrow(/Cannot find out the run mode.*runMode/)
  })
})
