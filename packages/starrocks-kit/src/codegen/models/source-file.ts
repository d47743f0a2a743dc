import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { ImportList } from './imports.ts'

/** What the code of every object of a file needs. */
export interface SourceFile {
  readonly imports: ImportList
  readonly defaultDatabase: string
  /** The whole schema: it says what the names in queries stand for. */
  readonly state: SchemaState
  /** Identifiers of the objects that the file has declared so far, by `objectNameText`: queries refer to them. */
  readonly declared: Map<string, string>
}
