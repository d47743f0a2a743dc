import { describe, expect, test } from 'vitest'
import { readCreateStatement } from '../../src/introspection/index.ts'
import { RECORDED_SERVERS, recordedSessions, showCreateTexts } from '../support/recorded-servers.ts'
import { hasCorpus } from '../../../../tests/corpus.ts'

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

describe.skipIf(!hasCorpus)('SHOW CREATE of recorded servers (needs their records beside the repository)', () => {
  test.each(RECORDED_SERVERS)('$file', ({ file, target }) => {
    const all = new Map(
      recordedSessions(file).flatMap(({ steps }) =>
        steps.flatMap(showCreateTexts).map(([name, text]) => [text, name] as const),
      ),
    )
    const strange = [...all]
      .map(([text, name]) => readCreateStatement(name, text, target))
      .filter((object) => object.kind === 'UnsupportedObject')
      .filter(({ createStatement }) => !NOT_UNDERSTOOD.some((pattern) => pattern.test(createStatement)))
    expect(all.size).toBeGreaterThan(100)
    expect(strange.map(({ createStatement, reason }) => `${reason}\n${createStatement}`)).toEqual([])
  })
})
