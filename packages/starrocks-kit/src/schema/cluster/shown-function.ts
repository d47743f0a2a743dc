import { quoteIdentifier, visit, parseExpression } from '../../language/index.ts'
import { parseDataTypeText, printDataTypeText } from '../clauses.ts'
import { ownEntry } from '../state.ts'
import type { UserFunction } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { withoutCredentials, hasCredentials } from './function-code.ts'
import { functionArguments, functionKey, parseFunctionSignature } from './function-signature.ts'

/** A row of SHOW FULL FUNCTIONS. */
export interface ShownFunction {
  /** `f(INT,VARCHAR, ...)`: types without parameters; arrays, maps and structs are `INVALID_TYPE` (Function.getSignature). */
  readonly signature: string
  readonly returns: string
  /** `Scalar`, `Aggregate`, `Table` or `SQL`. */
  readonly type: string
  /** Properties as JSON; of a function that is an expression, the expression (SqlFunction). */
  readonly properties: string
}

/** Types that are shown without what belongs to them. */
const INCOMPLETE = /^(?:INVALID_TYPE|DECIMAL\w*)$/u
const LANGUAGES: Properties = { SRJAR: 'StarrocksJar', PYTHON: 'Python' }

/** The function that a server shows; `unseen` names what it does not show. Without a database it is a global one. */
export function functionAsShown(shown: ShownFunction, database: string | undefined): UserFunction {
  const identity = identityOf(shown, database)
  if (shown.type === 'SQL') return sqlFunction(shown.properties, identity)
  const { file = '', symbol = '', md5 = '', type: language = '' } = JSON.parse(shown.properties || '{}') as Properties
  const type = shown.type === 'Scalar' ? undefined : (shown.type.toUpperCase() as 'AGGREGATE' | 'TABLE')
  const isInline = language === 'PYTHON' && file.toLowerCase() === 'inline'
  const returns = type === 'TABLE' || INCOMPLETE.test(shown.returns) || /CHAR|BINARY/u.test(shown.returns)
  const unseen = [
    ...identity.unseen,
    ...(returns ? ['returns'] : []),
    // Who fetches it is kept as little as other secrets.
    ...(hasCredentials(file) ? ['file'] : []),
    ...(isInline ? ['source'] : []),
    ...(language === 'PYTHON' ? ['input'] : []),
    ...(type === 'AGGREGATE' ? ['analytic'] : type === 'TABLE' ? [] : ['isolation']),
  ]
  return {
    kind: 'Function',
    ...identity,
    ...(type === 'TABLE' ? {} : { returns: shown.returns }),
    ...(type === undefined ? {} : { type }),
    properties: {
      type: ownEntry(LANGUAGES, language) ?? language,
      file: withoutCredentials(file),
      ...(symbol === '' ? {} : { symbol }),
      ...(md5 === '' ? {} : { md5 }),
    },
    ...(unseen.length === 0 ? {} : { unseen }),
  }
}

interface Identity {
  readonly name: string
  readonly arguments: readonly string[]
  readonly unseen: readonly string[]
}

function identityOf({ signature }: ShownFunction, database: string | undefined): Identity {
  const [, name = '', list = ''] = /^([^(]*)\((.*)\)$/su.exec(signature) ?? []
  const types = list.split(/\s*,\s*/u).filter((type) => type !== '')
  const quoted = quoteIdentifier(name)
  const place = database === undefined ? `GLOBAL ${quoted}` : `${quoteIdentifier(database)}.${quoted}`
  if (types.some((type) => INCOMPLETE.test(type)))
    return { name: `${place}(${types.join(', ')})`, arguments: types, unseen: ['arguments'] }
  const words = types.map((type) => (/^(?:VAR)?CHAR$/u.test(type) ? 'STRING' : type))
  const text = words.length === 1 && words[0] === '...' ? ', ...' : words.join(', ')
  const read = parseFunctionSignature(`${place}(${text})`)
  return { name: functionKey(read), arguments: functionArguments(read), unseen: [] }
}

/** Names of arguments are not shown; a single one is what the expression calls it. */
function sqlFunction(text: string, { unseen, arguments: types, ...identity }: Identity): UserFunction {
  const names = new Set<string>()
  visit(parseExpression(text), {
    ColumnReference({ parts }) {
      names.add(parts.at(-1) ?? '')
    },
  })
  const [only = 'argument'] = names
  const isKnown = unseen.length === 0 && types.length < 2 && names.size < 2
  const hidden = isKnown ? unseen : [...unseen, 'names']
  return {
    kind: 'Function',
    ...identity,
    arguments: isKnown
      ? types.map((type) => `${quoteIdentifier(only)} ${printDataTypeText(parseDataTypeText(type))}`)
      : types,
    expression: text,
    ...(hidden.length === 0 ? {} : { unseen: hidden }),
  }
}
