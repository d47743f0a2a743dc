import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DirectoryInUseError } from '../../src/catalog/log/directory-in-use-error.ts'
import { DirectoryLock, readLock } from '../../src/catalog/log/directory-lock.ts'

let directory = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

describe('DirectoryLock', () => {
  it('lets one owner in and names it to the next', async () => {
    const lock = await DirectoryLock.acquire(directory)
    await lock.announce('127.0.0.1', 4711)
    await expect(DirectoryLock.acquire(directory)).rejects.toThrow(
      new RegExp(`is in use by process ${process.pid}, which listens on port 4711`),
    )
    await lock.release()
    const next = await DirectoryLock.acquire(directory)
    await next.release()
    expect(readdirSync(directory)).toEqual([])
  })

  it('has one winner when many try at the same time', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => DirectoryLock.acquire(directory)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(DirectoryInUseError)
    expect(readdirSync(directory)).toHaveLength(1)
  })

  it('takes the lock of a dead process over', async () => {
    const child = spawn(process.execPath, ['-e', ''])
    await once(child, 'exit')
    writeFileSync(
      join(directory, 'starrocks-embedded.lock'),
      JSON.stringify({ pid: child.pid, token: 'dead', port: 1 }),
    )
    const lock = await DirectoryLock.acquire(directory)
    expect((await readLock(directory))?.pid).toBe(process.pid)
    await lock.release()
  })

  it.skipIf(process.platform !== 'linux')('is not misled by a later process with the same number', async () => {
    writeFileSync(
      join(directory, 'starrocks-embedded.lock'),
      JSON.stringify({ pid: process.pid, started: 'another boot/1', token: 'dead' }),
    )
    const lock = await DirectoryLock.acquire(directory)
    await lock.release()
  })
})
