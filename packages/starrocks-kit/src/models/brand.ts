/**
 * Marks of the things that models are made of. They are registered symbols, never classes to test with `instanceof`: a project may load
 * two copies of starrocks-kit (the command's and its own) and both must know each other's models.
 */
export const MODEL: unique symbol = Symbol.for('starrocks-kit:model')
export const CLUSTER_MODEL: unique symbol = Symbol.for('starrocks-kit:cluster-model')
export const COLUMN: unique symbol = Symbol.for('starrocks-kit:column')
export const COLUMN_REF: unique symbol = Symbol.for('starrocks-kit:column-ref')
export const SQL: unique symbol = Symbol.for('starrocks-kit:sql')
export const UNMANAGED: unique symbol = Symbol.for('starrocks-kit:unmanaged')
