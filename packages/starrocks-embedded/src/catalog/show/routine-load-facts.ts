import { JOB_DEFAULTS, withBothTimes } from 'starrocks-kit/schema'
import type { Properties, RoutineLoad } from 'starrocks-kit/schema'
import type { RoutineLoadEntry } from '../data/load-objects.ts'
import { serverExpression } from '../show-create/expression.ts'

/** The two names that a load is kept under. */
export function placeOf({ load }: RoutineLoadEntry): { readonly database: string; readonly name: string } {
  const [database = '', name = ''] = load.name.split('.')
  return { database, name }
}

/** All that a job has, said or not, by the names of properties. */
export function jobPropertiesOf({ load, timezone }: RoutineLoadEntry): Properties {
  const given = withBothTimes(load.properties ?? {})
  return { ...JOB_DEFAULTS, timezone, ...given, format: (given['format'] ?? 'csv').toLowerCase() }
}

/** ImportColumnDesc.toString. */
export function shownColumn(column: string): string {
  const [, name, expression] = /^(`[^`]*`|[^\s=]+)\s*=\s*([^]*)$/u.exec(column) ?? []
  const bare = (name ?? column).replaceAll('`', '')
  return expression === undefined ? bare : `${bare}=${serverExpression(expression, 'quoted')}`
}

/** As Java prints a double: `1.0`. */
export function doubleText(text: string): string {
  const value = Number(text)
  return Number.isInteger(value) ? value.toFixed(1) : String(value)
}

/** As Java prints a boolean that text gives. */
export function booleanText(text: string | undefined): string {
  return String(text?.toLowerCase() === 'true')
}

/** The number of the first sign. */
export function signCode(text: string | undefined): string {
  return String(text?.codePointAt(0) ?? 0)
}

/** Properties of the consumer. Values of secrets are not kept: they are masked, whichever of them a frontend would mask. */
export function consumerProperties({ load, group }: RoutineLoadEntry): Readonly<Record<string, string>> {
  const shown = Object.entries({
    ...load.sourceProperties,
    ...Object.fromEntries(Object.keys(load.secrets ?? {}).map((key) => [key, '******'])),
  }).flatMap(([key, value]) => (key.startsWith('property.') ? [[key.slice('property.'.length), value] as const] : []))
  return {
    ...(load.source === 'KAFKA' ? { 'group.id': group } : {}),
    ...Object.fromEntries(shown),
  }
}

/** The partitions that were chosen, and where each begins. */
export function beginningOf({ sourceProperties: given }: RoutineLoad): readonly (readonly [string, string])[] {
  const offsets = given['kafka_offsets']?.split(',') ?? []
  const fallback = given['property.kafka_default_offsets'] ?? 'OFFSET_END'
  return (given['kafka_partitions']?.split(',') ?? [])
    .map((partition, index) => [partition.trim(), (offsets[index] ?? fallback).trim().toUpperCase()] as const)
    .toSorted(([a], [b]) => Number(a) - Number(b))
}
