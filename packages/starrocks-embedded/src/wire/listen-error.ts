/** The server could not be opened on its address. */
export class ListenError extends Error {
  readonly code = 'EMBEDDED_LISTEN'
  readonly host: string
  readonly port: number

  constructor(host: string, port: number, cause: Error) {
    super(`Cannot listen on ${host}:${port}: ${reasonOf(cause)}`, { cause })
    this.name = 'ListenError'
    this.host = host
    this.port = port
  }
}

const reasonOf = (cause: Error): string => {
  switch ('code' in cause ? cause.code : undefined) {
    case 'EADDRINUSE':
      return 'the port is in use. Stop the other server, or choose another port (0 takes a free one).'
    case 'EACCES':
      return 'not allowed. Choose a port above 1023.'
    case 'EADDRNOTAVAIL':
      return 'this machine does not have that address. 127.0.0.1 is always there.'
    default:
      return cause.message
  }
}
