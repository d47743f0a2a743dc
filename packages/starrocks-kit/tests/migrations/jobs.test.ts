import { expect, test } from 'vitest'
import { JobFailedError, JobTimeoutError, lastJobId, waitForJob } from '../../src/migrations/run/jobs.ts'
import type { JobProgress } from '../../src/migrations/run/jobs.ts'
import { TestServer } from './server.ts'

const object = { database: 'shop', name: 't' }

test('waits until the newest job is finished, telling its progress', async () => {
  const server = new TestServer()
  const states = [
    ['PENDING', ''],
    ['WAITING_TXN', String.raw`\N`],
    ['RUNNING', '1/4'],
    ['FINISHED', '4/4'],
  ]
  let look = 0
  server.jobs.set('t', () => {
    const [state = '', progress = ''] = states[Math.min(look++, 3)] ?? []
    return [
      ['99', 't', 'CANCELLED', '', 'an old one'],
      ['100', 't', state, progress, ''],
    ]
  })
  const seen: JobProgress[] = []
  const id = await waitForJob(server.connect(), object, 'schema-change', '99', {
    interval: 1,
    onProgress: (p) => seen.push(p),
  })
  expect(id).toBe('100')
  expect(seen.map(({ state, progress }) => [state, progress])).toEqual([
    ['PENDING', undefined],
    ['WAITING_TXN', undefined],
    ['RUNNING', '1/4'],
    ['FINISHED', '4/4'],
  ])
})

test('ids are compared as numbers', async () => {
  const server = new TestServer()
  server.jobs.set('t', () => [
    ['9', 't', 'FINISHED', '', ''],
    ['10', 't', 'FINISHED', '', ''],
    ['8', 't', 'FINISHED', '', ''],
  ])
  const connection = server.connect()
  expect(await lastJobId(connection, object, 'schema-change')).toBe('10')
  expect(await waitForJob(connection, object, 'schema-change', '9')).toBe('10')
})

test('a change that the server made at once has no job to wait for', async () => {
  const server = new TestServer()
  server.jobs.set('t', () => [['7', 't', 'CANCELLED', '', 'long ago']])
  expect(await waitForJob(server.connect(), object, 'fast-schema-evolution', '7')).toBeUndefined()
  server.jobs.clear()
  expect(await waitForJob(server.connect(), object, 'fast-schema-evolution', undefined)).toBeUndefined()
  expect(await lastJobId(server.connect(), object, 'metadata')).toBeUndefined()
})

test('a cancelled job is an error with the reason', async () => {
  const server = new TestServer()
  server.jobs.set('t', () => [['7', 't', 'CANCELLED', '', 'a tablet is missing']])
  const waiting = waitForJob(server.connect(), object, 'schema-change', undefined)
  await expect(waiting).rejects.toThrow(JobFailedError)
  await expect(waiting).rejects.toThrow('The schema-change job 7 of shop.t ended as CANCELLED: a tablet is missing.')
})

test('waiting ends at the time limit', async () => {
  const server = new TestServer()
  server.jobs.set('t', () => [['7', 't', 'RUNNING', '', '']])
  const waiting = waitForJob(server.connect(), object, 'schema-change', undefined, { timeout: 20, interval: 5 })
  await expect(waiting).rejects.toThrow(JobTimeoutError)
})
