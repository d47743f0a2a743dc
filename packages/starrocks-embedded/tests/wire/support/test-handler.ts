import { EventEmitter, once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import type {
  ConnectionInfo,
  LoginRequest,
  PendingStatement,
  PreparedStatement,
  Row,
  Session,
  StatementResult,
  WireHandler,
} from '../../../src/wire/handler.ts'
import type { Column, Field } from '../../../src/wire/column.ts'
import { hashNativePassword } from '../../../src/wire/native-password.ts'
import { ServerError } from '../../../src/wire/server-error.ts'
import type { StatementParameter } from '../../../src/wire/statement-parameters.ts'

const varchar = (name: string): Column => ({ name, type: { kind: 'varchar', length: 100 } })

const ID_AND_NAME: readonly Column[] = [{ name: 'id', type: { kind: 'simple', name: 'int' } }, varchar('name')]

/** A value of each kind that has a binary form of its own. */
export const ALL_TYPES: readonly (readonly [Column, string])[] = [
  [{ name: 'b', type: { kind: 'simple', name: 'boolean' } }, '1'],
  [{ name: 'ti', type: { kind: 'simple', name: 'tinyint' } }, '-128'],
  [{ name: 'si', type: { kind: 'simple', name: 'smallint' } }, '-32768'],
  [{ name: 'i', type: { kind: 'simple', name: 'int' } }, '-2147483648'],
  [{ name: 'bi', type: { kind: 'simple', name: 'bigint' } }, '-9223372036854775808'],
  [{ name: 'li', type: { kind: 'simple', name: 'largeint' } }, '170141183460469231731687303715884105727'],
  [{ name: 'f', type: { kind: 'simple', name: 'float' } }, '1.5'],
  [{ name: 'd', type: { kind: 'simple', name: 'double' } }, '-2.25e300'],
  [{ name: 'dec', type: { kind: 'decimal', precision: 10, scale: 2 } }, '-12345678.90'],
  [{ name: 'dt', type: { kind: 'simple', name: 'date' } }, '2024-02-29'],
  [{ name: 'ts', type: { kind: 'simple', name: 'datetime' } }, '2024-02-29 23:59:58.123456'],
  [{ name: 'tm', type: { kind: 'simple', name: 'time' } }, '-30:01:02'],
  [{ name: 'c', type: { kind: 'char', length: 3 } }, 'ü€'],
  [{ name: 'js', type: { kind: 'simple', name: 'json' } }, '{"a": 1}'],
]

export interface TestHandler extends WireHandler<string> {
  /** Everything that sessions were asked for, in order. */
  readonly calls: string[]
  readonly logins: LoginRequest[]
  readonly connections: ConnectionInfo[]
  /** How many rows were pulled by now. */
  readonly produced: () => number
  /** Lets every `wait` go on. */
  release(): void
}

const PASSWORDS: Readonly<Record<string, string>> = { root: '', alice: 'wonderland', bob: 'pässwörd 😀' }

const failLate = async function* (): AsyncGenerator<Row> {
  yield ['1', 'first']
  throw new ServerError('the disk is full')
}

/**
 * Understands a language of its own, statements separated by `;`:
 * `ok`, `echo TEXT`, `null`, `types`, `rows N`, `wide N` (bytes), `endless`, `wait`, `fail`, `fail-late`, `fault`, `narrow`, `syntax`.
 */
export const createTestHandler = (): TestHandler => {
  const calls: string[] = []
  const logins: LoginRequest[] = []
  const connections: ConnectionInfo[] = []
  let produced = 0
  const gate = new EventEmitter()
  const released = once(gate, 'open')

  const counted = function* (count: number): Generator<Row> {
    for (let id = 1; id <= count; id += 1) {
      produced += 1
      yield [String(id), `name ${id}`]
    }
  }

  const run = async (statement: string, signal: AbortSignal): Promise<StatementResult> => {
    const [verb = '', ...rest] = statement.split(' ')
    const argument = rest.join(' ')
    switch (verb) {
      case 'ok':
        return { kind: 'ok', affectedRows: 3, lastInsertId: 7, warnings: 2, info: "{'label':'x', 'status':'VISIBLE'}" }
      case 'echo':
        return { kind: 'rows', columns: [varchar('text')], rows: [[argument]] }
      case 'null':
        return {
          kind: 'rows',
          columns: [varchar('a'), { name: 'b', type: { kind: 'null' } }, varchar('c')],
          rows: [[null, null, '']],
        }
      case 'types':
        return { kind: 'rows', columns: ALL_TYPES.map(([column]) => column), rows: [ALL_TYPES.map(([, text]) => text)] }
      case 'rows':
        return { kind: 'rows', columns: ID_AND_NAME, rows: counted(Number(argument)) }
      case 'wide':
        return { kind: 'rows', columns: [varchar('text')], rows: [['x'.repeat(Number(argument))], ['end']] }
      case 'endless':
        return { kind: 'rows', columns: ID_AND_NAME, rows: counted(Number.POSITIVE_INFINITY) }
      case 'wait':
        await Promise.race([
          released,
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('noticed the abort')))),
        ]).catch((error: unknown) => {
          calls.push('aborted')
          throw error
        })
        return { kind: 'ok', affectedRows: 0 }
      case 'fail':
        throw new ServerError("Unknown database 'x'", 5501)
      case 'fail-late':
        return { kind: 'rows', columns: ID_AND_NAME, rows: failLate() }
      case 'narrow':
        return { kind: 'rows', columns: ID_AND_NAME, rows: [['1']] }
      default:
        throw new TypeError(`no such verb: ${verb}`)
    }
  }

  const prepare = (sql: string): PreparedStatement => {
    if (!sql.startsWith('select')) {
      throw new ServerError('This command is not supported in the prepared statement protocol yet', 1295)
    }
    const types = sql === 'select types'
    const parameterCount = sql.split('?').length - 1
    return {
      parameterCount,
      columns: types
        ? ALL_TYPES.map(([column]) => column)
        : Array.from({ length: parameterCount + 1 }, (_, index) => varchar(`c${index}`)),
      execute: async (parameters, signal) => {
        calls.push(`execute ${parameters.map(describe).join(', ')}`)
        if (types) return run('types', signal)
        const columns = Array.from({ length: parameterCount + 1 }, (_, index) => varchar(`c${index}`))
        return { kind: 'rows', columns, rows: [[...parameters.map(describe), null]] }
      },
      close: () => void calls.push('close statement'),
    }
  }

  return {
    calls,
    logins,
    connections,
    produced: () => produced,
    release: () => void gate.emit('open'),
    authenticate: async (login) => {
      logins.push(login)
      // Looking up a user takes time in which more may arrive.
      await delay(5)
      const password = PASSWORDS[login.user]
      return password === undefined
        ? { kind: 'unknown-user' }
        : { kind: 'native-password', identity: login.user, hash: hashNativePassword(password) }
    },
    openSession: async (user, connection): Promise<Session> => {
      calls.push(`open ${user}`)
      connections.push(connection)
      return {
        query: async (sql) => {
          if (sql === 'syntax') throw new ServerError('Getting syntax error')
          return sql
            .split(';')
            .map((statement) => statement.trim())
            .filter((statement) => statement !== '')
            .map((statement): PendingStatement => (signal) => {
              calls.push(statement)
              return run(statement, signal)
            })
        },
        useDatabase: async (name) => {
          if (name === 'missing') throw new ServerError("Unknown database 'missing'", 5501)
          calls.push(`use ${name}`)
        },
        listFields: async (table): Promise<readonly Field[]> => [
          { ...varchar('a'), database: 'db', table, defaultValue: 'x' },
          { name: 'b', type: { kind: 'array', element: { kind: 'simple', name: 'int' } }, database: 'db', table },
        ],
        prepare: async (sql) => prepare(sql),
        reset: async () => void calls.push('reset'),
        close: async () => void calls.push(`close ${user}`),
      }
    },
  }
}

const describe = (parameter: StatementParameter): string => {
  switch (parameter.type) {
    case 'null':
      return 'null'
    case 'varbinary':
      return `varbinary ${Buffer.from(parameter.bytes).toString('hex')}`
    default:
      return `${parameter.type} ${parameter.text}`
  }
}
