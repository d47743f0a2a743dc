import type { ImportList } from './imports.ts'

/** What the code of every object of a file needs. */
export interface SourceFile {
  readonly imports: ImportList
  readonly defaultDatabase: string
  /** Identifiers of the objects that the file has declared so far, by `objectNameText`: queries refer to them. */
  readonly declared: Map<string, string>
}
