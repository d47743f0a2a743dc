import type { Server } from 'node:net'
import { ListenError } from './listen-error.ts'

export interface Address {
  readonly host: string
  readonly port: number
}

/** Lets a server listen, and gives the address that it has got. Throws `ListenError` when the address cannot be used. */
export const listen = (server: Server, { host, port }: Address): Promise<Address> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new ListenError(host, port, error))
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(
        address === null || typeof address === 'string'
          ? { host, port }
          : { host: address.address, port: address.port },
      )
    })
  })
