import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseAst } from 'rolldown/parseAst'
import { exitCodeOfCode } from '../packages/starrocks-kit/src/cli/exit-codes.ts'

const SOURCE = fileURLToPath(new URL('../packages/starrocks-kit/src', import.meta.url))

/** Where an error comes from, by the folder of its class. */
const AREAS: readonly (readonly [folder: string, title: string])[] = [
  ['config', 'Config'],
  ['models', 'Models'],
  ['connection', 'The connection and what the server says'],
  ['introspection', 'Reading a server'],
  ['language', 'SQL text'],
  ['schema', 'Rules of StarRocks'],
  ['diff', 'Comparing'],
  ['codegen', 'Writing source code'],
  ['migrations', 'Revisions and running them'],
  ['commands', 'Commands'],
  ['cli', 'The command line'],
  ['kysely', 'Kysely'],
]

type Program = ReturnType<typeof parseAst>
/** A node of whatever kind: the page needs few of their parts. */
interface Node {
  readonly type: string
  readonly start: number
  readonly [part: string]: unknown
}

interface ErrorClass {
  readonly name: string
  readonly code: string
  readonly area: string
  /** Its doc comment. */
  readonly meaning: string
  /** What its constructor says; absent where messages come from those who throw it. */
  readonly message: string | undefined
}

/** The page with every error: its code, what it means, its exit code and its words. */
export function errorDocs(): string {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
    .map((path) => ({ path, text: readFileSync(join(SOURCE, path), 'utf8') }))
    .map(({ path, text }) => ({ path, text, program: parseAst(text, { lang: 'ts' }) }))
  const errors = files.flatMap(({ path, text, program }) =>
    text.includes(' code') ? classesOf(program, text, path.split('/')[0] ?? '') : [],
  )
  const thrown = files.flatMap(({ text, program }) => (text.includes('Error(') ? thrownMessages(program) : []))
  const unknown = errors.find(({ area }) => !AREAS.some(([folder]) => folder === area))
  if (unknown !== undefined) throw new Error(`${unknown.name}: say in AREAS what ${unknown.area} is called`)
  const sections = AREAS.map(([folder, title]) => {
    const own = errors.filter(({ area }) => area === folder).toSorted((a, b) => (a.code < b.code ? -1 : 1))
    return [`## ${title}`, ...own.map((error) => entry(error, thrown))].join('\n\n')
  })
  return `${[
    '# Every error',
    '<!-- Written by node scripts/generate-error-docs.ts -->',
    'Errors have a `code`, which stays the same from version to version, and a message, which names the thing and the remedy. The code is what `--json` prints, and the property `code` of what the ' +
      'commands throw as functions. The message stands under each, with `<names>` for what differs; `[what]` is said in some cases only, and of `[one | other]` one.',
    'The exit code follows from the code, for every command: 3 where it begins with `REFUSED_`, 130 for `INTERRUPTED`, and 2 otherwise. Two codes have no class: `USAGE` (2) is wrong usage of the command line, ' +
      'and `UNEXPECTED` (2) comes from the project’s own code, or is a defect.',
    ...sections,
  ].join('\n\n')}\n`
}

function entry({ name, code, meaning, message }: ErrorClass, thrown: readonly ThrownMessage[]): string {
  const messages = message === undefined ? thrown.filter((one) => one.name === name).map(({ text }) => text) : [message]
  const quotes = [...new Set(messages)].filter(saysMore).map((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => `> ${escapeMarkdown(line.trim())}`.trimEnd())
      .join('\n>\n'),
  )
  return [`### ${code}`, `Exit code ${exitCodeOfCode(code)}. ${meaning}`, ...quotes].join('\n\n')
}

/** Whether there is more in it than placeholders. */
const saysMore = (text: string): boolean => /\p{L}/u.test(text.replaceAll(/<[^<>]*>/gu, ''))

const escapeMarkdown = (text: string): string => text.replaceAll(/[<>*_|`[\]\\]/gu, '\\$&')

function* nodesIn(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const item of value) yield* nodesIn(item)
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) yield value
    for (const part of Object.values(value)) yield* nodesIn(part)
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

const nodes = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const nameOf = (value: unknown): string | undefined =>
  isNode(value) && typeof value['name'] === 'string' ? value['name'] : undefined

function classesOf(program: Program, text: string, area: string): readonly ErrorClass[] {
  return [...nodesIn(program.body)].flatMap((node) => {
    if (node.type !== 'ClassDeclaration' || !isNode(node['body'])) return []
    const members = nodes(node['body']['body'])
    const code = members.find(({ type, key }) => type === 'PropertyDefinition' && nameOf(key) === 'code')?.['value']
    if (!isNode(code) || typeof code['value'] !== 'string') return []
    const name = nameOf(node['id']) ?? ''
    const builder = members.find(({ type, key }) => type === 'MethodDefinition' && nameOf(key) === 'constructor')
    const call = [...nodesIn(builder)].find(
      ({ type, callee }) => type === 'CallExpression' && isNode(callee) && callee.type === 'Super',
    )
    const args = nodes(call?.['arguments'])
    const meaning = docComment(text.slice(0, node.start))
    if (meaning === undefined) throw new Error(`${name} has no doc comment, which docs/errors.md needs`)
    return [{ name, code: code['value'], area, meaning, message: call === undefined ? undefined : messageOf(args) }]
  })
}

/** The first paragraph of the comment right before a declaration. */
function docComment(before: string): string | undefined {
  const comment = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:export )?(?:abstract )?$/u.exec(before)?.[1]
  const lines = comment?.split('\n').map((line) => line.replace(/^\s*\*? ?/u, '').trim())
  return lines
    ?.join('\n')
    .trim()
    .split(/\n(?:\n|@)/u)[0]
    ?.replaceAll('\n', ' ')
}

interface ThrownMessage {
  /** The class. */
  readonly name: string
  readonly text: string
}

function thrownMessages(program: Program): readonly ThrownMessage[] {
  return [...nodesIn(program.body)].flatMap((node) => {
    const name = nameOf(node['callee'])
    if (node.type !== 'NewExpression' || name === undefined) return []
    const args = nodes(node['arguments'])
    return args.slice(0, 2).some(hasWords) ? [{ name, text: messageOf(args) }] : []
  })
}

/** Whether the text stands here, and is not only handed on. */
function hasWords(node: Node): boolean {
  return ['Literal', 'TemplateLiteral', 'BinaryExpression', 'ConditionalExpression'].includes(node.type)
}

/** The message, and the remedy that stands beside it. */
function messageOf([message, details]: readonly Node[]): string {
  const remedy = nodes(details?.['properties']).find(({ key }) => nameOf(key) === 'remedy')?.['value'] ?? details
  const text = message === undefined ? '' : words(message)
  return isNode(remedy) && hasWords(remedy) ? `${text}; ${words(remedy)}` : text
}

/** An expression as a message for people: what is not known until it is thrown is a name in angle brackets. */
function words(node: Node): string {
  switch (node.type) {
    case 'Literal':
      return String(node['value'])
    case 'TemplateLiteral': {
      const pieces = nodes(node['quasis']).map(({ value }) => (value as { readonly cooked: string }).cooked)
      const values = nodes(node['expressions']).map(words)
      return pieces.map((piece, index) => `${piece}${values[index] ?? ''}`).join('')
    }
    case 'BinaryExpression': {
      const [left, right] = nodes([node['left'], node['right']])
      if (left === undefined || right === undefined) return '…'
      // `index + 1` is a number, as `index` is.
      return typeof right['value'] === 'number' ? words(left) : words(left) + words(right)
    }
    case 'ConditionalExpression': {
      const texts = nodes([node['consequent'], node['alternate']]).map(words)
      const [some, other] = texts.filter((text) => text !== '')
      return other === undefined ? `[${some ?? ''}]` : `[${some} | ${other}]`
    }
    case 'Identifier':
      return `<${nameOf(node)}>`
    case 'MemberExpression':
      return nameOf(node['property']) === 'length' ? '<count>' : `<${nameOf(node['property']) ?? '…'}>`
    case 'CallExpression': {
      const { callee } = node
      if (!isNode(callee)) return '…'
      // `names.join(', ')`, `text.trim()`: what it is called on says what it is. `describe(name)`: its argument does.
      const receiver = callee.type === 'MemberExpression' ? callee['object'] : undefined
      const isBuiltIn = ['Math', 'JSON', 'Object', 'String'].includes(nameOf(receiver) ?? '')
      const subject = receiver === undefined || isBuiltIn ? nodes(node['arguments'])[0] : receiver
      return isNode(subject) ? words(subject) : '…'
    }
    default:
      return '…'
  }
}
