import { parseDataType, parseStatement, printNode } from '../../language/index.ts'
import type { CreateFunctionStatement, DropFunctionStatement } from '../../language/index.ts'
import { canonicalExpression, parseDataTypeText, printDataTypeText } from '../clauses.ts'
import { primitiveTypeName } from '../data-type/print.ts'
import { dataTypeFromAst } from '../from-ast/data-type.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { refuse, refuseAnalyzing, refuseSyntax } from '../apply-statement/refusal.ts'
import { compareQueries } from '../resolve-query/compare.ts'
import { findDatabase } from '../state.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import type { Target } from '../types/capabilities.ts'
import type { ClusterName, UserFunction } from '../types/cluster.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { withoutCredentials, comparableCode } from './function-code.ts'
import { checkFunction, definitionProblem } from './function-definition.ts'
import {
  argumentList,
  bareTextType,
  functionArguments,
  functionKey,
  functionPlace,
  messageSignature,
  parseFunctionSignature,
  placeOfKey,
  shortFunctionName,
  shownTypes,
  signatureFromAst,
  withoutLength,
  functionSignature,
} from './function-signature.ts'
import type { FunctionSignature } from './function-signature.ts'
import { changeOf } from './rules.ts'
import type { ClusterRules } from './rules.ts'
import { propertyList } from './secrets.ts'

export const functionRules: ClusterRules<UserFunction> = {
  word: 'function',
  create: (object) => [create(object)],
  change: (from, to, target) => {
    if (from !== undefined && isNameUnseen(from)) return changeOf([], [UNKNOWN_ARGUMENTS])
    return changeOf(
      isReplaceable(target) ? [{ ...create(to), orReplace: true }] : [functionRules.drop(from ?? to), create(to)],
      [],
    )
  },
  drop,
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'CreateFunctionStatement': {
        const { scope } = objects
        checkGrammar(statement, scope)
        checkTypes(statement)
        const signature = placed(signatureFromAst(statement, scope.context.currentDatabase), scope)
        const object = fromStatement(statement, signature)
        checkFunction(object, signature, scope)
        const made = functionRules.comparable(object)
        if (statement.orReplace === true && statement.ifNotExists === true)
          refuse('"IF NOT EXISTS" and "OR REPLACE" cannot be used together in the same CREATE statement')
        if (objects.find(object.name) !== undefined) {
          if (statement.ifNotExists === true) return objects.all()
          if (statement.orReplace !== true) refuse('function already exists')
        }
        return objects.with(made)
      }
      case 'DropFunctionStatement': {
        const { scope } = objects
        checkGrammar(statement, scope)
        checkTypes(statement)
        const signature = placed(signatureFromAst(statement, scope.context.currentDatabase), scope)
        const key = functionKey(signature)
        // The analyzer looks for the function whatever IF EXISTS says (DropStmtAnalyzer).
        if (objects.find(key) === undefined && objects.complete)
          refuseAnalyzing(`Unknown function '${messageSignature(signature)}'`, { code: 1055 })
        return objects.without(key)
      }
      default:
        return undefined
    }
  },
  comparable: (object) => {
    const { arguments: given, returns, expression, type, properties, source, unseen = [] } = object
    const rest = {
      kind: object.kind,
      ...(unseen.length === 0 ? {} : { unseen }),
      ...(expression === undefined ? {} : { expression: canonicalExpression(expression).text }),
      ...(returns === undefined ? {} : { returns: unseen.includes('returns') ? returns : canonicalType(returns) }),
      ...comparableCode(source, properties),
      ...(type === undefined || properties?.['type']?.toLowerCase() === 'python' ? {} : { type }),
    }
    if (isNameUnseen(object)) return { ...rest, name: object.name, arguments: given }
    const signature = functionSignature(object)
    return { ...rest, name: functionKey(signature), arguments: functionArguments(signature) }
  },
  problem: (object) => definitionProblem(object, functionSignature(object)),
  naming: {
    short: shortFunctionName,
    read: (text) => {
      const signature = parseFunctionSignature(text)
      return { name: functionKey(signature), arguments: functionArguments(signature) }
    },
    place: (name, defaultDatabase) => {
      const signature = parseFunctionSignature(name)
      const isPlaced = signature.global === true || signature.database !== undefined
      return functionKey(isPlaced ? signature : { ...signature, database: defaultDatabase })
    },
    write: (object, defaultDatabase) => {
      if (isNameUnseen(object)) return object.name
      const { database, ...signature } = functionSignature(object)
      const shown = { ...signature, ...(database === undefined || database === defaultDatabase ? {} : { database }) }
      return `${functionPlace(shown)}${argumentList(object.arguments)}`
    },
  },
  showing: {
    name: shownName,
    entries: (object, other) => {
      const { type, returns, properties = {}, expression } = object
      if (expression !== undefined) {
        const isSame = other.expression !== undefined && isSameExpression(expression, other.expression)
        return { expression: isSame ? other.expression : expression }
      }
      const { md5 } = properties
      return {
        type,
        // Of table functions nothing is shown (TableFunction).
        returns: type === 'TABLE' || returns === undefined ? undefined : shownType(returns),
        file: withoutCredentials(properties['file'] ?? ''),
        symbol: properties['symbol']?.replaceAll('$', '.'),
        language: properties['type'],
        // Computed by the server, and only said by models that want to be sure.
        md5: other.properties?.['md5'] === undefined ? undefined : md5,
      }
    },
    as: (read, object) => ({
      ...read,
      name: object.name,
      arguments: object.arguments,
      unseen: (read.unseen ?? []).filter((entry) => entry !== 'arguments'),
    }),
  },
}

const UNKNOWN_ARGUMENTS = 'the server does not show the types of its arguments: drop it by hand'

/** Whether nobody knows which one of several functions it is. */
function isNameUnseen({ unseen = [] }: UserFunction): boolean {
  return unseen.includes('arguments')
}

const isReplaceable = (target: Target | undefined): boolean =>
  target === undefined || capabilitiesOf(target).pythonFunctions

function shownName(object: UserFunction): string {
  const types = isNameUnseen(object) ? object.arguments : shownTypes(functionSignature(object))
  // Texts of all kinds are the same argument.
  return `${placeOfKey(object.name)}(${types.map((type) => (type === 'CHAR' ? 'VARCHAR' : type)).join(',')})`
}

function canonicalType(text: string): string {
  const bare = bareTextType(parseDataType(text))
  if (bare !== undefined) throw new TypeError(withoutLength(bare))
  return printDataTypeText(parseDataTypeText(text))
}

/** `DECIMAL64` of a server and `DECIMAL(10, 2)` of a model are shown alike. */
function shownType(text: string): string {
  if (/^(?:INVALID_TYPE|VARCHAR|CHAR|DECIMAL\d+|VARBINARY)$/u.test(text)) return text
  return primitiveTypeName(parseDataTypeText(text))
}

const isSameExpression = (a: string, b: string): boolean =>
  compareQueries(
    { text: `SELECT ${a}`, origin: 'user' },
    { text: `SELECT ${b}`, origin: 'user' },
    { currentDatabase: '' },
  ).verdict === 'same'

function create(object: UserFunction): CreateFunctionStatement {
  const {
    name,
    arguments: given,
    expression,
    returns = '',
    type,
    properties,
    source,
  } = functionRules.comparable(object)
  const text = `CREATE FUNCTION f${argumentList(given)} RETURNS ${expression ?? returns}`
  const statement = parseStatement(text)
  if (statement.kind !== 'CreateFunctionStatement') throw new TypeError(`${text} is no CREATE FUNCTION`)
  const list = propertyList(properties)
  return {
    ...statement,
    ...headOf(name),
    ...(type === undefined ? {} : { type }),
    ...(list.length === 0 ? {} : { properties: list }),
    ...(source === undefined ? {} : { source }),
  }
}

function drop({ name }: ClusterName): DropFunctionStatement {
  const text = `DROP FUNCTION f${name.slice(placeOfKey(name).length)}`
  const statement = parseStatement(text)
  if (statement.kind !== 'DropFunctionStatement') throw new TypeError(`${text} is no DROP FUNCTION`)
  return { ...statement, ...headOf(name) }
}

function headOf(key: string): Pick<CreateFunctionStatement, 'global' | 'name'> {
  const statement = parseStatement(`DROP FUNCTION ${placeOfKey(key).replace(/^GLOBAL /u, '')}()`)
  if (statement.kind !== 'DropFunctionStatement') throw new TypeError(`${key} is no function`)
  return { ...(key.startsWith('GLOBAL ') ? { global: true } : {}), name: statement.name }
}

function placed(signature: FunctionSignature, scope: ApplyScope): FunctionSignature {
  const { global, database } = signature
  if (global === true) return signature
  if (database === undefined) return refuseAnalyzing('No database selected', { code: 1046 })
  // Found only when the function is put into its database.
  if (scope.context.partial !== true && findDatabase(scope.state, { database }) === undefined)
    refuse(`Unknown database '${database}'`, { code: scope.capabilities.ownErrorCodes ? 5501 : 1049 })
  return signature
}

function fromStatement(statement: CreateFunctionStatement, signature: FunctionSignature): UserFunction {
  const { returns, expression, type, properties = [], inlineProperties = [], source } = statement
  const said = propertiesFromAst(
    [...properties, ...inlineProperties].map((one) => ({ ...one, key: one.key.toLowerCase() })),
  )
  return {
    kind: 'Function',
    name: functionKey(signature),
    arguments: functionArguments(signature),
    ...(returns === undefined ? {} : { returns: printDataTypeText(dataTypeFromAst(returns)) }),
    ...(expression === undefined ? {} : { expression: printNode(expression) }),
    ...(type === undefined ? {} : { type }),
    ...(Object.keys(said).length === 0 ? {} : { properties: said }),
    ...(source === undefined ? {} : { source }),
  }
}

/** Texts have no length of their own here, as they have in columns (TypeDefAnalyzer). */
function checkTypes(statement: CreateFunctionStatement | DropFunctionStatement): void {
  const bare = bareTextType(statement)
  if (bare !== undefined) refuseAnalyzing(`${bare.charAt(0).toUpperCase()}${bare.slice(1)} size must be > 0: -1`)
}

/** What the grammars of older versions do not have. */
function checkGrammar(
  statement: CreateFunctionStatement | DropFunctionStatement,
  { capabilities, context }: ApplyScope,
): void {
  const { parts } = statement.name
  if (statement.global === true && parts.length > 1)
    refuseSyntax(`Invalid UDF function name '${parts.join('.')}'`, { node: statement.name, context })
  const unexpected = (input: string, remedy: string): never =>
    refuseSyntax(`Unexpected input '${input}', the most similar input is {<EOF>, ';'}`, { remedy })
  const { pythonFunctions, sqlFunctions } = capabilities
  if (statement.kind === 'DropFunctionStatement') {
    if (statement.ifExists === true && !pythonFunctions)
      unexpected('IF', 'DROP FUNCTION has IF EXISTS since StarRocks 3.4.')
    return
  }
  const { orReplace, ifNotExists, expression, source, inlineProperties } = statement
  if (!pythonFunctions) {
    if (orReplace === true)
      unexpected('OR', 'Functions can be replaced since StarRocks 3.4: drop it, and create it again.')
    if (ifNotExists === true) unexpected('IF', 'CREATE FUNCTION has IF NOT EXISTS since StarRocks 3.4.')
    if (source !== undefined || inlineProperties !== undefined)
      unexpected('AS', 'There are functions in Python since StarRocks 3.4.')
  }
  if (expression !== undefined && !sqlFunctions)
    unexpected(printNode(expression), 'Functions can be expressions since StarRocks 4.1.')
}
