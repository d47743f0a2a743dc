const UNITS = ['', 'K', 'M', 'G', 'T', 'P'] as const

/** Bytes of `1073741824`, `512MB` or `1g`; undefined for what is no size (ParseUtil.parseDataVolumeStr). */
export function parseBytes(text: string): bigint | undefined {
  const [, digits = '', unit = ''] = /^(\d+)(|[kmgtp])b?$/iu.exec(text) ?? []
  if (digits === '') return undefined
  return BigInt(digits) * 1024n ** BigInt(UNITS.indexOf(unit.toUpperCase() as (typeof UNITS)[number]))
}
