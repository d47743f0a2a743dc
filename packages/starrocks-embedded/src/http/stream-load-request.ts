import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { rolesAtLogin } from '../session/accounts/active-roles.ts'
import { requirePrivilege } from '../session/accounts/privileges.ts'
import { LoadError } from '../stream-load/load-error.ts'
import { readLoadOptions } from '../stream-load/load-options.ts'
import type { Headers } from '../stream-load/load-options.ts'
import { StreamLoad } from '../stream-load/stream-load.ts'
import { ServerError } from '../wire/server-error.ts'
import { answerFailure, answerJson } from './answer.ts'
import { BodyError, checkLength, readBody } from './body.ts'
import { loadAnswer } from './load-answer.ts'
import type { UserContext } from './request-context.ts'
import { errorText } from '../error-text.ts'

/** PUT /api/{database}/{table}/_stream_load: what a frontend redirects to a backend is answered here at once. */
export async function streamLoad(context: UserContext, database: string, table: string): Promise<void> {
  const { request, response, server, origin } = context
  // LoadAction: only a client that waits for leave can be redirected before it sends the body.
  if (request.httpVersion !== '1.0' && !awaitsLeave(request)) {
    answerJson(
      response,
      { Status: 'FAILED', Message: 'class com.starrocks.common.DdlException: There is no 100-continue header' },
      { close: true },
    )
    return
  }
  if (!mayInsert(context, database, table)) return
  const header = headersOf(request)
  const target = { label: header('label') ?? randomUUID(), database, table }
  let load: StreamLoad | undefined
  let failure: LoadError | undefined
  try {
    const options = readLoadOptions(header)
    checkLength(request, options)
    load = await StreamLoad.begin(server, origin, context.user, { ...target, timeoutSeconds: options.timeoutSeconds })
    const running = load
    running.open(options)
    context.proceed()
    const timer = setTimeout(
      () => request.destroy(new BodyError('timeout by txn manager')),
      options.timeoutSeconds * 1000,
    )
    await readBody(request, options, (bytes) => running.push(bytes)).finally(() => clearTimeout(timer))
    await running.endText()
    await running.commit()
  } catch (error) {
    failure = asLoadError(error)
    await load?.cancel(failure.message)
  }
  answerJson(response, loadAnswer(target, load, failure), { pretty: true, close: true })
}

/** Whether the user may load into a table; answers when not. What does not exist is refused as such. */
export function mayInsert({ server, user, response }: UserContext, database: string, name: string): boolean {
  try {
    const { data } = server.catalog
    const needed = { privileges: ['INSERT'], type: 'TABLE', database, name }
    requirePrivilege(server.catalog, user, needed, rolesAtLogin(data, user))
    return true
  } catch (error) {
    if (!(error instanceof ServerError)) throw error
    answerFailure(response, error.message, 401)
    return false
  }
}

/** Headers by name: HTTP does not tell upper from lower case. Text beyond ASCII is UTF-8. */
export function headersOf(request: IncomingMessage): Headers {
  return (name) => {
    const value = request.headers[name]
    const text = Array.isArray(value) ? value.join(', ') : value
    return text === undefined || text === '' ? undefined : Buffer.from(text, 'latin1').toString()
  }
}

export function asLoadError(error: unknown): LoadError {
  if (error instanceof LoadError) return error
  return new LoadError(errorText(error))
}

function awaitsLeave(request: IncomingMessage): boolean {
  return request.headers.expect?.toLowerCase() === '100-continue'
}
