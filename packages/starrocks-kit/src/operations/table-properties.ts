import type { Properties } from '../schema/index.ts'

/**
 * There is no RESET of a property: these are left by setting them to the empty text.
 * Source: recorded answers to `SET ("bloom_filter_columns" = "")`, `("colocate_with" = "")` and `("labels.location" = "")`.
 */
const CLEARED_BY_EMPTY_TEXT: ReadonlySet<string> = new Set(['bloom_filter_columns', 'colocate_with', 'labels.location'])

/** Properties that one SET takes together; every other one needs a SET of its own (`Can only set one table property at a time`). */
const SET_TOGETHER: readonly string[] = ['dynamic_partition.', 'binlog_']

/** The text that makes the server forget a property, where there is one. */
export function clearingValue(property: string): string | undefined {
  return CLEARED_BY_EMPTY_TEXT.has(property) ? '' : undefined
}

/** Properties that are set before and not after, and that the server cannot forget. */
export function unclearable(from: Properties, to: Properties): readonly string[] {
  return Object.keys(from).filter((key) => !Object.hasOwn(to, key) && clearingValue(key) === undefined)
}

/** What has to be set, in groups of one SET each. */
export function propertyGroups(from: Properties, to: Properties): readonly Properties[] {
  const groups = new Map<string, Record<string, string>>()
  const put = (key: string, value: string): void => {
    const group = SET_TOGETHER.find((prefix) => key.startsWith(prefix)) ?? key
    const properties = groups.get(group) ?? {}
    properties[key] = value
    groups.set(group, properties)
  }
  for (const key of Object.keys(from)) {
    const cleared = Object.hasOwn(to, key) ? undefined : clearingValue(key)
    if (cleared !== undefined) put(key, cleared)
  }
  // What switches a feature on goes first: its other settings are refused while it is off (`must be set after enabling flat JSON`).
  const switches = Object.entries(to).toSorted(([a], [b]) => Number(isSwitch(b)) - Number(isSwitch(a)))
  for (const [key, value] of switches) put(key, value)
  return [...groups.values()]
}

function isSwitch(key: string): boolean {
  return /[._]enable$/.test(key)
}
