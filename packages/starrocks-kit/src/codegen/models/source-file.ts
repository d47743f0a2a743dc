import type { SchemaState } from '../../schema/types/schema-state.ts'
import type { ImportList } from './imports.ts'
import type { Casing } from './keys.ts'

/** Where the model of an object is declared, and under which name. */
export interface DeclaredModel {
  readonly identifier: string
  /** The path of its file, relative to where files are written, with `/`. */
  readonly path: string
}

/** What the code of every object of a file needs. */
export interface SourceFile {
  readonly path: string
  readonly imports: ImportList
  readonly defaultDatabase: string
  readonly casing: Casing
  /** The whole schema: it says what the names in queries stand for. */
  readonly state: SchemaState
  /** The models that are declared so far, in any file, by `objectNameText`: queries refer to them. */
  readonly declared: ReadonlyMap<string, DeclaredModel>
}
