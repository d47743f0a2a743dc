import { parseExpression, visit } from '../../language/index.ts'
import { refuseAnalyzing } from '../apply-statement/refusal.ts'
import type { ApplyScope } from '../apply-statement/result.ts'
import type { Capabilities } from '../capabilities.ts'
import type { UserFunction } from '../types/cluster.ts'
import { FUNCTION_PROPERTIES, hasCredentials } from './function-code.ts'
import type { FunctionSignature } from './function-signature.ts'

/** The rules of FunctionRefAnalyzer and CreateFunctionAnalyzer that need no code to be loaded. @throws StatementRefusedError */
export function checkFunction(object: UserFunction, signature: FunctionSignature, { capabilities }: ApplyScope): void {
  const problem = functionProblem(object, signature, capabilities)
  if (problem === undefined) return
  // Up to 3.3 these are exceptions of the analyzer without a code.
  refuseAnalyzing(problem, capabilities.pythonFunctions && object.expression === undefined ? { code: 5064 } : {})
}

/** What a person cannot have meant. */
export function definitionProblem(object: UserFunction, signature: FunctionSignature): string | undefined {
  const { expression, returns, type, properties, source } = object
  const unknown = Object.keys(properties ?? {}).find((key) => !FUNCTION_PROPERTIES.includes(key))
  if (unknown !== undefined) return `there is no property ${unknown}: ${FUNCTION_PROPERTIES.join(', ')}`
  if (hasCredentials(properties?.['file'] ?? ''))
    return 'its file names a user or is signed, which would stand in files and logs'
  if (expression === undefined) {
    if (signature.names !== undefined)
      return 'only functions with an expression name their arguments: f(INT) in the place of f(a INT)'
    if (returns === undefined) return 'it says neither what it returns nor an expression'
    if (source?.includes('$$') === true) return 'source text cannot hold $$, which ends it'
  } else {
    const others = Object.entries({ returns, type, properties, source }).filter(([, value]) => value !== undefined)
    if (others.length > 0) return `beside an expression it says ${others.map(([key]) => key).join(', ')}`
    if (signature.types.length > 0 && signature.names === undefined)
      return 'its expression needs names of arguments: f(a INT) in the place of f(INT)'
  }
  return functionProblem(object, signature, { pythonFunctions: true, sqlFunctions: true })
}

/** What is wrong with a definition, in the server's words. */
function functionProblem(
  { expression, properties: given = {}, source }: UserFunction,
  { name, names = [] }: FunctionSignature,
  { pythonFunctions, sqlFunctions }: Pick<Capabilities, 'pythonFunctions' | 'sqlFunctions'>,
): string | undefined {
  if (!/^[\p{L}\p{Nd}_]+$/u.test(name))
    return `Function names must be all alphanumeric or underscore. Invalid name: ${name}`
  if (/^\p{Nd}/u.test(name)) return `Function cannot start with a digit: ${name}`
  if (expression !== undefined) return expressionProblem(expression, names)
  const properties = Object.fromEntries(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]))
  const isMissing = (key: string): boolean => (properties[key] ?? '') === ''
  const isJava = properties['type']?.toLowerCase() === 'starrocksjar'
  if (!isJava && !pythonFunctions) return 'unknown lang type'
  if (isJava) {
    if (isMissing('file')) return "No 'object_file' in properties"
    if (!isAddress(properties['file'])) return NO_CHECKSUM
    return isMissing('symbol') ? "No 'symbol' in properties" : undefined
  }
  if (properties['type']?.toLowerCase() !== 'python') return 'unknown lang type'
  const { file = '' } = properties
  // Up to 4.0 the letters count.
  if (source !== undefined && (sqlFunctions ? file.toLowerCase() : file) !== 'inline')
    return "inline function file should be 'inline'"
  if (source === undefined && isMissing('file')) return "No 'object_file' in properties"
  if (source === undefined && !isAddress(file)) return NO_CHECKSUM
  const { input = 'scalar' } = properties
  return /^(?:arrow|scalar)$/iu.test(input) ? undefined : `unknown input type:${input}`
}

const NO_CHECKSUM = "cannot to compute object's checksum"

/** What Java takes for an address: the file is fetched for its checksum. */
function isAddress(file = ''): boolean {
  return /^(?:https?|ftp|file|jar):/iu.test(file)
}

function expressionProblem(expression: string, names: readonly string[]): string | undefined {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) return `Duplicate argument name ${twice} in function args`
  const used: string[] = []
  const known = new Set(names)
  visit(parseExpression(expression), {
    ColumnReference({ parts }) {
      used.push(parts.at(-1) ?? '')
    },
    LambdaExpression({ parameters }) {
      for (const parameter of parameters) known.add(parameter)
    },
  })
  const first = used.find((name) => !known.has(name))
  return first === undefined ? undefined : `Cannot find argument ${first} in function args`
}
