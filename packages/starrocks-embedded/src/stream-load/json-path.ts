import { LoadError } from './load-error.ts'

/** A step of a path: a key of an object, a place in an array, or each of its elements. */
type JsonStep = { readonly key: string } | { readonly index: number } | { readonly each: true }
export type JsonPath = readonly JsonStep[]

const STEP = /\.(?:"((?:[^"\\]|\\.)*)"|([^.[\]"]+))|\[(?:(\d+)|(\*))\]/y

/** Reads `$.a.b[0]`, `$."a.b"`, `$.a[*]`. The leading `$` may be left out. */
export function readJsonPath(text: string): JsonPath {
  const trimmed = text.trim()
  let rest = trimmed.startsWith('$') ? trimmed.slice(1) : trimmed
  if (rest !== '' && !/^[.[]/.test(rest)) rest = `.${rest}`
  const steps: JsonStep[] = []
  STEP.lastIndex = 0
  while (STEP.lastIndex < rest.length) {
    const match = STEP.exec(rest)
    if (match === null) throw new LoadError(`Invalid json path: ${text}`, 'INVALID_ARGUMENT')
    const [, quoted, plain, index] = match
    const key = plain ?? quoted?.replaceAll(/\\(.)/g, '$1')
    steps.push(key !== undefined ? { key } : index !== undefined ? { index: Number(index) } : { each: true })
  }
  return steps
}

/** The value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: JsonPath): unknown {
  let current = value
  for (const [at, step] of path.entries()) {
    if (current === undefined || current === null) return undefined
    if ('each' in step) {
      if (!Array.isArray(current)) return undefined
      const rest = path.slice(at + 1)
      return current.map((item: unknown) => valueAt(item, rest)).filter((item) => item !== undefined)
    }
    if ('index' in step) {
      current = Array.isArray(current) ? (current[step.index] as unknown) : undefined
    } else {
      const object: unknown = current
      current =
        typeof object === 'object' && object !== null && !Array.isArray(object) && Object.hasOwn(object, step.key)
          ? (object as Readonly<Record<string, unknown>>)[step.key]
          : undefined
    }
  }
  return current
}
