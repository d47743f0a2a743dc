import type { FunctionNode } from '../ast/function.ts'
import { quoteDouble, quoteIdentifier } from '../quote.ts'
import type { Printers } from './printers.ts'
import { nodes, propertiesClause, when, words } from './printers.ts'

export const functionPrinters = (): Printers<FunctionNode['kind']> => ({
  CreateFunctionStatement: (node, print) =>
    words(
      'CREATE',
      when(node.orReplace, 'OR REPLACE'),
      when(node.global, 'GLOBAL'),
      node.type,
      'FUNCTION',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      `${print(node.name)}${print(node.arguments)} RETURNS`,
      node.returns === undefined ? undefined : print(node.returns),
      node.expression === undefined ? undefined : print(node.expression),
      propertiesClause(node.properties),
      node.inlineProperties?.map((p) => `${quoteIdentifier(p.key)} = ${quoteDouble(p.value)}`).join(' '),
      node.source === undefined ? undefined : `AS $$${node.source}$$`,
    ),
  DropFunctionStatement: (node, print) =>
    words(
      'DROP',
      when(node.global, 'GLOBAL'),
      'FUNCTION',
      when(node.ifExists, 'IF EXISTS'),
      `${print(node.name)}${print(node.arguments)}`,
    ),
  FunctionArguments: ({ names, types, variadic }, print) =>
    names === undefined
      ? `(${nodes(types, print)}${variadic === true ? ', ...' : ''})`
      : `(${types.map((type, i) => `${quoteIdentifier(names[i] ?? '')} ${print(type)}`).join(', ')})`,
})
