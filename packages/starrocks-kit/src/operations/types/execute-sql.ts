/** Statements written by hand. They run as they are; `reverse` holds the statements that undo them. */
export interface ExecuteSql {
  readonly kind: 'ExecuteSql'
  readonly statements: readonly string[]
  readonly reverse?: readonly string[]
}
