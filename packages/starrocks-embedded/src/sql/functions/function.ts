import type { SqlType } from '../types/sql-type.ts'
import { signature, type Signature } from './signature.ts'

/** One form of a scalar function. `sql` gets the arguments already converted; those left out are missing. */
export interface ScalarForm {
  readonly signature: Signature
  sql(args: readonly string[], types: readonly SqlType[]): string
}

/** How an aggregate is called: adds DISTINCT, ORDER BY, FILTER and OVER to one DuckDB call. */
export type AggregateCall = (name: string, args: readonly string[]) => string

/** One form of an aggregate function; it may be made of several DuckDB aggregates. */
export interface AggregateForm {
  readonly signature: Signature
  sql(call: AggregateCall, args: readonly string[], types: readonly SqlType[]): string
}

export type FunctionTable = Readonly<Record<string, readonly ScalarForm[]>>
export type AggregateTable = Readonly<Record<string, readonly AggregateForm[]>>

/** A scalar function by its signature's short form; `body` is the name of a DuckDB function with the same arguments, or writes the text. */
export function scalar(text: string, body: string | ((...args: string[]) => string)): ScalarForm {
  return {
    signature: signature(text),
    sql: (args) => (typeof body === 'string' ? `${body}(${args.join(', ')})` : body(...args)),
  }
}

/** The same, with the types of the arguments at hand. */
export function typedScalar(text: string, sql: ScalarForm['sql']): ScalarForm {
  return { signature: signature(text), sql }
}

/** An aggregate that is one DuckDB aggregate, whose result is converted when `as` is given. */
export function aggregate(text: string, name: string, as?: string): AggregateForm {
  return {
    signature: signature(text),
    sql: (call, args) => (as === undefined ? call(name, args) : `CAST(${call(name, args)} AS ${as})`),
  }
}

/** An aggregate with a body of its own. */
export function composedAggregate(text: string, sql: AggregateForm['sql']): AggregateForm {
  return { signature: signature(text), sql }
}
