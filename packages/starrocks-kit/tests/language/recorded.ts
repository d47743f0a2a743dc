import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url))

/** Whether recorded answers of servers lie beside this checkout. */
export const RECORDED = existsSync(`${FOLDER}engine.jsonl`)

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
  const lines = readFileSync(FOLDER + file, 'utf8')
    .split('\n')
    .filter(Boolean)
  return lines.flatMap((line) => {
    const { steps } = JSON.parse(line) as { steps: { sql?: string; error?: { message: string } }[] }
    return steps.flatMap(({ sql, error }) => {
      if (sql === undefined) return []
      const text = sql.replaceAll(/\$\{(\w+)\}/g, '$1').replaceAll(/^(?:arrow: |\[UC\] ?)/gm, '')
      return [error === undefined ? { sql: text } : { sql: text, refusal: error.message }]
    })
  })
}
