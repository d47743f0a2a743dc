import { describe, expect, test } from 'vitest'
import { RevisionFileError } from '../../src/migrations/revisions/file-errors.ts'
import { readRevisionHeader } from '../../src/migrations/revisions/revision-header.ts'
import { newRevisionId, revisionFileName } from '../../src/migrations/revisions/revision-name.ts'

const FILE = 'migrations/20261123_213000_1f2e3d4c5b6a_create.ts'

describe('readRevisionHeader', () => {
  test('a generated file', () => {
    const text = `/**
 * create initial schema
 *
 * Created: 2026-11-23T21:30:05Z
 */
import type { Op } from 'starrocks-kit'

export const revision = '1f2e3d4c5b6a'
export const downRevision = null

export function upgrade(op: Op): void {}
`
    expect(readRevisionHeader(FILE, text)).toEqual({
      id: '1f2e3d4c5b6a',
      downRevisions: [],
      branchLabels: [],
      dependsOn: [],
      message: 'create initial schema',
      createdAt: '2026-11-23T21:30:05.000Z',
      file: FILE,
    })
  })

  test('lists, types, double quotes, comments in between, Windows line ends', () => {
    const text = `// merge both
// export const revision = 'commented'
export const revision: string = "m1"; /* export const downRevision = 'x' */
export const downRevision = [
  'a1', // first
  "b\\"2",
] as const
export const branchLabels = [ 'left' ] satisfies string[]
export const dependsOn: readonly string[] = []
const sql = "export const dependsOn = ['no']"
`.replaceAll('\n', '\r\n')
    expect(readRevisionHeader('migrations/x.ts', text)).toEqual({
      id: 'm1',
      downRevisions: ['a1', 'b"2'],
      branchLabels: ['left'],
      dependsOn: [],
      message: 'merge both',
      file: 'migrations/x.ts',
    })
  })

  test('the date of the name stands in where the header has none', () => {
    const { createdAt } = readRevisionHeader(FILE, `export const revision = 'a'\nexport const downRevision = 'b'`)
    expect(createdAt).toBe('2026-11-23T21:30:00.000Z')
  })

  test.each([
    ['', /there is no `export const revision/u],
    [`/* export const revision = 'a' */`, /there is no `export const revision/u],
    [`const text = \`\nexport const revision = 'a'\``, /there is no `export const revision/u],
    [`export const revision = 'a'`, /there is no `export const downRevision/u],
    [`\nexport const revision = makeId()`, /x\.ts:2: revision must be written out/u],
    [`export const revision = 'a' + 'b'`, /revision must be written out/u],
    [`export const revision = null\nexport const downRevision = null`, /revision must be one text/u],
    [`export const revision = 'a'\nexport const downRevision = other`, /x\.ts:2: downRevision must be written out/u],
    [`export const revision = 'a-b'\nexport const downRevision = null`, /'a-b' cannot name a revision/u],
    [`export const revision = 'head'\nexport const downRevision = null`, /'head' cannot name a revision/u],
  ])('%j is refused', (text, message) => {
    expect(() => readRevisionHeader('x.ts', text)).toThrow(RevisionFileError)
    expect(() => readRevisionHeader('x.ts', text)).toThrow(message)
  })
})

describe('revisionFileName', () => {
  const createdAt = new Date('2026-11-23T21:30:05.123Z')
  test.each([
    ['Create initial schema', '20261123_213005_ab12_create_initial_schema.ts'],
    ['  add "age" & größe -- now! ', '20261123_213005_ab12_add_age_größe_now.ts'],
    ['', '20261123_213005_ab12.ts'],
    ['../../etc/passwd', '20261123_213005_ab12_etc_passwd.ts'],
    [
      'one two three four five six seven eight nine ten',
      '20261123_213005_ab12_one_two_three_four_five_six_seven_eight.ts',
    ],
    ['x'.repeat(60), `20261123_213005_ab12_${'x'.repeat(40)}.ts`],
  ])('%j', (message, expected) => {
    expect(revisionFileName({ revision: 'ab12', message, createdAt })).toBe(expected)
  })

  test('new ids are 12 hexadecimal digits and never look like a number', () => {
    const ids = Array.from({ length: 200 }, newRevisionId)
    for (const id of ids) expect(id).toMatch(/^(?=.*[a-f])[0-9a-f]{12}$/u)
    expect(new Set(ids).size).toBe(200)
  })
})
