import type { ShowStatement } from '../ast/show.ts'
import type { Statement } from '../ast/statement.ts'
import type { TokenKind } from '../tokens.ts'
import type { Cursor, Mutable } from './cursor.ts'
import { accept, acceptWords, advance, at, expect, expectOneOf, expectWords, finish, peek } from './cursor.ts'
import { expression } from './expression.ts'
import { orderBy } from './function-call.ts'
import { identifierOrString, integerText, optionalPartitions, propertyList, qualifiedName, string } from './names.ts'
import { limitElement } from './query.ts'
import { isScope } from './variable.ts'
import type { ShowForm } from './show-forms.ts'
import { showForms } from './show-forms.ts'

/** SHOW and one of the forms of the table, or undefined when SHOW lists something that is only classified. */
export function optionalShow(c: Cursor): Statement | undefined {
  const start = c.index
  const prefix = showPrefix(c)
  const form = findForm(c, prefix)
  if (form === undefined) return undefined
  for (let i = 0; i < prefix.length + form.words.length; i++) advance(c)
  const node: Mutable<ShowStatement> = { kind: 'ShowStatement', subject: form.subject }
  if (prefix.full) node.full = true
  if (prefix.temporary) node.temporary = true
  if (prefix.scope !== undefined) node.scope = prefix.scope
  tail(c, form, node)
  return finish(c, start, node)
}

interface Prefix {
  readonly length: number
  readonly full?: true
  readonly temporary?: true
  readonly scope?: NonNullable<ShowStatement['scope']>
}

/** SHOW [FULL | TEMPORARY | scope] */
function showPrefix(c: Cursor): Prefix {
  const word = peek(c)
  if (word === 'FULL') return { length: 2, full: true }
  if (word === 'TEMPORARY') return { length: 2, temporary: true }
  const next = peek(c, 2)
  return isScope(word) && (next === 'VARIABLES' || next === 'STATUS') ? { length: 2, scope: word } : { length: 1 }
}

function findForm(c: Cursor, prefix: Prefix): ShowForm | undefined {
  const first = peek(c, prefix.length)
  for (const form of showForms().get(first) ?? []) {
    if (prefix.full && !form.full) continue
    if (prefix.temporary && !form.temporary) continue
    if (form.words.every((word, i) => peek(c, prefix.length + i) === word)) return form
  }
  return undefined
}

function tail(c: Cursor, form: ShowForm, node: Mutable<ShowStatement>): void {
  if (form.argument === 'string') node.argument = string(c)
  else if (form.argument === 'integer') node.argument = integerText(c)
  else if (form.argument === 'for' && accept(c, 'FOR')) node.argument = string(c)
  const from = form.from === 'needed' || (form.from !== undefined && atFrom(c))
  if (from) {
    expectOneOf(c, ['FROM', 'IN'])
    node.from = qualifiedName(c)
    if (form.database && atFrom(c)) {
      advance(c)
      node.database = qualifiedName(c)
    }
  }
  if (form.partitions) {
    const partitions = optionalPartitions(c)
    if (partitions !== undefined) node.partitions = partitions
  }
  if (form.like && accept(c, 'LIKE')) node.like = string(c)
  else if (form.where && accept(c, 'WHERE')) node.where = expression(c)
  if (form.order && at(c, 'ORDER')) node.orderBy = orderBy(c)
  if ((form.order || form.limit) && at(c, 'LIMIT')) node.limit = limitElement(c)
}

function atFrom(c: Cursor): boolean {
  return at(c, 'FROM') || at(c, 'IN')
}

const CREATED: readonly (readonly [readonly TokenKind[], 'TABLE' | 'VIEW' | 'MATERIALIZED VIEW' | 'DATABASE'])[] = [
  [['TABLE'], 'TABLE'],
  [['VIEW'], 'VIEW'],
  [['MATERIALIZED', 'VIEW'], 'MATERIALIZED VIEW'],
  [['DATABASE'], 'DATABASE'],
  [['SCHEMA'], 'DATABASE'],
]

/** SHOW CREATE (TABLE | VIEW | MATERIALIZED VIEW | DATABASE | SCHEMA | CATALOG) name, or undefined for other objects */
export function optionalShowCreate(c: Cursor): Statement | undefined {
  const start = c.index
  for (const [words, type] of CREATED) {
    if (acceptWords(c, 'SHOW', 'CREATE', ...words)) {
      return finish(c, start, { kind: 'ShowCreateStatement', type, name: qualifiedName(c) })
    }
  }
  if (!acceptWords(c, 'SHOW', 'CREATE', 'CATALOG')) return undefined
  const from = c.index
  const name = finish(c, from, { kind: 'QualifiedName', parts: [identifierOrString(c)] })
  return finish(c, start, { kind: 'ShowCreateStatement', type: 'CATALOG', name })
}

/** (DESC | DESCRIBE) (table [ALL] | FILES propertyList) */
export function describeTable(c: Cursor): Statement {
  const start = c.index
  expectOneOf(c, ['DESC', 'DESCRIBE'])
  if (accept(c, 'FILES')) return finish(c, start, { kind: 'DescFilesStatement', properties: propertyList(c) })
  const name = qualifiedName(c)
  return finish(c, start, { kind: 'DescTableStatement', name, ...(accept(c, 'ALL') ? { all: true } : {}) })
}

/** ADMIN SHOW FRONTEND CONFIG [LIKE string] | ADMIN SHOW REPLICA (DISTRIBUTION | STATUS) FROM name [partitions] [WHERE expression] */
export function adminShow(c: Cursor): Statement {
  const start = c.index
  expectWords(c, 'ADMIN', 'SHOW')
  if (accept(c, 'FRONTEND')) {
    expect(c, 'CONFIG')
    return finish(c, start, { kind: 'AdminShowConfigStatement', ...(accept(c, 'LIKE') ? { like: string(c) } : {}) })
  }
  expect(c, 'REPLICA')
  const type = expectOneOf(c, ['DISTRIBUTION', 'STATUS'])
  expect(c, 'FROM')
  const name = qualifiedName(c)
  const partitions = optionalPartitions(c)
  const where = type === 'STATUS' && accept(c, 'WHERE') ? { where: expression(c) } : {}
  return finish(c, start, {
    kind: 'AdminShowReplicaStatement',
    type,
    name,
    ...(partitions === undefined ? {} : { partitions }),
    ...where,
  })
}
