import { answerFailure, answerJson, answerText } from './answer.ts'
import { authenticate } from './basic-auth.ts'
import type { HttpHandler } from './http-server.ts'
import { TRANSACTION_STEPS } from './load-answer.ts'
import type { HttpState, RequestContext, UserContext } from './request-context.ts'
import { mayInsert, streamLoad } from './stream-load-request.ts'
import { transactionStep } from './transaction-request.ts'

/** What a frontend and its backends answer over HTTP, as far as loading needs it. */
export function createHandler(state: HttpState): HttpHandler {
  return async (request, response, proceed) => {
    const url = URL.parse(request.url ?? '', 'http://localhost')
    const parts = url === null ? undefined : decoded(url.pathname)
    if (url === null || parts === undefined) {
      answerFailure(response, `Invalid path: ${request.url ?? ''}`, 400)
      return
    }
    const context: RequestContext = { ...state, request, response, url, proceed }
    if (request.method === 'GET' && isPath(parts, 'api', 'health')) {
      answerJson(response, { online_backend_num: 1, total_backend_num: 1, status: 'OK' })
      return
    }
    if (request.method === 'GET' && isPath(parts, 'api', '_load_error_log')) {
      errorLog(context)
      return
    }
    const route = routeOf(request.method ?? '', parts)
    if (route === undefined) {
      answerFailure(response, `Not Found: ${request.method ?? ''} ${url.pathname}`, 404)
      return
    }
    const host = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    const proved = authenticate(state.server.catalog, request.headers.authorization, host)
    if ('refusal' in proved) answerFailure(response, proved.refusal, 401)
    else await route({ ...context, user: proved.user })
  }
}

type Route = (context: UserContext) => Promise<void>

function routeOf(method: string, parts: readonly string[]): Route | undefined {
  const [api, first = '', second = '', third] = parts
  if (api !== 'api') return undefined
  if (method === 'PUT' && parts.length === 4 && third === '_stream_load') {
    return (context) => streamLoad(context, first, second)
  }
  if (first === 'transaction' && parts.length === 3 && (method === 'POST' || method === 'PUT')) {
    const step = TRANSACTION_STEPS.find((name) => name === second)
    return step && ((context) => transactionStep(context, step))
  }
  if (method === 'GET' && parts.length === 3 && second === 'get_load_state') {
    return async (context) => loadState(context, first)
  }
  return undefined
}

/** GetStreamLoadState: what became of a label. */
function loadState(context: UserContext, database: string): void {
  const { response, server, url } = context
  const label = url.searchParams.get('label') ?? ''
  if (label === '') {
    answerFailure(response, 'No label selected.')
    return
  }
  if (!server.catalog.hasDatabase(database)) {
    answerFailure(response, `unknown database, database=${database}`)
    return
  }
  const load = server.loads.find(database, label)
  if (load !== undefined && !mayInsert(context, database, load.table)) return
  const state = load === undefined ? 'UNKNOWN' : STATES[load.state]
  answerJson(response, { state, reason: '', status: 'OK', code: '0', msg: 'Success', message: 'OK' })
}

/** States of a load as those of its transaction. */
const STATES = { LOADING: 'PREPARE', PREPARED: 'PREPARED', FINISHED: 'VISIBLE', CANCELLED: 'ABORTED' } as const

/** The rows that a load left out; who has the name may read them, as on a backend. */
function errorLog({ response, server, url }: RequestContext): void {
  const name = url.searchParams.get('file') ?? ''
  const text = server.loads.logs.get(name)
  if (text === undefined) answerFailure(response, `error log file ${name} does not exist`, 404)
  else answerText(response, text)
}

function isPath(parts: readonly string[], ...path: readonly string[]): boolean {
  return parts.length === path.length && path.every((part, at) => parts[at] === part)
}

function decoded(path: string): readonly string[] | undefined {
  try {
    return path.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return undefined
  }
}
