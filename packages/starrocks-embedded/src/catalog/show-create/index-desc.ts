import type { Capabilities, Index } from 'starrocks-kit/schema'
import { backquoted } from './text.ts'

/** An index line of SHOW CREATE TABLE: the name is not quoted, the comment not escaped, and no space stands before the properties. */
export function showCreateIndex(index: Index, capabilities: Capabilities): string {
  const columns = index.columns.map(backquoted).join(',')
  const comment = index.comment ?? (capabilities.emptyIndexComment ? '' : undefined)
  return `  INDEX ${index.name} (${columns}) USING ${indexTypeText(index)}${comment === undefined ? '' : ` COMMENT '${comment}'`}`
}

/** The type with its properties, also the `Index_type` of SHOW INDEX: `NGRAMBF("gram_num" = "4")`. */
export function indexTypeText(index: Index): string {
  const properties = Object.entries(index.properties)
  if (properties.length === 0) return index.type
  return `${index.type}(${properties.map(([key, value]) => `"${key}" = "${value}"`).join(', ')})`
}
