import { commonTypeOf } from '../../sql/types/common-type.ts'
import { BIGINT, JSON_TYPE, VARCHAR } from '../../sql/types/sql-type.ts'
import type { SqlType } from '../../sql/types/sql-type.ts'
import type { OutputColumn } from '../data/object-entry.ts'

/** What a table function returns, as far as the types of its arguments tell (TableFunction.initBuiltins). */
export function tableFunctionColumns(name: string, args: readonly (SqlType | undefined)[]): readonly OutputColumn[] {
  switch (name) {
    case 'unnest':
      return args.map((type) => column('unnest', type?.kind === 'array' ? type.element : undefined))
    case 'generate_series': {
      const known = args.filter((type) => type !== undefined)
      return [column(name, known.length === args.length ? commonTypeOf(known) : undefined)]
    }
    case 'unnest_bitmap':
      return [column(name, BIGINT)]
    case 'json_each':
      return [column('key', VARCHAR), column('value', JSON_TYPE)]
    default:
      return [{ name }]
  }
}

function column(name: string, type: SqlType | undefined): OutputColumn {
  return type === undefined || type.kind === 'null' ? { name } : { name, type }
}
