import { StarRocksKitError } from '../../errors/base.ts'
import { redactSql, ServerError } from '../../connection/index.ts'
import type { Connection, QueryResult } from '../../connection/index.ts'
import { secretVariables, withSecrets } from '../../schema/index.ts'

/** A statement waits for a secret that the environment does not hold. */
export class MissingSecretError extends StarRocksKitError {
  readonly code = 'MISSING_SECRET'
  readonly variable: string

  constructor(variable: string) {
    super(
      `The environment variable ${variable} holds no value, and a secret of the statement is taken from it. Set it and run the command again: nothing of the statement was sent.`,
    )
    this.variable = variable
  }
}

/**
 * Sends a statement with its secrets, which are taken from the environment just here: the statement that is planned, shown and kept names their variables only.
 *
 * @throws MissingSecretError before anything is sent; errors of the server, without the secrets.
 */
export async function sendWithSecrets(connection: Connection, sql: string): Promise<QueryResult> {
  const variables = secretVariables(sql)
  if (variables.length === 0) return connection.query(sql)
  const values = new Map(
    variables.map((variable) => {
      const value = process.env[variable]
      if (value === undefined || value === '') throw new MissingSecretError(variable)
      return [variable, value]
    }),
  )
  // It stands between quotes in the statement, single or double ones.
  const quoted = (variable: string): string => (values.get(variable) ?? '').replaceAll(/[\\"']/gu, String.raw`\$&`)
  try {
    return await connection.query(withSecrets(sql, quoted))
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    // A server may repeat in its answer what it was sent.
    const { errno, sqlState, serverMessage } = error
    throw new ServerError({ errno, sqlState, serverMessage: redactSql(serverMessage, [...values.values()]), sql })
  }
}
