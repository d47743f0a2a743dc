import type { FunctionCall } from '../../language/index.ts'

/** What a function is looked up by: its last word in lower case. */
export function functionName({ name }: Pick<FunctionCall, 'name'>): string {
  return (name.at(-1) ?? '').toLowerCase()
}
