import {
  clusterDifferences,
  columnToText,
  defaultToText,
  distributionToText,
  printDataTypeText,
  refreshToText,
  sortKeyToText,
} from '../schema/index.ts'
import type {
  ClusterDifference,
  ClusterObject,
  Column,
  Distribution,
  Properties,
  RefreshScheme,
  SortItem,
} from '../schema/index.ts'
import { oneLine } from '../util/one-line.ts'

/** How much of a value is shown: more than this is for `compare` and `plan`. */
const VALUE_WIDTH = 80

/** `INT -> BIGINT`; what it was is left out where a hand-written revision does not say it. */
function change(from: string | undefined, to: string): string {
  const after = oneLine(to, VALUE_WIDTH)
  return from === undefined ? after : `${oneLine(from, VALUE_WIDTH)} -> ${after}`
}

/** Text in quotes, as far as it is shown. */
function quoted(text: string | undefined): string {
  return `'${oneLine(text ?? '', VALUE_WIDTH)}'`
}

/** Each attribute of a column in words: a new attribute breaks the build here. */
const columnAttributes: { readonly [K in keyof Required<Column>]: (column: Column) => string } = {
  name: ({ name }) => `name ${name}`,
  type: ({ type }) => printDataTypeText(type),
  nullable: ({ nullable }) => (nullable ? 'NULL' : 'NOT NULL'),
  aggregation: ({ aggregation }) => aggregation ?? 'no aggregation',
  default: (column) => (column.default === undefined ? 'no default' : `DEFAULT ${defaultToText(column.default)}`),
  autoIncrement: ({ autoIncrement }) => (autoIncrement === true ? 'AUTO_INCREMENT' : 'no AUTO_INCREMENT'),
  generated: ({ generated }) => (generated === undefined ? 'not generated' : `AS ${generated.text}`),
  comment: ({ comment }) => `COMMENT ${quoted(comment)}`,
}

/** `INT -> BIGINT, COMMENT '' -> COMMENT 'years'`; the whole definition where it is not known what it was; empty when only the place changes. */
export function columnChange(from: Column | undefined, to: Column): string {
  if (from === undefined) return oneLine(columnToText(to), VALUE_WIDTH)
  return Object.values(columnAttributes)
    .map((show) => ({ before: show(from), after: show(to) }))
    .filter(({ before, after }) => before !== after)
    .map(({ before, after }) => change(before, after))
    .join(', ')
}

export function commentChange(from: string | undefined, to: string | undefined): string {
  return `${quoted(from)} -> ${quoted(to)}`
}

/** `replication_num: 3 -> 1, labels.location: not set -> *`. */
export function propertyChange(from: Properties, to: Properties): string {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .map((name) => `${name}: ${change(from[name] ?? 'not set', to[name] ?? 'not set')}`)
    .join(', ')
}

export function distributionChange(from: Distribution | undefined, to: Distribution): string {
  const text = (distribution: Distribution): string => distributionToText(distribution) ?? 'RANGE'
  return change(from === undefined ? undefined : text(from), text(to))
}

export function sortKeyChange(from: readonly SortItem[] | undefined, to: readonly SortItem[]): string {
  return change(from === undefined ? undefined : sortKeyToText(from), sortKeyToText(to))
}

export function refreshChange(from: RefreshScheme | undefined, to: RefreshScheme): string {
  return change(from === undefined ? undefined : refreshToText(from), refreshToText(to))
}

/** `comment: not set -> Reads, grants: - SELECT ON TABLE shop.orders + INSERT ON TABLE shop.orders`; empty where it is not known what it was. */
export function clusterChange(from: ClusterObject | undefined, to: ClusterObject): string {
  return from === undefined ? '' : clusterDifferences(from, to).map(entryChange).join(', ')
}

function entryChange({ entry, from, to }: ClusterDifference): string {
  if (isList(from) || isList(to)) {
    const [before, after] = [from, to].map((list) => (isList(list) ? list.map(plainText) : []))
    const taken = before?.filter((item) => after?.includes(item) !== true) ?? []
    const given = after?.filter((item) => before?.includes(item) !== true) ?? []
    const changes = [...taken.map((item) => `- ${item}`), ...given.map((item) => `+ ${item}`)]
    return `${entry}: ${changes.map((item) => oneLine(item, VALUE_WIDTH)).join(' ')}`
  }
  if (isRecord(from) || isRecord(to)) return propertyChange(changedOf(from, to), changedOf(to, from))
  return `${entry}: ${change(plainText(from), plainText(to))}`
}

/** The properties that the other does not have just so. */
function changedOf(properties: unknown, other: unknown): Properties {
  const others = new Map(isRecord(other) ? Object.entries(other) : [])
  const entries = isRecord(properties) ? Object.entries(properties) : []
  return Object.fromEntries(
    entries.filter(([name, value]) => others.get(name) !== value).map(([name, value]) => [name, plainText(value)]),
  )
}

function plainText(value: unknown): string {
  if (value === undefined) return 'not set'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isList(value)
}
