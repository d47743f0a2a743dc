// Two schemas -> the operations that lead from one to the other.
export type { AttributeComparison, DiffOptions, Rename, SchemaDiff, UndecidedComparison } from './schema-diff.ts'
export { diffSchemas } from './diff-schemas.ts'
export { RenameError } from './renames.ts'
