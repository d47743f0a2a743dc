import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCreateStatement } from '../../src/introspection/index.ts'
import type { RunMode, Target } from '../../src/schema/index.ts'

/** Recorded answers of real servers, where they are at hand. */
const RECORDS = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url))

const servers: { file: string; version: [number, number, number]; runMode: RunMode }[] = [
  { file: 'engine-3.2.jsonl', version: [3, 2, 6], runMode: 'shared_nothing' },
  { file: 'engine-3.3.jsonl', version: [3, 3, 5], runMode: 'shared_nothing' },
  { file: 'engine-3.5.jsonl', version: [3, 5, 7], runMode: 'shared_nothing' },
  { file: 'engine-4.1.jsonl', version: [4, 1, 0], runMode: 'shared_nothing' },
  { file: 'engine-shared-data.jsonl', version: [3, 5, 0], runMode: 'shared_data' },
]

/** Texts that are rightly not understood. Of most the server itself has lost a part: quotes that are not escaped, names without quotes, arguments left out. */
const NOT_UNDERSTOOD = [
  /struct<a b /,
  /DEFAULT "say "hi""/,
  /COMMENT 'it's'/,
  /INDEX a b /,
  /TABLE\((generate_series|unnest)\(\)\)/,
  /^CREATE (TEMPORARY|EXTERNAL) TABLE/,
  // SYSTEM stopped being a reserved word in 4.1.
  /AS system FROM/,
]

interface Step {
  readonly probes?: Readonly<Record<string, Readonly<Record<string, readonly (readonly string[])[]>>>>
}

function texts(file: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const line of readFileSync(RECORDS + file, 'utf8').split('\n')) {
    if (line === '') continue
    const { steps } = JSON.parse(line) as { steps: Step[] }
    for (const { probes } of steps) {
      for (const [name, answers] of Object.entries(probes ?? {})) {
        for (const [probe, rows] of Object.entries(answers)) {
          const text = rows[0]?.[1]
          if (probe.startsWith('SHOW CREATE') && text !== undefined) found.set(text, name)
        }
      }
    }
  }
  return found
}

describe.skipIf(!existsSync(RECORDS))(
  'SHOW CREATE of recorded servers (needs their records beside the repository)',
  () => {
    test.each(servers)('$file', ({ file, version: [major, minor, patch], runMode }) => {
      const target: Target = { version: { major, minor, patch, label: file }, runMode }
      const all = texts(file)
      const strange = [...all]
        .map(([text, name]) => readCreateStatement(name, text, target))
        .filter((object) => object.kind === 'UnsupportedObject')
        .filter(({ createStatement }) => !NOT_UNDERSTOOD.some((pattern) => pattern.test(createStatement)))
      expect(all.size).toBeGreaterThan(100)
      expect(strange.map(({ createStatement, reason }) => `${reason}\n${createStatement}`)).toEqual([])
    })
  },
)
