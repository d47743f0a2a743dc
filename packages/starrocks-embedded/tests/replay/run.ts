import { playSessions } from './play-sessions.ts'
import { playTranscripts } from './play-transcripts.ts'
import { hasCorpus, WITHOUT_CORPUS } from '../../../../tests/corpus.ts'
import { RECORDS } from './records.ts'

// Prints the figures of whole records: `run.ts [record ...] [--differences]`.
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const differs = process.argv.includes('--differences')
  ? (text: string) => process.stdout.write(`--- ${text}\n`)
  : undefined
if (!hasCorpus) throw new Error(`The replay ${WITHOUT_CORPUS}`)
for (const [name, record] of Object.entries(RECORDS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const tally = await playSessions(record, 1, differs)
  process.stdout.write(`${name}\n${tally.lines().join('\n')}\n\n`)
}
if (wanted.length === 0 || wanted.includes('transcripts')) {
  const { tally, missingFunctions } = await playTranscripts(1, differs)
  process.stdout.write(`transcripts\n${tally.lines().join('\n')}\n`)
  process.stdout.write(`functions not supported:\n${[...missingFunctions].toSorted().join('\n')}\n`)
}
