import type { IndexDesc, RollupDesc } from '../../language/index.ts'
import type { Index, Rollup } from '../types/table.ts'
import { propertiesFromAst } from './properties.ts'

/** Without USING the index is a BITMAP index. */
export function indexFromDesc(desc: IndexDesc): Index {
  return {
    name: desc.name,
    columns: desc.columns,
    type: desc.type ?? 'BITMAP',
    properties: propertiesFromAst(desc.properties),
    ...(desc.comment !== undefined && desc.comment !== '' ? { comment: desc.comment } : {}),
  }
}

export function rollupFromDesc(desc: RollupDesc): Rollup {
  return {
    name: desc.name,
    columns: desc.columns,
    ...(desc.duplicateKey !== undefined && desc.duplicateKey.length > 0 ? { duplicateKey: desc.duplicateKey } : {}),
    ...(desc.from !== undefined ? { from: desc.from } : {}),
    properties: propertiesFromAst(desc.properties),
  }
}

export function indexesFromDescs(descs: readonly IndexDesc[] | undefined): Readonly<Record<string, Index>> {
  return Object.fromEntries((descs ?? []).map((desc) => [desc.name, indexFromDesc(desc)]))
}
