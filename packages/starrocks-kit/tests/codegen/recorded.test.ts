import { describe, expect, test } from 'vitest'
import { hasCorpus, readRecord, WITHOUT_CORPUS } from '../../../../tests/corpus.ts'
import { diffSchemas } from '../../src/diff/index.ts'
import { readCreateStatement } from '../../src/introspection/read-create-statement.ts'
import { normalizeSchema } from '../../src/schema/index.ts'
import type { Target } from '../../src/schema/index.ts'
import { schemaOf } from '../../src/schema/state.ts'
import type { SchemaObject } from '../../src/schema/state.ts'
import { evaluate, modelsSource } from './evaluate.ts'

const target: Target = { version: { major: 3, minor: 5, patch: 0, label: '3.5.0' }, runMode: 'shared_nothing' }

/** What `check` would find after `pull` wrote the models. */
async function changesAfterPull(objects: readonly SchemaObject[]): Promise<readonly unknown[]> {
  const live = normalizeSchema(schemaOf(objects.map((object) => ({ database: 'app', object }))), target)
  const models = await evaluate(modelsSource(live, { target }))
  const { operations, undecided } = diffSchemas(live, models, { target, defaultDatabase: 'app' })
  return [...operations, ...undecided]
}

/** Written anew after what servers print. */
const SHOWN: readonly (readonly [name: string, text: string])[] = [
  [
    'orders',
    'CREATE TABLE `orders` (\n  `id` bigint(20) NOT NULL COMMENT "",\n  `placed` datetime NOT NULL COMMENT "when",\n' +
      '  `total` decimal(12, 2) NULL DEFAULT "0.00" COMMENT ""\n) ENGINE=OLAP \nPRIMARY KEY(`id`, `placed`)\nCOMMENT "all orders"\n' +
      "PARTITION BY date_trunc('day', placed)\nDISTRIBUTED BY HASH(`id`) BUCKETS 4 \nORDER BY(`placed`)\nPROPERTIES (\n" +
      '"compression" = "LZ4",\n"enable_persistent_index" = "true",\n"fast_schema_evolution" = "true",\n"replicated_storage" = "true",\n' +
      '"replication_num" = "1"\n);',
  ],
  [
    'big_orders',
    'CREATE VIEW `big_orders` (`id`, `total`) SECURITY NONE AS SELECT `app`.`orders`.`id`, `app`.`orders`.`total`\nFROM `app`.`orders`\n' +
      'WHERE `app`.`orders`.`total` > 100;',
  ],
  [
    'order_stats',
    'CREATE MATERIALIZED VIEW `order_stats` (`id`, `cnt`)\nDISTRIBUTED BY RANDOM\nREFRESH ASYNC\nPROPERTIES (\n"replicated_storage" = "true",\n' +
      '"replication_num" = "1",\n"storage_medium" = "HDD"\n)\nAS SELECT `orders`.`id`, count(*) AS `cnt`\nFROM `app`.`orders`\nGROUP BY `orders`.`id`;',
  ],
]

test('models of what a server shows leave nothing to change, and nothing that the server added', async () => {
  const objects = SHOWN.map(([name, shown]) => readCreateStatement(name, shown, target))
  const live = normalizeSchema(schemaOf(objects.map((object) => ({ database: 'app', object }))), target)

  expect(modelsSource(live, { target, importFrom: 'starrocks-kit' })).toBe(
    `import { bigint, datetime, dateTrunc, decimal, hash, materializedView, refresh, sql, table, view } from 'starrocks-kit'

export const orders = table(
  'orders',
  {
    id: bigint().primaryKey(),
    placed: datetime().primaryKey().comment('when'),
    total: decimal(12, 2).default('0.00'),
  },
  (t) => ({
    comment: 'all orders',
    partitionBy: dateTrunc('day', t.placed),
    distributedBy: hash(t.id).buckets(4),
    orderBy: [t.placed],
    properties: { replication_num: 1 },
  }),
)

export const bigOrders = view('big_orders', {
  query: sql\`SELECT id, total FROM \${orders} WHERE total > 100\`,
})

export const orderStats = materializedView('order_stats', {
  refresh: refresh.async(),
  properties: { replication_num: 1, storage_medium: 'HDD' },
  query: sql\`SELECT id, count(*) AS cnt FROM \${orders} GROUP BY id\`,
})
`,
  )
  expect(await changesAfterPull(objects)).toEqual([])
})

interface Step {
  readonly probes?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Objects that the sessions of a recorded server showed, each text once, some hundreds in a schema. */
function recordedSchemas(): readonly (readonly SchemaObject[])[] {
  const seen = new Set<string>()
  const groups: Map<string, SchemaObject>[] = []
  for (const session of readRecord<{ readonly steps: readonly Step[] }>('engine.jsonl')) {
    for (const { probes = {} } of session.steps) {
      for (const [name, answers] of Object.entries(probes)) {
        for (const [probe, rows] of Object.entries(answers)) {
          const shown: unknown = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0][1] : undefined
          if (!probe.startsWith('SHOW CREATE') || typeof shown !== 'string' || seen.has(shown)) continue
          seen.add(shown)
          const group = groups.find((one) => !one.has(name)) ?? new Map<string, SchemaObject>()
          if (group.size === 0) groups.push(group)
          group.set(name, readCreateStatement(name, shown.replaceAll('`rec`', '`app`'), target))
        }
      }
    }
  }
  return groups.map((group) => [...group.values()])
}

describe.skipIf(!hasCorpus)(`models of recorded servers (${WITHOUT_CORPUS})`, () => {
  test('leave nothing to change', { timeout: 120_000 }, async () => {
    const schemas = recordedSchemas()

    expect(schemas.length).toBeGreaterThan(100)
    for (const objects of schemas) expect(await changesAfterPull(objects)).toEqual([])
  })
})
