import type { AstKind, AstNode, NodeOfKind } from '../ast/ast-node.ts'
import type { Property } from '../ast/common.ts'
import { quoteDouble, quoteIdentifier, quoteString } from '../quote.ts'

/** Prints any node. */
export type Print = (node: AstNode) => string

/** One printer for each of these kinds. */
export type Printers<K extends AstKind> = { readonly [P in K]: (node: NodeOfKind<P>, print: Print) => string }

/** Puts the parts that are there in a row, with spaces between them. */
export function words(...parts: readonly (string | false | undefined)[]): string {
  let text = ''
  for (const part of parts) if (part) text += text === '' ? part : ` ${part}`
  return text
}

/** The words when the flag is set. */
export function when(flag: unknown, text: string): string | undefined {
  return flag === undefined || flag === false ? undefined : text
}

export function names(list: readonly string[]): string {
  return list.map(quoteIdentifier).join(', ')
}

/** `(a, b)` */
export function nameList(list: readonly string[]): string {
  return `(${names(list)})`
}

export function nodes(list: readonly AstNode[], print: Print): string {
  let text = ''
  for (let i = 0; i < list.length; i++) {
    const node = list[i]
    if (node !== undefined) text += i === 0 ? print(node) : `, ${print(node)}`
  }
  return text
}

/** `("key" = "value", ...)` */
export function propertyList(properties: readonly Property[]): string {
  return `(${properties.map((p) => `${quoteDouble(p.key)} = ${quoteDouble(p.value)}`).join(', ')})`
}

/** `PROPERTIES (...)`, when there are any */
export function propertiesClause(properties: readonly Property[] | undefined): string | undefined {
  return properties === undefined ? undefined : `PROPERTIES ${propertyList(properties)}`
}

/** `COMMENT 'text'`, when there is one */
export function commentClause(comment: string | undefined): string | undefined {
  return comment === undefined ? undefined : `COMMENT ${quoteString(comment)}`
}

/** `WORD print(node)`, when the node is there */
export function clause(word: string, node: AstNode | undefined, print: Print): string | undefined {
  return node === undefined ? undefined : `${word} ${print(node)}`
}

/** `WORD a, b`, when the list is there */
export function listClause(word: string, list: readonly AstNode[] | undefined, print: Print): string | undefined {
  return list === undefined ? undefined : `${word} ${nodes(list, print)}`
}

/** Optimizer hints as comments. */
export function hintComments(hints: readonly string[] | undefined): string | undefined {
  return hints?.map((hint) => `/*+ ${hint} */`).join(' ')
}
