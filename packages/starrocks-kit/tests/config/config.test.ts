import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const MODELS = new URL('../../src/models/index.ts', import.meta.url).href
const GOOD = `connection: 'starrocks://root:hush@h:9030/shop', models: './src/models.ts', target: { version: '3.5' }`
const USERS = `import { int, table } from '${MODELS}'\nexport const users = table('users', { id: int().primaryKey() })\n`
const config = (settings: string): string => `export default { ${settings} }\n`

interface Case {
  readonly files: Readonly<Record<string, string>>
  /** Below the case's folder. */
  readonly cwd?: string
  readonly configPath?: string
}

const CASES = {
  found: { files: { 'starrocks.config.ts': config(GOOD), 'src/models.ts': USERS, 'a/b/x.txt': '' }, cwd: 'a/b' },
  nearest: {
    files: {
      'starrocks.config.ts': config(GOOD),
      'a/starrocks.config.mjs': config(
        `${GOOD.replace('/shop', '/near')}, migrations: 'm', databases: ['x'], ledger: { table: '_starrocks_kit_l', properties: { replication_num: 1 } }`,
      ),
      'a/src/models.ts': USERS,
    },
    cwd: 'a',
  },
  named: { files: { 'conf/other.ts': config(GOOD), 'conf/src/models.ts': USERS }, configPath: 'conf/other.ts' },
  globbed: {
    files: {
      'starrocks.config.js': config(GOOD.replace('./src/models.ts', './models/**/*.ts')),
      'models/a.ts': USERS,
      'models/deep/b.ts': USERS.replaceAll('users', 'orders'),
    },
  },
  bundlerStyle: {
    files: {
      'starrocks.config.ts': `import { models } from './settings'\n${config(GOOD.replace(`'./src/models.ts'`, 'models'))}`,
      'settings.ts': `enum Place { Models = './src/models.ts' }\nexport const models: string = Place.Models\n`,
      'src/models.ts': USERS,
    },
  },
  environment: {
    files: {
      'starrocks.config.ts': config(
        GOOD.replace(`'starrocks://root:hush@h:9030/shop'`, `process.env['TEST_STARROCKS_URL']`),
      ),
      'src/models.ts': USERS,
    },
  },
  missing: { files: { 'x.txt': '' } },
  missingNamed: { files: { 'x.txt': '' }, configPath: 'nope.ts' },
  noDefault: { files: { 'starrocks.config.ts': 'export const config = {}\n' } },
  badSyntax: { files: { 'starrocks.config.ts': 'export default {\n  connection: ;\n}\n' } },
  throwing: {
    files: {
      'starrocks.config.ts': `import { writeSync } from 'node:fs'\nwriteSync(2, 'ran ')\nthrow new Error('no secret today')\n`,
    },
  },
  throwingSyntax: {
    files: {
      'starrocks.config.ts': `import { writeSync } from 'node:fs'\nwriteSync(2, 'parsed ')\nexport default JSON.parse('{')\n`,
    },
  },
  missingImport: {
    files: { 'starrocks.config.ts': `import { x } from 'a-package-that-is-not-there'\n${config(`${GOOD}, x`)}` },
  },
  badUrl: { files: { 'starrocks.config.ts': config(GOOD.replace('h:9030', 'h:port')), 'src/models.ts': USERS } },
  unknownSetting: { files: { 'starrocks.config.ts': config(`${GOOD}, migration: './m'`) } },
  badVersion: { files: { 'starrocks.config.ts': config(GOOD.replace('3.5', 'latest')) } },
  ledgerName: { files: { 'starrocks.config.ts': config(`${GOOD}, ledger: { table: 'history' }`) } },
  noModels: { files: { 'starrocks.config.ts': config(GOOD) } },
  brokenModels: {
    files: { 'starrocks.config.ts': config(GOOD), 'src/models.ts': `${USERS}export const a = {\n  b: ;\n}\n` },
  },
  throwingModels: {
    files: { 'starrocks.config.ts': config(GOOD), 'src/models.ts': `${USERS}\nexport const oops = undefinedName.x\n` },
  },
} satisfies Record<string, Case>

let root = ''
let outputs: Record<keyof typeof CASES, Record<string, unknown>>
let stderr = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'starrocks-kit-config-'))
  const folders = Object.entries<Case>(CASES).map(([name, { files, cwd = '', configPath = '' }]) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name, path)), { recursive: true })
      writeFileSync(join(root, name, path), content)
    }
    return `${join(root, name, cwd)}|${configPath}`
  })
  const script = fileURLToPath(new URL('./load-all.ts', import.meta.url))
  const run = spawnSync(process.execPath, ['--conditions=starrocks-kit-source', script, ...folders], {
    encoding: 'utf8',
    env: { ...process.env, TEST_STARROCKS_URL: 'starrocks://root@from-environment/shop' },
  })
  ;({ stderr } = run)
  if (run.status !== 0) throw new Error(stderr)
  const list = JSON.parse(run.stdout) as Record<string, unknown>[]
  outputs = Object.fromEntries(Object.keys(CASES).map((name, index) => [name, list[index]])) as typeof outputs
})

afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('found and loaded', () => {
  test('upward from the current folder, every path absolute', () => {
    expect(outputs.found).toEqual({
      path: join(root, 'found/starrocks.config.ts'),
      folder: join(root, 'found'),
      connection: 'h:9030/shop',
      models: [join(root, 'found/src/models.ts')],
      migrations: [join(root, 'found/migrations')],
      target: { version: expect.objectContaining({ major: 3, minor: 5 }) as unknown, runMode: 'shared_nothing' },
      databases: [],
      ledger: {},
      lock: {},
      lint: {},
      manage: { kinds: [], partitions: false },
      properties: {},
      revisionFiles: { recursive: false, postWrite: [] },
      compare: {},
      hooks: {},
      operations: {},
      args: { x: {} },
      modelCount: 1,
    })
  })

  test('the nearest one counts, with all its settings', () => {
    expect(outputs.nearest).toMatchObject({
      connection: 'h:9030/near',
      migrations: [join(root, 'nearest/a/m')],
      databases: ['x'],
      ledger: { table: '_starrocks_kit_l', properties: { replication_num: '1' } },
    })
  })

  test('a named file, with paths relative to it', () => {
    expect(outputs.named).toMatchObject({ folder: join(root, 'named/conf'), modelCount: 1 })
  })

  test('glob patterns', () => {
    expect(outputs.globbed).toMatchObject({ modelCount: 2 })
  })

  test('imports without extension and enums, as bundlers allow them', () => {
    expect(outputs.bundlerStyle).toMatchObject({ modelCount: 1 })
  })

  test('the environment is read by the config itself', () => {
    expect(outputs.environment).toMatchObject({ connection: 'from-environment:9030/shop' })
  })
})

describe('errors', () => {
  test.each<[keyof typeof CASES, string, RegExp]>([
    [
      'missing',
      'CONFIG_NOT_FOUND',
      /there is no starrocks\.config\.ts in .*missing or above it\. Run "starrocks-kit init"/u,
    ],
    ['missingNamed', 'INVALID_CONFIG', /nope\.ts: there is no such file/u],
    [
      'noDefault',
      'INVALID_CONFIG',
      /starrocks\.config\.ts: it has no default export: write "export default defineConfig/u,
    ],
    ['badSyntax', 'MODULE_LOAD', /starrocks\.config\.ts does not load: [^]*starrocks\.config\.ts:2/u],
    [
      'throwing',
      'MODULE_LOAD',
      /starrocks\.config\.ts does not load: no secret today\n {2}at starrocks\.config\.ts:3/u,
    ],
    [
      'throwingSyntax',
      'MODULE_LOAD',
      /starrocks\.config\.ts does not load: Expected property name[^]*at starrocks\.config\.ts:3/u,
    ],
    ['missingImport', 'MODULE_LOAD', /Cannot find (?:package|module) 'a-package-that-is-not-there'/u],
    ['badUrl', 'INVALID_CONNECTION_URL', /starrocks:\/\/root:\*\*\*@h:port\/shop is not valid: the port/u],
    [
      'unknownSetting',
      'INVALID_CONFIG',
      /there is no setting "migration"; the settings are connection, models, migrations/u,
    ],
    ['badVersion', 'INVALID_CONFIG', /target\.version: "latest" is not a version of StarRocks/u],
    ['ledgerName', 'INVALID_CONFIG', /ledger\.table: begin the name with _starrocks_kit_/u],
    ['noModels', 'MODELS_NOT_FOUND', /starrocks\.config\.ts: models: no file matches src\/models\.ts/u],
    ['brokenModels', 'MODULE_LOAD', /src\/models\.ts does not load: [^]*src\/models\.ts:4/u],
    [
      'throwingModels',
      'MODULE_LOAD',
      /src\/models\.ts does not load: undefinedName is not defined\n {2}at src\/models\.ts:4/u,
    ],
  ])('%s', (name, code, message) => {
    expect(outputs[name]).toMatchObject({ code })
    expect(String(outputs[name]['message'])).toMatch(message)
    expect(String(outputs[name]['message'])).not.toContain('hush')
  })

  test('a module that throws runs once only', () => {
    expect(stderr.match(/ran /gu)).toHaveLength(1)
    expect(stderr.match(/parsed /gu)).toHaveLength(1)
  })
})
