import assert from 'node:assert/strict'
import { say } from '../playground.ts'
import type { Playground } from '../playground.ts'

/** The command line of MySQL or MariaDB, whichever is there; without one, Debian's package is installed. */
export async function commandLine(playground: Playground): Promise<void> {
  const client = await findClient(playground)
  say(`   ${(await playground.run(client, ['--version'])).trim()}`)
  const place = [
    '--host=127.0.0.1',
    `--port=${playground.port}`,
    '--user=root',
    '--protocol=tcp',
    '--default-character-set=utf8mb4',
  ]
  const ask = (sql: string, ...options: readonly string[]): Promise<string> =>
    playground.run(client, [...place, ...options], { input: sql })

  const script = `CREATE DATABASE shop; USE shop;
CREATE TABLE t (id INT COMMENT "the; 'id'", name VARCHAR(40)) PRIMARY KEY(id) DISTRIBUTED BY HASH(id) PROPERTIES ("replication_num" = "1");
INSERT INTO t VALUES (1, 'Zoë 😀'), (2, NULL);
SELECT * FROM t ORDER BY id;
`
  assert.equal(await ask(script), 'id\tname\n1\tZoë 😀\n2\tNULL\n')
  say('   a script from standard input')
  assert.match(
    await ask('SELECT count(*) AS n FROM t; SHOW TABLES', '--table', 'shop'),
    /\| n +\|\n\+-+\+\n\| +2 \|[\s\S]*Tables_in_shop[\s\S]*\| t +\|/,
  )
  assert.match(await ask('SHOW CREATE TABLE t \\G', 'shop'), /Table: t\nCreate Table: CREATE TABLE `t` \(\n/)
  assert.match(await ask('status', 'shop'), /Current database:\s+shop/)
  say('   tables, \\G, status')
  // Answers and errors are written to two streams: which arrives first is chance.
  const forced = await ask('SELECT 1; SELECT * FROM nothing; SELECT 2', '--force', 'shop')
  assert.match(forced, /ERROR 5502 \(42602\)/)
  assert.match(forced, /^2\n2$/m)
  const refused = await playground.run(client, [...place, 'nowhere', '-e', 'SELECT 1'], { mayFail: true })
  assert.match(refused, /ERROR 5501/)
  say('   errors; an unknown database at login')
  await ask("CREATE USER reader IDENTIFIED BY 'pa ss'")
  assert.equal(
    await playground.run(client, [
      ...place.filter((option) => option !== '--user=root'),
      '--user=reader',
      '--password=pa ss',
      '-Ne',
      'SELECT current_user()',
    ]),
    "'reader'@'%'\n",
  )
  say('   a password')
  // At a terminal the client reads the names of all columns first.
  const interactive = await playground.run('script', ['-qec', [client, ...place, 'shop'].join(' '), '/dev/null'], {
    input: 'SELECT 40 + 2;\nexit\n',
  })
  assert.match(interactive, /Welcome to the [\s\S]* 42 \|[\s\S]*1 row in set[\s\S]*Bye/)
  assert.doesNotMatch(interactive, /ERROR|Didn't find/)
  say('   a terminal')
}

async function findClient({ run }: Playground): Promise<string> {
  for (const name of ['mysql', 'mariadb']) {
    if ((await run('sh', ['-c', `command -v ${name}`], { mayFail: true })) !== '') return name
  }
  await run('apt-get', ['install', '--yes', '--quiet', 'default-mysql-client'])
  return 'mysql'
}
