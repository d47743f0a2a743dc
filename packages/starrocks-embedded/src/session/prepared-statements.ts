import { parseStatement } from 'starrocks-kit/language'
import type { DeallocateStatement, ExecuteStatement, PrepareStatement, QueryStatement } from 'starrocks-kit/language'
import { analyzingError, CatalogError } from '../catalog/catalog-error.ts'
import type { SqlValue } from '../sql/scope.ts'
import type { StatementParameter } from '../wire/statement-parameters.ts'
import { bindParameters, countParameters } from './parameters.ts'
import type { SessionVariables } from './session-variables.ts'

/** The statements that a session prepared in SQL (PREPARE, EXECUTE, DEALLOCATE), by name. */
export class NamedStatements {
  readonly #statements = new Map<string, QueryStatement>()

  /** Only queries can be prepared; a name that is taken stands for the newer one. */
  prepare({ name, statement, text }: PrepareStatement): void {
    const inner = statement ?? parseStatement(text ?? '', { positions: true })
    if (inner.kind !== 'QueryStatement')
      throw analyzingError('This command is not supported in the prepared statement protocol yet', 1295)
    this.#statements.set(name, inner)
  }

  /** The prepared query with the values of user variables in the place of its parameters. */
  bind({ name, variables = [] }: ExecuteStatement, values: SessionVariables): QueryStatement {
    const statement = this.#statements.get(name)
    if (statement === undefined) throw new CatalogError(`Could not execute, since \`${name}\` not exist`)
    const count = countParameters(statement)
    if (variables.length !== count)
      throw analyzingError(`Invalid arguments size ${variables.length}, expected ${count}`)
    const bound = bindParameters(
      statement,
      variables.map((variable) => parameterOf(values.getUser(variable))),
    )
    return bound.kind === 'QueryStatement' ? bound : statement
  }

  deallocate({ name }: DeallocateStatement): void {
    if (!this.#statements.delete(name)) throw new CatalogError(`PrepareStatement \`${name}\` not exist`)
  }

  clear(): void {
    this.#statements.clear()
  }
}

function parameterOf(value: SqlValue): StatementParameter {
  switch (typeof value) {
    case 'string':
      return { type: 'varchar', text: value }
    case 'number':
      return Number.isInteger(value) ? { type: 'bigint', text: String(value) } : { type: 'double', text: String(value) }
    case 'bigint':
      return { type: 'largeint', text: String(value) }
    case 'boolean':
      return { type: 'tinyint', text: value ? '1' : '0' }
    default:
      return { type: 'null' }
  }
}
