import type { ObjectName, Table } from 'starrocks-kit/schema'
import type { Catalog } from '../catalog.ts'
import type { EvaluationContext } from '../result/evaluate-expression.ts'
import type { DescribedColumn } from '../describe/described-column.ts'
import type { InformationContext } from '../information-schema/information-context.ts'
import type { SessionInfo } from './session-info.ts'

/** What SHOW statements know beside the catalog. */
export interface ShowContext {
  readonly catalog: Catalog
  readonly currentDatabase?: string
  readonly currentCatalog: string
  readonly userName: string
  readonly evaluation: EvaluationContext
  readonly information: InformationContext
  sessions(): readonly SessionInfo[]
  /** The address at which this server listens. */
  readonly address: { readonly host: string; readonly port: number }
  readonly startedAt: number
  readonly versionComment: string
  /** A temporary table of the session. */
  temporaryTable(name: ObjectName): Table | undefined
  temporaryTables(database: string): readonly Table[]
  /** The columns of a table, view or materialized view; types that need the engine are asked for there. */
  describe(name: {
    readonly catalog?: string
    readonly database: string
    readonly name: string
  }): Promise<readonly DescribedColumn[]>
}
