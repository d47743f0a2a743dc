import { any, list, many, opt, seq } from '../grammar-node.ts'
import type { GrammarNode } from '../grammar-node.ts'

const COMPARISON = ['=', '!=', '<', '<=', '>', '>=', '<=>']
const ARITHMETIC = ['+', '-', '*', '/', '%', 'DIV', 'MOD', '&', '|', '^']
/** Functions that are reserved words. */
const FUNCTION_WORDS = [
  'CHAR',
  'IF',
  'LEFT',
  'RIGHT',
  'LIKE',
  'MOD',
  'REGEXP',
  'REPLACE',
  'RLIKE',
  'DATABASE',
  'SCHEMA',
  'GROUPING',
]
const CONSTANT_WORDS = [
  'CURRENT_DATE',
  'CURRENT_TIME',
  'CURRENT_TIMESTAMP',
  'LOCALTIME',
  'LOCALTIMESTAMP',
  'CURRENT_USER',
  'CURRENT_ROLE',
]

/** Expressions, as far as they decide where a statement around them goes wrong. */
export const EXPRESSION_RULES: Readonly<Record<string, GrammarNode>> = {
  expression: seq(opt('NOT'), 'condition', many(any('AND', 'OR', '&&', '||'), opt('NOT'), 'condition')),
  condition: seq('value', many(any('comparison', 'test'))),
  comparison: seq(any(...COMPARISON), 'value'),
  test: any(
    seq('IS', opt('NOT'), 'NULL'),
    seq(opt('NOT'), any('in_list', seq('BETWEEN value AND value'), seq(any('LIKE', 'RLIKE', 'REGEXP'), 'value'))),
  ),
  in_list: seq('IN (', any('query_inside', list('expression')), ')'),
  value: seq('primary', many(any(...ARITHMETIC), 'primary')),
  primary: seq('primary_start', many('primary_rest')),
  primary_rest: any('#dot', seq('. name'), seq('[ value ]'), seq('-> string'), seq('COLLATE name_or_string')),
  primary_start: any(
    'call',
    'literal',
    'name',
    seq(any('-', '+', '~', '!'), 'primary'),
    seq('( expression', many(', expression'), ')'),
    seq('( query_inside )'),
    seq('EXISTS ( query_inside )'),
    seq('CAST ( expression AS type )'),
    seq('CONVERT ( expression , type )'),
    seq('CASE', opt('expression'), 'when', many('when'), opt('ELSE expression'), 'END'),
    seq(opt('array_type'), '[', opt(list('expression')), ']'),
    seq(any('map_type', 'MAP'), '{', opt(list(seq('expression : expression'))), '}'),
    seq('@ name_or_string'),
    seq('@ @ name'),
    seq('name -> expression'),
    seq('names -> expression'),
  ),
  when: seq('WHEN expression THEN expression'),
  call: any(
    seq('EXTRACT ( name FROM value )'),
    seq(any(...CONSTANT_WORDS), opt('(', opt('#integer'), ')')),
    seq(any(...FUNCTION_WORDS), '(', opt(list('expression')), ')'),
    seq('qualified_name (', opt(any('DISTINCT', 'ALL')), opt(any('*', list('expression'))), ')'),
  ),
  literal: any(
    any('NULL', 'TRUE', 'FALSE', '#integer', '#decimal', '#double', '#binary', '?', '#string'),
    seq(any('DATE', 'DATETIME'), 'string'),
    'interval',
  ),
  interval: seq('INTERVAL value unit'),
  unit: any('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'QUARTER', 'MILLISECOND', 'MICROSECOND'),
}
