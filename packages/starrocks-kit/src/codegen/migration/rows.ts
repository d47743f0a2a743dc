import { object, string } from '../source/code.ts'
import { onObject, stringCode } from './call.ts'
import type { Renderers } from './call.ts'
import { namesCode } from './inputs.ts'

/** Operations on rows. */
export const ROW_RENDERERS: Renderers<'CopyRows' | 'CheckRowCounts'> = {
  CopyRows: ({ table, from, columns, partition }, context) =>
    onObject(
      'copyRows',
      table,
      context,
      string(from),
      object([
        ['columns', namesCode(columns)],
        ['partition', stringCode(partition)],
      ]),
    ),
  CheckRowCounts: ({ table, with: other }, context) => onObject('checkRowCounts', table, context, string(other)),
}
