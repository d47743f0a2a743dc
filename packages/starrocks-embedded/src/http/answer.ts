import type { ServerResponse } from 'node:http'

/** Answers with JSON; the connection is closed when the client may still be sending. */
export function answerJson(
  response: ServerResponse,
  body: Readonly<Record<string, unknown>>,
  options: { readonly status?: number; readonly pretty?: boolean; readonly close?: boolean } = {},
): void {
  if (options.close === true) response.setHeader('Connection', 'close')
  response.writeHead(options.status ?? 200, { 'Content-Type': 'application/json; charset=UTF-8' })
  response.end(JSON.stringify(body, null, options.pretty === true ? 4 : undefined))
}

/** RestBaseResult: what the frontend says of a request that it refuses. */
export function answerFailure(response: ServerResponse, message: string, status = 200): void {
  if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm=""')
  answerJson(response, { status: 'FAILED', code: '1', msg: message, message }, { status, close: true })
}

/** Answers with text. */
export function answerText(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=UTF-8' })
  response.end(text)
}
