import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The records of real servers lie beside the checkout; a checkout without them skips what plays them. */
const CORPUS = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url))

export const hasCorpus = existsSync(CORPUS)
export const WITHOUT_CORPUS = 'needs the recorded sessions in ../shared/corpus'

export type Cells = readonly (readonly (string | null)[])[]

/** A statement of a session, and what the server answered. */
export interface RecordedStep {
  readonly sql: string
  readonly columns?: readonly string[]
  readonly rows?: Cells
  readonly error?: { readonly code: number; readonly message: string }
  /** The final states of the schema changes that it started. */
  readonly jobs?: unknown
  /** By object, then by probe: what SHOW CREATE, DESC, SHOW FULL COLUMNS and SHOW INDEX said right after. */
  readonly probes?: Readonly<Record<string, Readonly<Record<string, Cells | string>>>>
}

export interface RecordedSession {
  readonly name: string
  readonly steps: readonly RecordedStep[]
}

/** A step of the record of a cluster with rows. */
export interface TranscriptStep {
  readonly sql?: string
  readonly wait?: string
  readonly result?: string
  readonly regex?: boolean
  readonly mods?: readonly string[]
  readonly error?: { readonly code: number; readonly message: string }
}

export interface Transcript {
  readonly file: string
  readonly name: string
  readonly steps: readonly TranscriptStep[]
}

/** Every `stride`th session of a file, from the first on. */
export async function readRecord<T>(file: string, stride: number): Promise<readonly T[]> {
  const lines = (await readFile(`${CORPUS}${file}`, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.filter((_, i) => i % stride === 0).map((line) => JSON.parse(line) as T)
}
