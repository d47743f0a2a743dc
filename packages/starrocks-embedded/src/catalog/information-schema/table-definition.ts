import type { DataType, SimpleTypeName } from 'starrocks-kit/schema'
import type { OutputColumn } from '../catalog-data.ts'

const VARCHAR: DataType = { kind: 'varchar', length: 65_533 }

/** Columns from text: `TABLE_NAME, VERSION:bigint`; without a type they are text. */
export function columnsOf(text: string): readonly (OutputColumn & { readonly type: DataType })[] {
  return text
    .trim()
    .split(/\s*,\s*/)
    .map((item) => {
      const [name = '', type] = item.split(':')
      return {
        name,
        type: type === undefined ? VARCHAR : { kind: 'simple', name: type as SimpleTypeName },
        nullable: true,
      }
    })
}
