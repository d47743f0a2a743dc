import { MysqlQueryCompiler } from 'kysely'
import type { CompiledQuery, InsertQueryNode, QueryId, RootOperationNode } from 'kysely'
import type { DeclaredColumns } from './declared-columns.ts'
import { encodeValue } from './encode-value.ts'
import { overwrittenPartitions } from './overwrite.ts'
import { TypedValue, withTypedValues } from './typed-values.ts'

/** Queries as StarRocks reads them: MySQL's syntax, values written as literals, and INSERT in StarRocks' order. */
export class StarRocksQueryCompiler extends MysqlQueryCompiler {
  readonly #declared: DeclaredColumns

  constructor(declared: DeclaredColumns) {
    super()
    this.#declared = declared
  }

  override compileQuery(node: RootOperationNode, queryId: QueryId): CompiledQuery {
    return super.compileQuery(withTypedValues(node, this.#declared), queryId)
  }

  /** No parameter is left open: StarRocks' text protocol has none, and a `?` inside a literal stays what it is. */
  protected override appendValue(value: unknown): void {
    this.append(value instanceof TypedValue ? encodeValue(value.value, value.type) : encodeValue(value))
  }

  protected override appendImmediateValue(value: unknown): void {
    this.appendValue(value)
  }

  /** StarRocks drops backquotes inside of a quoted name: no name holds one. */
  protected override sanitizeIdentifier(identifier: string): string {
    return identifier.replaceAll('`', '')
  }

  /** `INSERT INTO t (columns) WITH ... SELECT` and `INSERT OVERWRITE t PARTITION (...)`: the WITH clause belongs to the query (insertStatement of the grammar). */
  protected override visitInsertQuery(node: InsertQueryNode): void {
    if (this.parentNode === undefined && node.explain !== undefined) {
      this.visitNode(node.explain)
      this.append(' ')
    }
    const partitions = overwrittenPartitions(node.endModifiers)
    this.append(partitions === undefined ? 'insert into ' : 'insert overwrite ')
    if (node.into !== undefined) this.visitNode(node.into)
    if (partitions !== undefined && partitions.length > 0) {
      this.append(' partition (')
      this.compileList(partitions)
      this.append(')')
    }
    if (node.columns !== undefined) {
      this.append(' (')
      this.compileList(node.columns)
      this.append(')')
    }
    if (node.with !== undefined) {
      this.append(' ')
      this.visitNode(node.with)
    }
    if (node.values !== undefined) {
      this.append(' ')
      this.visitNode(node.values)
    }
  }
}
