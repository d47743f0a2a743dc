import { request } from 'node:http'

export interface HttpAnswer {
  readonly status: number
  readonly text: string
  /** The server asked for the body. */
  readonly asked: boolean
  readonly json: Readonly<Record<string, unknown>>
}

/** Sends a request that waits for leave before its body, as loads do. */
export async function send(
  base: string,
  method: string,
  path: string,
  options: {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string | Buffer | readonly Buffer[]
    readonly user?: string
    readonly expect?: boolean
  } = {},
): Promise<HttpAnswer> {
  const { body, user = 'root:', expect = body !== undefined } = options
  return await new Promise((resolve, reject) => {
    let asked = false
    const sent = request(
      new URL(path, base),
      {
        method,
        agent: false,
        headers: {
          Authorization: `Basic ${Buffer.from(user).toString('base64')}`,
          ...(expect ? { Expect: '100-continue' } : {}),
          ...options.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({
            status: response.statusCode ?? 0,
            text,
            asked,
            get json() {
              return JSON.parse(text) as Readonly<Record<string, unknown>>
            },
          })
          sent.destroy()
        })
      },
    )
    sent.on('error', reject)
    const write = (): void => {
      for (const chunk of Array.isArray(body) ? body : [body ?? '']) sent.write(chunk)
      sent.end()
    }
    if (!expect) write()
    else {
      sent.on('continue', () => {
        asked = true
        write()
      })
      sent.flushHeaders()
    }
  })
}
