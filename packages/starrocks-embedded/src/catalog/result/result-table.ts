/** A cell of a metadata answer, as the text protocol carries it; `null` is NULL. */
export type Cell = string | null

/** What SHOW, DESC and the other metadata statements answer: every column is text. */
export interface ResultTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}
