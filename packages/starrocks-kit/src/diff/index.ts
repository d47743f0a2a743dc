// Two schemas -> the operations that lead from one to the other.
export type { AttributeComparison, DiffOptions, Rename, SchemaDiff, UndecidedComparison } from './schema-diff.ts'
export type { QueryDecider } from './schema-diff.ts'
export { databaseOfSelection, includesDatabase, includesName } from './selection.ts'
export type {
  AttributeSwitch,
  AttributeSwitches,
  FilteredObject,
  FilteredObjects,
  NameFilter,
  ObjectFilter,
  Selection,
  SelectionPlace,
} from './selection-types.ts'
export { diffSchemas } from './diff-schemas.ts'
export { renameCandidates } from './rename-candidates.ts'
export { RenameError } from './renames.ts'
