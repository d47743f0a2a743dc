import type { ParseOptions } from '../parser/cursor.ts'

/** How formatted text looks. */
export interface FormatOptions extends Pick<ParseOptions, 'pipesAsConcat'> {
  /** Lines are broken where they would be longer than this many characters, if there is a place to break them; 100 unless told. */
  readonly width?: number
  /** Spaces for each level of indentation; 2 unless told. */
  readonly indent?: number
}

export const DEFAULT_WIDTH = 100
export const DEFAULT_INDENT = 2
