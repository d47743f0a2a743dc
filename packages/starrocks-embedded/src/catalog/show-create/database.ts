import type { PrintContext } from './print-context.ts'
import { backquoted } from './text.ts'

/** SHOW CREATE DATABASE: in shared-data mode the storage volume stands in a second line. */
export function showCreateDatabase(name: string, context: PrintContext): string {
  const head = `CREATE DATABASE ${backquoted(name)}`
  return context.target.runMode === 'shared_data'
    ? `${head}\nPROPERTIES ("storage_volume" = "builtin_storage_volume")`
    : head
}
