import type { TaskNode } from '../ast/task.ts'
import { quoteString } from '../quote.ts'
import type { Printers } from './printers.ts'
import { clause, hintComments, nodes, propertiesClause, when, words } from './printers.ts'

export const taskPrinters = (): Printers<TaskNode['kind']> => ({
  SubmitTaskStatement: (node, print) =>
    words(
      'SUBMIT',
      hintComments(node.hints),
      'TASK',
      node.name && print(node.name),
      propertiesClause(node.properties),
      node.schedule && print(node.schedule),
      `AS ${print(node.statement)}`,
    ),
  TaskSchedule: (node, print) =>
    words(
      'SCHEDULE',
      node.start === undefined ? undefined : `START (${quoteString(node.start)})`,
      `EVERY (${print(node.every)})`,
    ),
  DropTaskStatement: (node, print) => words('DROP TASK', print(node.name), when(node.force, 'FORCE')),
  CacheSelectStatement: (node, print) =>
    words(
      `CACHE SELECT ${nodes(node.items, print)} FROM ${print(node.from)}`,
      clause('WHERE', node.where, print),
      propertiesClause(node.properties),
    ),
  CreatePipeStatement: (node, print) =>
    words(
      'CREATE',
      when(node.orReplace, 'OR REPLACE'),
      'PIPE',
      when(node.ifNotExists, 'IF NOT EXISTS'),
      print(node.name),
      propertiesClause(node.properties),
      `AS ${print(node.statement)}`,
    ),
  DropPipeStatement: (node, print) => words('DROP PIPE', when(node.ifExists, 'IF EXISTS'), print(node.name)),
  AlterPipeStatement: (node, print) => `ALTER PIPE ${print(node.name)} ${print(node.clause)}`,
  PipeActionClause: (node) => words(node.action, node.file === undefined ? undefined : quoteString(node.file)),
  DescPipeStatement: (node, print) => `DESC PIPE ${print(node.name)}`,
  CreateDictionaryStatement: (node, print) =>
    words(
      `CREATE DICTIONARY ${print(node.name)} USING ${print(node.source)} (${nodes(node.columns, print)})`,
      propertiesClause(node.properties),
    ),
  DictionaryColumn: (node, print) => `${print(node.name)} ${node.role}`,
  DropDictionaryStatement: (node, print) => words('DROP DICTIONARY', print(node.name), when(node.cache, 'CACHE')),
  RefreshDictionaryStatement: (node, print) =>
    words(when(node.cancel, 'CANCEL'), 'REFRESH DICTIONARY', print(node.name)),
  ShowDictionaryStatement: (node, print) => words('SHOW DICTIONARY', node.name && print(node.name)),
})
