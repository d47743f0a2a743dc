import type { IndexDesc, RollupDesc } from '../../language/index.ts'
import type { Index, Rollup } from '../types/table.ts'
import { propertiesPart } from './properties.ts'

export function indexDesc(index: Index): IndexDesc {
  return {
    kind: 'IndexDesc',
    name: index.name,
    columns: index.columns,
    type: index.type,
    ...propertiesPart(index.properties),
    ...(index.comment !== undefined ? { comment: index.comment } : {}),
  }
}

export function rollupDesc(rollup: Rollup): RollupDesc {
  return {
    kind: 'RollupDesc',
    name: rollup.name,
    columns: rollup.columns,
    ...(rollup.duplicateKey !== undefined ? { duplicateKey: rollup.duplicateKey } : {}),
    ...(rollup.from !== undefined ? { from: rollup.from } : {}),
    ...propertiesPart(rollup.properties),
  }
}

export function indexesPart(indexes: Readonly<Record<string, Index>>): { readonly indexes?: readonly IndexDesc[] } {
  const all = Object.values(indexes)
  return all.length === 0 ? {} : { indexes: all.map(indexDesc) }
}
