import { parseStatement, quoteIdentifier, visit } from '../../language/index.ts'
import type { AstNode, CreateFunctionStatement, FunctionArguments, QualifiedName } from '../../language/index.ts'
import { printDataTypeText } from '../clauses.ts'
import { messageDataType, primitiveTypeName } from '../data-type/print.ts'
import { dataTypeFromAst } from '../from-ast/data-type.ts'
import type { DataType } from '../types/data-type.ts'
import type { UserFunction } from '../types/cluster.ts'

/** Where a function is, what it is called and what it takes. */
export interface FunctionSignature {
  readonly global?: true
  /** Absent for global functions, and as long as nobody knows which one is meant. */
  readonly database?: string
  /** In lower case, as servers keep it (FunctionName). */
  readonly name: string
  readonly types: readonly DataType[]
  /** Of a function that is an expression. */
  readonly names?: readonly string[] | undefined
  readonly variadic?: true
}

/** What stands between CREATE FUNCTION or DROP FUNCTION and RETURNS. */
interface FunctionHead {
  readonly global?: true
  readonly name: QualifiedName
  readonly arguments: FunctionArguments
}

export function signatureFromAst(head: FunctionHead, currentDatabase?: string): FunctionSignature {
  const { names, types, variadic } = head.arguments
  const [name = '', database = currentDatabase] = head.name.parts.toReversed()
  return {
    ...(head.global === true ? { global: true } : database === undefined ? {} : { database }),
    name: name.toLowerCase(),
    types: types.map(dataTypeFromAst),
    ...(names === undefined ? {} : { names }),
    ...(variadic === true ? { variadic } : {}),
  }
}

/**
 * Reads `shop.total(DECIMAL(10, 2), INT)`, `GLOBAL total(amount INT)` and `f(INT, ...)`.
 *
 * @throws {SyntaxError} of the text
 */
export function parseFunctionSignature(text: string, currentDatabase?: string): FunctionSignature {
  const head = parseHead(text.trim())
  const bare = bareTextType(head)
  if (bare !== undefined) throw new TypeError(withoutLength(bare))
  return signatureFromAst(head, currentDatabase)
}

/** CHAR or VARCHAR without a length, anywhere in the types of a statement. */
export function bareTextType(node: AstNode): string | undefined {
  let found: string | undefined
  visit(node, {
    ScalarType({ name, params }) {
      if ((name === 'char' || name === 'varchar') && params === undefined) found ??= name
    },
  })
  return found
}

export function withoutLength(type: string): string {
  return `${type.toUpperCase()} says no length: write STRING, or ${type.toUpperCase()}(10)`
}

function parseHead(text: string): CreateFunctionStatement {
  const [, global = '', rest = text] = /^(GLOBAL\s+)?([^]*)$/iu.exec(text) ?? []
  const head = `CREATE ${global === '' ? '' : 'GLOBAL '}FUNCTION ${rest} RETURNS`
  const read = (returns: string): CreateFunctionStatement | undefined => {
    const statement = parseStatement(`${head} ${returns}`)
    return statement.kind === 'CreateFunctionStatement' ? statement : undefined
  }
  try {
    return read('INT') ?? notSignature(text)
  } catch {
    // Named arguments come with an expression in the place of the type.
    return read('1') ?? notSignature(text)
  }
}

function notSignature(text: string): never {
  throw new TypeError(`"${text}" is no signature such as "f(INT, STRING)"`)
}

/** What tells a function from all others: `shop.total(DECIMAL(18, 2))`, `GLOBAL total(INT)`. Types that servers take for the same argument are written alike. */
export function functionKey(signature: FunctionSignature): string {
  return `${functionPlace(signature)}${argumentList(functionArguments({ ...signature, names: undefined, types: signature.types.map(matched) }))}`
}

/** The function's name with its database: `shop.total`, `GLOBAL total`. */
export function functionPlace({ global, database, name }: FunctionSignature): string {
  const quoted = quoteIdentifier(name)
  if (global === true) return `GLOBAL ${quoted}`
  return database === undefined ? quoted : `${quoteIdentifier(database)}.${quoted}`
}

/** Its arguments as CREATE FUNCTION has them: `amount DECIMAL(10, 2)`, `INT`, `...`. */
export function functionArguments({ types, names, variadic }: FunctionSignature): readonly string[] {
  const list = types.map((type, i) => {
    const name = names?.[i]
    return name === undefined ? printDataTypeText(type) : `${quoteIdentifier(name)} ${printDataTypeText(type)}`
  })
  return variadic === true ? [...list, '...'] : list
}

/** The arguments in parentheses; the grammar wants a comma in front of the dots also where nothing else stands. */
export function argumentList(given: readonly string[]): string {
  return given.length === 1 && given[0] === '...' ? '(, ...)' : `(${given.join(', ')})`
}

/** What a function is called by a key, with the arguments of its definition. */
export function functionSignature({
  name,
  arguments: given,
}: Pick<UserFunction, 'name' | 'arguments'>): FunctionSignature {
  return parseFunctionSignature(`${placeOfKey(name)}${argumentList(given)}`)
}

/** What stands in front of the arguments in a key. */
export function placeOfKey(key: string): string {
  const inside = /^(?:`(?:[^`]|``)*`|[^`(])*/u.exec(key)
  return inside?.[0] ?? key
}

/** The bare name in a key, in lower case. */
export function shortFunctionName(key: string): string {
  return /(?:^|[. ])`?([^`. ]*)`?$/u.exec(placeOfKey(key))?.[1] ?? key
}

/** As servers show it: the types without their parameters, and nothing but that it is one for arrays, maps and structs (Function.getSignature). */
export function shownTypes({ types, variadic }: FunctionSignature): readonly string[] {
  return [...types.map(primitiveTypeName), ...(variadic === true ? ['...'] : [])]
}

/** As messages name it: `shop.total(INT, VARCHAR(10))` (FunctionSearchDesc). */
export function messageSignature(signature: FunctionSignature): string {
  const { global, database = '', name, types } = signature
  const list = [...types.map(messageDataType), ...(signature.variadic === true ? ['...'] : [])]
  return `${global === true ? '__global_udf_db__' : database}.${name}(${list.join(', ')})`
}

/** The type that stands for all those that servers take for the same one in a signature (ScalarType.matchesType): texts of all lengths, decimals of one size and scale. */
function matched(type: DataType): DataType {
  switch (type.kind) {
    case 'char':
    case 'varchar':
      return { kind: 'varchar', length: 65533 }
    case 'decimal':
      return type.legacy === true
        ? type
        : { ...type, precision: [18, 38, 76].find((size) => type.precision <= size) ?? 76 }
    case 'varbinary':
      return { kind: 'varbinary' }
    case 'array':
      return { kind: 'array', element: matched(type.element) }
    case 'map':
      return { kind: 'map', key: matched(type.key), value: matched(type.value) }
    case 'struct':
      return {
        kind: 'struct',
        fields: type.fields.map((field) => ({ name: field.name.toLowerCase(), type: matched(field.type) })),
      }
    default:
      return type
  }
}
