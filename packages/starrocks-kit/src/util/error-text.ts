/** What a thrown value says: whatever users' code, a file system or a driver may throw. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
