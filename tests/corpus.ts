import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Records of real servers, one session a line, lie beside the checkout and are no part of it. */
const FOLDER = fileURLToPath(new URL('../../shared/corpus/', import.meta.url))

/** What plays the records is skipped where there are none. */
export const hasCorpus = existsSync(`${FOLDER}engine.jsonl`)
export const WITHOUT_CORPUS = 'needs the records of real servers, which are no part of the repository'

/** Every `stride`th session of a record, from the first on. */
export function readRecord<T>(file: string, stride = 1): readonly T[] {
  const lines = readFileSync(FOLDER + file, 'utf8').split('\n')
  return lines.filter((line, i) => line !== '' && i % stride === 0).map((line) => JSON.parse(line) as T)
}
