import type { Capabilities } from '../../capabilities.ts'
import { normalizeTable } from '../../normalize/table.ts'
import type { Distribution } from '../../types/distribution.ts'
import type { Table, TableKey } from '../../types/table.ts'

/** The table as the server holds it after CREATE: normal form, and the distribution that it chose. */
export function deriveTable(
  table: Table,
  key: TableKey,
  distribution: Distribution,
  capabilities: Capabilities,
): Table {
  return normalizeTable({ ...table, key, distribution }, capabilities)
}
