import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { serverConfigFile, withProject } from '../project.ts'
import { serverTest } from '../server/support/database.ts'

const test = serverTest()

const CONFIG = serverConfigFile('./src/**/*.ts')
const PROPERTIES = 'DISTRIBUTED BY HASH(id) BUCKETS 1 PROPERTIES ("replication_num" = "1")'
const TABLES = [
  `CREATE TABLE fact_orders (id BIGINT NOT NULL COMMENT 'the number', placed_at DATETIME) PRIMARY KEY(id) ${PROPERTIES}`,
  `CREATE TABLE fact_items (id BIGINT NOT NULL, name VARCHAR(20) DEFAULT 'x') DUPLICATE KEY(id) ${PROPERTIES}`,
  `CREATE TABLE people (id INT) ${PROPERTIES}`,
  'CREATE VIEW named AS SELECT id, name FROM fact_items WHERE name IS NOT NULL',
]

test(
  'models are written as asked for, kept as they are while they are right, and brought up to date',
  {
    timeout: 120_000,
  },
  async ({ database }) => {
    const run = (sql: string): Promise<unknown> => database.connection.query(sql)
    for (const sql of TABLES) await run(sql)
    await withProject(
      async ({ folder, write, cli }) => {
        const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8')
        await write('starrocks.config.ts', CONFIG)
        await mkdir(join(folder, 'src'))

        // To standard output, and what is asked for only.
        const some = await cli('pull "fact_*" --style class --casing camel')
        expect(some.output).toContain("export class FactOrders extends table(\n  'fact_orders',")
        expect(some.output).toContain("placedAt: datetime().named('placed_at')")
        expect(some.output).not.toContain('people')
        expect(await cli('pull nothing')).toMatchObject({ exitCode: 2 })
        expect((await cli(`pull people --database "${database.name.slice(0, -1)}?"`)).output).toContain(
          'export const people',
        )

        // A folder with a file for each object.
        const first = await cli('pull --out src/models --layout per-object')
        expect(first.output).toContain('wrote src/models/named.ts')
        expect(await read('src/models/named.ts')).toContain("import { factItems } from './fact_items.ts'")
        expect(await read('src/models/index.ts')).toBe(
          ['fact_items', 'fact_orders', 'named', 'people'].map((name) => `export * from './${name}.ts'\n`).join(''),
        )
        expect(await cli('check')).toMatchObject({ exitCode: 0 })
        expect((await cli('pull --out src/models --layout per-object')).output).toContain('the models are up to date')
        expect(await cli('pull --out src/models --layout per-object --check')).toMatchObject({ exitCode: 0 })

        // What was written by hand stays; only what differs is written anew.
        const byHand = `// Ours.
import { bigint, table } from 'starrocks-kit'

export class Order extends table('fact_orders', { id: bigint().primaryKey() }, { distributedBy: 'HASH(id) BUCKETS 1' }) {
  get label() { return \`order \${this.id}\` }
}
`
        await write('src/models/fact_orders.ts', byHand)
        const people = await read('src/models/people.ts')
        await writeFile(
          join(folder, 'src/models/people.ts'),
          people.replace('export const people', 'export const persons'),
        )
        await run('DROP VIEW named')
        const check = await cli('pull --out src/models --layout per-object --check')
        expect(check.exitCode).toBe(1)
        expect(check.output).toContain('differs src/models/fact_orders.ts\ndiffers src/models/named.ts\n')
        expect(await read('src/models/fact_orders.ts')).toBe(byHand)
        expect((await cli('pull --out src/models --layout per-object')).exitCode).toBe(0)
        const orders = await read('src/models/fact_orders.ts')
        expect(orders).toContain('// Ours.\nimport { bigint, datetime, hash, table }')
        expect(orders).toContain('placed_at: datetime(),')
        expect(orders).toContain('{\n  get label() { return `order ${this.id}` }\n}\n')
        expect(await read('src/models/people.ts')).toContain('export const persons')
        expect(await read('src/models/named.ts')).not.toContain('view(')
        expect(await cli('check')).toMatchObject({ exitCode: 0 })

        // One file; --force begins anew.
        await write('src/one.ts', people)
        const refused = await cli('pull --out src')
        expect(refused.output).toContain('is a folder')
        await cli('pull --out src/one.ts --force')
        expect(await read('src/one.ts')).toContain('export const people = ')
        const json = JSON.parse((await cli('pull --out src/one.ts --json')).output) as object
        expect(json).toMatchObject({ changed: [], objects: ['fact_items', 'fact_orders', 'people'], unsupported: [] })
      },
      { STARROCKS_URL: database.url },
    )
  },
)
