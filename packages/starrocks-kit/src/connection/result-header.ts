/** Whether it is what mysql2 gives for a statement that returns no rows. */
export function isResultHeader(value: unknown): value is { readonly affectedRows: number } {
  return (
    typeof value === 'object' && value !== null && 'affectedRows' in value && typeof value.affectedRows === 'number'
  )
}
