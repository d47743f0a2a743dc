import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { afterAll, expect, it } from 'vitest'
import { runCli, spawnServer } from '../server/spawn-server.ts'
import { certificate, key } from '../wire/support/certificate.ts'

const directory = mkdtempSync(join(tmpdir(), 'embedded-cli-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

it('serves what its options say, and stops when it is asked to', async () => {
  writeFileSync(join(directory, 'cert.pem'), certificate)
  writeFileSync(join(directory, 'key.pem'), key)
  const place = ['--data', join(directory, 'data'), '--version', '3.3', '--run-mode', 'shared_data', '--http-port', '0']
  const tls = ['--tls-cert', join(directory, 'cert.pem'), '--tls-key', join(directory, 'key.pem')]
  const server = await spawnServer([...place, ...tls])
  const { hostname, port } = new URL(server.url)
  const client = await createConnection({ host: hostname, port: Number(port), user: 'root', ssl: { ca: certificate } })
  const [rows] = await client.query('SELECT current_version() AS version')
  expect(rows).toEqual([{ version: expect.stringMatching(/^3\.3\./) as string }])
  expect((await fetch(`${server.httpUrl}/api/health`)).status).toBe(200)
  await client.end()
  expect(await server.stop()).toBe(0)
})

it('says what is wrong with its options', async () => {
  const answers = await Promise.all(
    [['--help'], ['--http-port', 'x'], ['--tls-cert', 'cert.pem'], ['--port', '0', '--version', 'four']].map(runCli),
  )
  expect(answers.map(({ code }) => code)).toEqual([0, 2, 2, 2])
  expect(answers.map(({ err }) => err.split('\n')[0])).toEqual([
    '',
    '--http-port x is not a port',
    '--tls-cert and --tls-key belong together',
    expect.stringContaining('four'),
  ])
  expect(answers[0]?.out).toContain('--http-port <number>')
})
