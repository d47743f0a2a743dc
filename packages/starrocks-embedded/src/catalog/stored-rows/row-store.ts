import type { Engine } from '../../engine/engine.ts'

/** What the catalog tells the engine: which tables there are, by id. */
export type RowStore = Pick<Engine, 'createTable' | 'dropTable' | 'alterTable' | 'truncate' | 'reconcile'>
