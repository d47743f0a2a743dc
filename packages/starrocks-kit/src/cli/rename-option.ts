/** The option that names renames; it may stand several times. */
export const RENAME_OPTION = [
  '--rename <old:new>',
  'a table or materialized view (old:new) or column (table.old:new) that was renamed; may be given several times',
  (value: string, previous: readonly string[]): readonly string[] => [...previous, value],
  [] as readonly string[],
] as const
