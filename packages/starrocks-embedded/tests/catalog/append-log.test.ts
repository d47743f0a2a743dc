import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppendLog } from '../../src/catalog/log/append-log.ts'
import { LogCorruptError } from '../../src/catalog/log/log-corrupt-error.ts'

let directory = ''
let path = ''
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'log-'))
  path = join(directory, 'catalog.log')
})
afterEach(() => rmSync(directory, { recursive: true }))

async function write(...values: readonly unknown[]): Promise<void> {
  const { log } = await AppendLog.open(path)
  for (const value of values) await log.append(value)
  await log.close()
}

async function read(): Promise<readonly unknown[]> {
  const { log, records } = await AppendLog.open(path)
  await log.close()
  return records
}

describe('AppendLog', () => {
  it('gives back what was appended, over several openings', async () => {
    await write({ a: 1 }, ['\u{1F600}', 'line\nbreak'])
    await write(null)
    expect(await read()).toEqual([{ a: 1 }, ['\u{1F600}', 'line\nbreak'], null])
  })

  it('keeps the order of records appended at the same time', async () => {
    const { log } = await AppendLog.open(path)
    await Promise.all(Array.from({ length: 50 }, (_, i) => log.append(i)))
    await log.close()
    expect(await read()).toEqual(Array.from({ length: 50 }, (_, i) => i))
  })

  it('cuts a torn last record off, wherever it was torn, and goes on behind the intact ones', async () => {
    await write('first', 'second')
    const whole = readFileSync(path)
    const start = whole.indexOf(0x0a) + 1
    for (let length = start + 1; length < whole.length; length++) {
      writeFileSync(path, whole)
      truncateSync(path, length)
      expect(await read()).toEqual(['first'])
      expect(readFileSync(path).length).toBe(start)
    }
    await write('third')
    expect(await read()).toEqual(['first', 'third'])
  })

  it('cuts off a last record whose bytes are not those that were written', async () => {
    await write('first')
    appendFileSync(path, '00000000 "altered"\n')
    expect(await read()).toEqual(['first'])
  })

  it('refuses a log that is damaged before its end', async () => {
    await write('first', 'second', 'third')
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.replace('second', 'sEcond'))
    await expect(AppendLog.open(path)).rejects.toThrow(LogCorruptError)
    await expect(AppendLog.open(path)).rejects.toMatchObject({ offset: text.indexOf('\n') + 1 })
  })

  it('replaces its records when compacted', async () => {
    const { log } = await AppendLog.open(path)
    await log.append('old')
    await log.compact(['new'])
    await log.append('later')
    await log.close()
    expect(await read()).toEqual(['new', 'later'])
  })
})
