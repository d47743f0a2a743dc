import { ServerError } from '../../connection/index.ts'
import type { Connection } from '../../connection/index.ts'
import { isPauseOfPausedLoad } from '../../schema/index.ts'
import { sendWithSecrets } from './secrets.ts'

/**
 * Sends a statement of a plan with its secrets. One that finds what it is for done already is done: only a server knows whether a routine load is paused.
 *
 * @throws MissingSecretError before anything is sent; errors of the server, without the secrets.
 */
export async function sendStatement(connection: Connection, sql: string): Promise<void> {
  try {
    await sendWithSecrets(connection, sql)
  } catch (error) {
    if (!(error instanceof ServerError) || !isPauseOfPausedLoad(sql, error.serverMessage)) throw error
  }
}
