import { closestMatch } from '../util/closest-match.ts'
import { InvalidModelError } from './errors/invalid-model-error.ts'
import type { ObjectOptions } from './table-options.ts'

/** Where an object lives and what it was called, as every definition carries it. */
export function placeOf(
  name: string,
  { database, catalog, renamedFrom }: ObjectOptions,
): { readonly name: string } & ObjectOptions {
  return {
    name,
    ...(database === undefined ? {} : { database }),
    ...(catalog === undefined ? {} : { catalog }),
    ...(renamedFrom === undefined ? {} : { renamedFrom }),
  }
}

/** Models may be written in JavaScript, and options may come from elsewhere: a misspelt one must not be ignored in silence. */
export function checkOptionNames(model: string, options: object, known: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue
    const suggestion = closestMatch(name, known)
    throw new InvalidModelError(`has no option "${name}"`, {
      model,
      remedy: suggestion === undefined ? `its options are ${known.join(', ')}` : `did you mean "${suggestion}"?`,
    })
  }
}
