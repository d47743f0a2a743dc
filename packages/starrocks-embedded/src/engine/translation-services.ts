import { parseQuery } from 'starrocks-kit/language'
import type { Scope } from '../sql/scope.ts'
import type { TranslationServices } from '../sql/translate.ts'
import type { TranslatedQuery } from '../sql/translation.ts'
import { toColumnType } from '../sql/types/sql-type.ts'
import type { ResultColumn } from './engine.ts'
import { storedName, type StoredColumn } from './table-shape.ts'

/** For expressions of the server's own, which no session sent. */
export const EMPTY_SESSION: Scope = {
  resolve: () => undefined,
  variable: () => undefined,
  userVariable: () => undefined,
}

/** What translation asks of the engine; the objects whose rows it reads are put into `needed`. */
export function translationServices(session: Scope, needed: Map<number, readonly StoredColumn[]>): TranslationServices {
  return {
    session,
    relationOf(resolved) {
      needed.set(resolved.id, resolved.kind === 'table' ? resolved.table.columns : resolved.columns)
      return storedName(resolved.id)
    },
    parseQuery: (text) => parseQuery(text),
  }
}

/** The columns of a translated query. */
export function resultColumns(translated: TranslatedQuery): readonly ResultColumn[] {
  return translated.columns.map(({ name, type }) => ({ name, type: toColumnType(type) }))
}

/** The time zone of a session; StarRocks' own names for that of the server stand for its default. */
export function timeZoneOf(scope: Scope): string {
  const zone = String(scope.variable('time_zone') ?? 'UTC')
  return zone === 'SYSTEM' || zone === 'CST' ? 'Asia/Shanghai' : zone
}
