import type { Property } from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import type { Properties } from '../types/properties.ts'

const ENDPOINT = String.raw`.*?\[?([0-9a-zA-Z\-%._:]*)\]?:(\d+)`
const ENDPOINT_PATTERN = new RegExp(`^${ENDPOINT}$`, 'u')

const SOURCES: Readonly<Record<string, { readonly word: string; readonly properties: ReadonlySet<string> }>> = {
  KAFKA: {
    word: 'kafka',
    properties: new Set([
      'kafka_broker_list',
      'kafka_topic',
      'kafka_partitions',
      'kafka_offsets',
      'confluent.schema.registry.url',
    ]),
  },
  PULSAR: {
    word: 'pulsar',
    properties: new Set([
      'pulsar_service_url',
      'pulsar_topic',
      'pulsar_subscription',
      'pulsar_partitions',
      'pulsar_initial_positions',
    ]),
  },
}

export function sourceOf(type: string): { readonly word: string; readonly properties: ReadonlySet<string> } {
  const source = Object.hasOwn(SOURCES, type.toUpperCase()) ? SOURCES[type.toUpperCase()] : undefined
  return source ?? refuseAnalyzing(`routine load job does not support this type ${type.toUpperCase()}`)
}

export function checkSource(type: string, list: readonly Property[] | undefined, job: Properties): void {
  const { word, properties } = sourceOf(type)
  const given = propertiesFromAst(list)
  for (const key of Object.keys(given))
    if (!properties.has(key) && !key.startsWith('property.'))
      refuseAnalyzing(`${key} is invalid ${word} custom property`)
  const required = (key: string): string => {
    const value = (given[key] ?? '').replaceAll(' ', '')
    return value === '' ? refuseAnalyzing(`${key} is a required property`) : value
  }
  if (word === 'kafka') {
    checkBrokers(required('kafka_broker_list'))
    required('kafka_topic')
    checkDefaultOffsets(given)
    checkOffsets(given['kafka_partitions'], given['kafka_offsets'])
    if (given['confluent.schema.registry.url'] === undefined && job['format']?.toLowerCase() === 'avro')
      refuseAnalyzing('confluent.schema.registry.url is a required property')
    return
  }
  for (const url of required('pulsar_service_url').split(','))
    if (!ENDPOINT_PATTERN.test(url)) refuseAnalyzing(`pulsar_service_url:${url} not match pattern ${ENDPOINT}`)
  required('pulsar_topic')
  required('pulsar_subscription')
}

export function checkBrokers(list: string): void {
  if (list === '') refuseAnalyzing('kafka_broker_list cannot be empty')
  for (const broker of list.replaceAll(' ', '').split(','))
    if (!ENDPOINT_PATTERN.test(broker))
      refuseAnalyzing(`kafka_broker_list: ${broker} does not match pattern ${ENDPOINT}`)
}

export function checkDefaultOffsets(given: Properties): void {
  const offset = given['property.kafka_default_offsets']
  if (offset !== undefined) checkOffset(offset)
}

function checkOffset(text: string): void {
  const offset = text.trim()
  if (/^OFFSET_(?:BEGINNING|END)$/iu.test(offset)) return
  if (offset === '') refuseAnalyzing('kafka offset could not be a empty string')
  if (!/^[+-]?\d+$/u.test(offset))
    refuseAnalyzing(
      `Invalid kafka offset: '${offset}'. Expected values should be an integer, OFFSET_BEGINNING, or OFFSET_END`,
    )
  if (Number(offset) < 0) refuseAnalyzing('Can not specify offset smaller than 0')
}

export function checkOffsets(partitions: string | undefined, offsets: string | undefined): void {
  const list = partitions?.trim().split(',') ?? []
  if (partitions?.trim() === '') refuseAnalyzing('kafka_partitions could not be a empty string')
  for (const partition of list)
    if (!/^[+-]?\d+$/u.test(partition.trim()))
      refuseAnalyzing(`Invalid kafka partition: '${partition.trim()}'. Expected values should be an integer`)
  if (offsets === undefined) return
  if (offsets.trim() === '') refuseAnalyzing('kafka_offsets could not be a empty string')
  const given = offsets.trim().split(',')
  if (given.length !== list.length) refuseAnalyzing('Partitions number should be equals to offsets number')
  for (const offset of given) checkOffset(offset)
}
