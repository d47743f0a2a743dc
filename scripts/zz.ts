import { validateSchema, normalizeSchema } from '../packages/starrocks-kit/src/schema/index.ts'
import { diffSchemas } from '../packages/starrocks-kit/src/diff/index.ts'
import { planOperations } from '../packages/starrocks-kit/src/plan/index.ts'
import { generateModels } from '../packages/starrocks-kit/src/codegen/index.ts'
import { readCreateStatement } from '../packages/starrocks-kit/src/introspection/index.ts'
import { schemaOf } from '../packages/starrocks-kit/src/schema/state.ts'
import { table, int, schemaFromModels } from 'starrocks-kit'
const target = { version: { major: 4, minor: 1, patch: 0, label: '4.1' }, runMode: 'shared_data' as const }
const text = `CREATE TABLE \`t\` (
  \`id\` bigint(20) NULL COMMENT ""
) ENGINE=OLAP 
DUPLICATE KEY(\`id\`)
DISTRIBUTED BY HASH(\`id\`) BUCKETS 2 
PROPERTIES (
"cloud_native_fast_schema_evolution_v2" = "true",
"compression" = "LZ4",
"datacache.enable" = "true",
"enable_async_write_back" = "false",
"from_the_future" = "1",
"replication_num" = "1",
"storage_volume" = "builtin_storage_volume"
);`
const live = schemaOf([{ database: 'd', object: readCreateStatement('t', text, target) }])
console.log(generateModels(live, { defaultDatabase: 'd', target, style: 'table' })[0]?.content)
console.log(validateSchema(live, target))
const m = schemaFromModels([table('t', { id: int() }, { properties: { made_up: 1 } as never })], { defaultDatabase: 'd' }).state
console.log(validateSchema(m, target))
console.log(planOperations(diffSchemas(live, m, { target, defaultDatabase: 'd' }).operations, { from: live, target, defaultDatabase: 'd' }))
