/** How many names a person reads; `--json` has all of them. */
const SHOWN = 10

/** One note for all objects that neither the models nor any revision know; undefined when there are none. */
export function unownedNote(names: readonly string[]): string | undefined {
  const [first] = names
  if (first === undefined) return undefined
  if (names.length === 1) return `${first} is in the database only, and no revision created it: left alone`
  const shown = names.slice(0, SHOWN).join(', ')
  const rest = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''
  return `${names.length} objects are in the database only, and no revision created them: left alone: ${shown}${rest}`
}
