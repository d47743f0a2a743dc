import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startServer } from 'starrocks-embedded'
import { connect } from 'starrocks-kit'
import { expect, test } from 'vitest'
import { withProject } from '../project.ts'

const SCRIPT = `-- Everything that a script may hold.
CREATE TABLE a (id INT NOT NULL, k INT, v VARCHAR(20)) DUPLICATE KEY (id)
PARTITION BY RANGE (id) (PARTITION p1 VALUES LESS THAN ("10"), PARTITION p2 VALUES LESS THAN ("20"))
DISTRIBUTED BY HASH(id) BUCKETS 2 ORDER BY (k) PROPERTIES ("replication_num" = "1");
CREATE TABLE b (id INT NOT NULL, v STRING DEFAULT "x") PRIMARY KEY (id) DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1");
ALTER TABLE a ADD COLUMN (n BIGINT COMMENT "a; b", m DATE), DROP COLUMN v;
ALTER TABLE a ADD PARTITION p3 VALUES LESS THAN ("30");
ALTER TABLE a DROP PARTITION p1;
ALTER TABLE a MODIFY COLUMN n COMMENT 'other';
ALTER TABLE a COMMENT = 'first';
ALTER TABLE b RENAME c;
CREATE INDEX i ON a (m) USING BITMAP;
CREATE VIEW w (id COMMENT 'key') COMMENT 'view' AS SELECT id FROM c;
ALTER VIEW w AS SELECT id, v FROM c;
CREATE MATERIALIZED VIEW mv REFRESH MANUAL PROPERTIES ("replication_num" = "1") AS SELECT k, count(*) AS n FROM a GROUP BY k;
ALTER MATERIALIZED VIEW mv REFRESH ASYNC EVERY (INTERVAL 1 HOUR);
/* hint */ SET enable_profile = false;
CREATE TABLE IF NOT EXISTS later (id INT) DISTRIBUTED BY RANDOM PROPERTIES ("replication_num" = "1");
INSERT INTO c VALUES (1, ';');
`

test('a script becomes a revision that leads where the script leads, and back', { timeout: 120_000 }, async () => {
  const server = await startServer({})
  const sql = await connect(server.url)
  try {
    for (const name of ['demo', 'plain']) await sql.query(`CREATE DATABASE ${name}`)
    await withProject(async ({ cli, write, folder }) => {
      await write(
        'starrocks.config.ts',
        `export default { connection: '${server.url}/demo', models: './src/models.ts', target: { version: '3.5' }, revisionFiles: { fileName: '{revision}' }, ledger: { properties: { replication_num: '1' } } }\n`,
      )
      await write('src/models.ts', 'export {}\n')
      await write('sql/all.sql', SCRIPT)
      const made = await cli('revision --sql-file sql/all.sql -m all --rev-id aa')
      expect(made.exitCode, made.output).toBe(0)
      const text = await readFile(join(folder, 'migrations/aa.ts'), 'utf8')
      const [up = '', down = ''] = text.split('export function downgrade')
      const calls = [...up.matchAll(/^ {2}op\.(\w+)/gmu)].map(([, call]) => call)
      expect(calls).toEqual([
        'createTable',
        'createTable',
        'addColumn',
        'addColumn',
        'dropColumn',
        'addPartition',
        'dropPartition',
        'modifyColumn',
        'modifyTableComment',
        'renameTable',
        'addIndex',
        'createView',
        'alterView',
        'createMaterializedView',
        'modifyRefreshScheme',
        'execute',
        'execute',
        'execute',
      ])
      expect(up).toContain('op.execute("INSERT INTO c VALUES (1, \';\')")')
      expect(down).toContain(`op.dropMaterializedView('mv')`)

      const upgraded = await cli('upgrade --allow-destructive')
      expect(upgraded.exitCode, upgraded.output).toBe(0)
      const direct = await connect(`${server.url}/plain`)
      try {
        for (const statement of SCRIPT.replaceAll(/^--.*$/gmu, '').split(/;\n/u))
          if (statement.trim() !== '') await direct.query(statement)
        for (const name of ['a', 'c', 'w', 'mv', 'later']) {
          const [mine, theirs] = await Promise.all(
            ['demo', 'plain'].map(
              async (place) => (await sql.query(`SHOW CREATE TABLE ${place}.${name}`)).rows[0]?.[1],
            ),
          )
          expect(mine?.replaceAll('demo', 'plain')).toBe(theirs)
        }
      } finally {
        await direct.close()
      }

      // Errors name the file and the line, and nothing is written.
      await write('sql/syntax.sql', 'DROP TABLE later;\n\nCREATE TABEL x (id INT);\n')
      const syntax = await cli('revision --sql-file sql/syntax.sql -m no')
      expect(syntax.output).toContain('sql/syntax.sql:3: ')
      expect(syntax.exitCode).toBe(2)
      await write('sql/refused.sql', 'ALTER TABLE a ADD COLUMN x INT;\nALTER TABLE a\n  DROP COLUMN nothing;\n')
      expect((await cli('revision --sql-file sql/refused.sql -m no')).output).toContain(
        'sql/refused.sql:2: StarRocks refuses',
      )
      await write('sql/use.sql', 'USE other;\nINSERT INTO t VALUES (1);\n')
      expect((await cli('revision --sql-file sql/use.sql -m no')).output).toContain(
        'sql/use.sql:2: this statement runs as it is written, in demo',
      )
      await write('sql/empty.sql', '-- nothing\n')
      expect((await cli('revision --sql-file sql/empty.sql -m no')).output).toContain('there is no statement in it')
      expect((await cli('revision --sql-file sql/missing.sql -m no')).output).toContain('missing.sql cannot be read')
      expect((await cli('revision --sql-file sql/all.sql --autogenerate -m no')).exitCode).toBe(2)
      expect((await cli('heads')).output).toBe('aa (head), all\n')

      // A table that no revision has made: the server knows it.
      await sql.query('CREATE TABLE demo.theirs (id INT) DISTRIBUTED BY RANDOM PROPERTIES ("replication_num" = "1")')
      await write('sql/theirs.sql', 'ALTER TABLE theirs ADD COLUMN more INT;\n')
      const theirs = await cli('revision --sql-file sql/theirs.sql -m theirs --rev-id bb')
      expect(theirs.exitCode, theirs.output).toBe(0)
      expect((await cli('upgrade')).exitCode).toBe(0)
      expect((await sql.query('DESC demo.theirs')).rows).toHaveLength(2)
    })
  } finally {
    await sql.close()
    await server.close()
  }
})
