import { capabilitiesOf } from '../../packages/starrocks-kit/src/schema/index.ts'
import { TARGETS } from './targets.ts'

/** What differs between the targets, a row for each capability: its name and one value for each. */
export function capabilityRows(): readonly (readonly string[])[] {
  const all = TARGETS.map(({ target }) => new Map(Object.entries(capabilitiesOf(target))))
  const names = [...(all[0]?.keys() ?? [])].filter((name) => name !== 'runMode')
  return names.flatMap((name) => {
    const values = all.map((capabilities) => capabilities.get(name))
    if (values.some((value) => typeof value === 'function')) return []
    return [[words(name), ...values.map(shown)]]
  })
}

function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** `renameColumn` as `rename column`. */
function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
