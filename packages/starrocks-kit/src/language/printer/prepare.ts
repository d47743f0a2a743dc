import type { PreparedStatement } from '../ast/prepare.ts'
import { quoteIdentifier, quoteString } from '../quote.ts'
import type { Printers } from './printers.ts'
import { clause, words } from './printers.ts'

export const preparePrinters = (): Printers<PreparedStatement['kind']> => ({
  PrepareStatement: (node, print) =>
    words(
      'PREPARE',
      quoteIdentifier(node.name),
      clause('FROM', node.statement, print),
      node.text === undefined ? undefined : `FROM ${quoteString(node.text)}`,
    ),
  ExecuteStatement: (node) =>
    words(
      'EXECUTE',
      quoteIdentifier(node.name),
      node.variables && `USING ${node.variables.map((name) => `@${quoteIdentifier(name)}`).join(', ')}`,
    ),
  DeallocateStatement: (node) => `DEALLOCATE PREPARE ${quoteIdentifier(node.name)}`,
})
