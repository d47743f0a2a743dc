import { databaseKey } from 'starrocks-kit/schema'
import type { SqlValue } from '../../sql/scope.ts'
import { entryOf } from '../data/entries.ts'
import type { InformationContext } from './information-context.ts'

/** Real views only: materialized views are listed elsewhere. */
export function viewRows({ catalog }: InformationContext): readonly (readonly SqlValue[])[] {
  return Object.values(catalog.schema.databases).flatMap((database) =>
    Object.values(database.views).map((view) => {
      const definition = entryOf(catalog.data, databaseKey(database.name, database.catalog), view.name)?.definition
      return [
        'def',
        database.name,
        view.name,
        definition?.inlineText ?? view.query.text,
        'NONE',
        'NO',
        '',
        '',
        'utf8',
        'utf8_general_ci',
      ]
    }),
  )
}
