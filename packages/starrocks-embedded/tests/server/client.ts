import { createConnection } from 'mysql2/promise'
import type { Connection } from 'mysql2/promise'

type Rows = readonly (readonly (string | null)[])[]

/** A client over a real socket: rows as text, errors as `code message`. */
export interface Client {
  ask(sql: string): Promise<Rows>
  refusal(sql: string): Promise<string>
  readonly raw: Connection
  close(): Promise<void>
}

export async function connect(
  url: string,
  options: { readonly user?: string; readonly password?: string; readonly database?: string } = {},
): Promise<Client> {
  const { hostname, port } = new URL(url)
  const raw = await createConnection({
    host: hostname,
    port: Number(port),
    user: 'root',
    rowsAsArray: true,
    // StarRocks declares utf8, which mysql2 takes for text without characters beyond the first plane.
    typeCast: (field) => field.string('utf8'),
    ...options,
  })
  const ask = async (sql: string): Promise<Rows> => {
    const [rows] = await raw.query(sql)
    return Array.isArray(rows) ? (rows as unknown as Rows) : []
  }
  return {
    ask,
    refusal: async (sql) => {
      try {
        await ask(sql)
      } catch (error) {
        if (error instanceof Error && 'errno' in error) return `${String(error.errno)} ${error.message}`
        throw error
      }
      return 'accepted'
    },
    raw,
    close: () => raw.end(),
  }
}
