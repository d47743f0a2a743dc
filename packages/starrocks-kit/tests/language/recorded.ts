import { readRecord } from '../../../../tests/corpus.ts'

export const RECORDINGS = [
  'engine.jsonl',
  'engine-shared-data.jsonl',
  'engine-3.2.jsonl',
  'engine-3.3.jsonl',
  'engine-3.5.jsonl',
  'engine-4.1.jsonl',
  'transcripts.jsonl',
] as const

export interface Step {
  readonly sql: string
  readonly refusal?: string
}

/** The recorded statements of a file; the recorder's placeholders and its marks are no SQL. */
export function stepsOf(file: string): readonly Step[] {
  return readRecord<{ steps: { sql?: string; error?: { message: string } }[] }>(file).flatMap(({ steps }) =>
    steps.flatMap(({ sql, error }) => {
      if (sql === undefined) return []
      const text = sql.replaceAll(/\$\{(\w+)\}/g, '$1').replaceAll(/^(?:arrow: |\[UC\] ?)/gm, '')
      return [error === undefined ? { sql: text } : { sql: text, refusal: error.message }]
    }),
  )
}
