import { any, list, many, opt, seq } from '../grammar-node.ts'
import type { Grammar, GrammarRules } from '../grammar-node.ts'

const COMPARISON = ['=', '!=', '<', '<=', '>', '>=', '<=>']
const SHIFTS = ['BITSHIFTLEFT', 'BITSHIFTRIGHT', 'BITSHIFTRIGHTLOGICAL']
const ARITHMETIC = ['+', '-', '*', '/', '%', 'DIV', 'MOD', '&', '|', '^', ...SHIFTS]
const AGGREGATES = ['AVG', 'COUNT', 'MAX', 'MIN', 'SUM', 'ARRAY_AGG', 'ARRAY_AGG_DISTINCT', 'GROUP_CONCAT']
/** Functions that are keywords, and take expressions as any other. */
const FUNCTION_WORDS = [
  'CHAR DAY HOUR IF LEFT LIKE MINUTE MOD MONTH QUARTER REGEXP REPLACE RIGHT RLIKE SECOND YEAR FLOOR CEIL PASSWORD',
  'DATABASE SCHEMA GROUPING GROUPING_ID',
].flatMap((line) => line.split(' '))
const WINDOW_WORDS = 'ROW_NUMBER RANK DENSE_RANK CUME_DIST PERCENT_RANK NTILE LEAD LAG FIRST_VALUE LAST_VALUE'.split(
  ' ',
)
/** Functions that need no parentheses. */
const CONSTANT_WORDS =
  'CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP CURRENT_USER CURRENT_ROLE'.split(' ')
const IGNORE_NULLS = opt('IGNORE NULLS')
const ARGUMENTS = opt(list('expression'))

export function expressionRules({ since }: Grammar): GrammarRules {
  return {
    expression: seq('term', many(any('AND', 'OR', '&&', '||'), 'term')),
    term: any(seq('NOT expression'), seq(opt('BINARY'), 'condition')),
    condition: seq('predicate', many(any(seq('IS', opt('NOT'), 'NULL'), 'comparison'))),
    comparison: seq(any(...COMPARISON), any('predicate', seq('( subquery )'))),
    predicate: any(seq('value', opt('test')), 'tuple_in_query'),
    test: any(
      seq(opt('NOT'), 'IN ( subquery )'),
      seq(opt('NOT'), 'IN (', list('expression'), ')'),
      seq(opt('NOT'), 'BETWEEN value AND predicate'),
      seq(opt('NOT'), any('LIKE', 'RLIKE', 'REGEXP'), 'value'),
    ),
    tuple_in_query: seq('( expression , expression', many(', expression'), ')', opt('NOT'), 'IN ( subquery )'),
    value: seq('primary', many(any(...ARITHMETIC), 'primary')),
    primary: seq('primary_start', many('primary_rest')),
    primary_rest: any(
      '#dot',
      seq('. name'),
      seq('[ value ]'),
      seq('[', opt('#integer'), ':', opt('#integer'), ']'),
      seq('-> string'),
      seq('COLLATE name_or_string'),
      since(3, 3) && seq(opt('NOT'), 'MATCH primary'),
    ),
    primary_start: any(
      seq('@ name_or_string'),
      seq('@ @', opt(any('GLOBAL', 'LOCAL', 'SESSION', 'VERBOSE'), '.'), 'name'),
      'call',
      'literal',
      'name',
      seq(any('-', '+', '~', '!'), 'primary'),
      seq('( expression )'),
      seq('EXISTS ( subquery )'),
      seq('( subquery )'),
      seq('CAST ( expression AS type )'),
      seq('CONVERT ( expression , type )'),
      seq('CASE expression when', many('when'), opt('ELSE expression'), 'END'),
      seq('CASE when', many('when'), opt('ELSE expression'), 'END'),
      seq(opt('array_type'), '[', ARGUMENTS, ']'),
      seq('map_type {', opt(list('map_entry')), '}'),
      seq('MAP {', opt(list('map_entry')), '}'),
      seq(any('name', 'names'), '-> expression'),
      seq('names -> (', ARGUMENTS, ')'),
    ),
    map_entry: seq('expression : expression'),
    when: seq('WHEN expression THEN expression'),
    call: any(
      seq('EXTRACT ( name FROM value )'),
      seq(any(...CONSTANT_WORDS, since(3, 4) && 'CURRENT_GROUP'), opt('(', opt('#integer'), ')')),
      seq(any(...FUNCTION_WORDS), '(', ARGUMENTS, ')'),
      seq(any('TIMESTAMPADD', 'TIMESTAMPDIFF'), '( unit , expression , expression )'),
      seq('aggregate', since(3, 6) && opt('FILTER ( WHERE expression )'), opt('over')),
      seq(any(...WINDOW_WORDS), '(', opt('expression', IGNORE_NULLS, many(', expression')), ')', IGNORE_NULLS, 'over'),
      seq('qualified_name (', ARGUMENTS, ')', opt('over')),
    ),
    aggregate: any(
      seq('COUNT (', opt('*'), ')'),
      seq(
        seq(any(...AGGREGATES), '(', opt(any('DISTINCT', 'ALL')), ARGUMENTS),
        seq(opt('ORDER BY', list('sort_item')), opt('SEPARATOR expression'), ')'),
      ),
    ),
    over: seq(
      seq('OVER (', opt(opt('bracket_hint'), 'PARTITION BY', list('expression'))),
      seq(opt('ORDER BY', list('sort_item')), opt('frame'), ')'),
    ),
    frame: seq(any('RANGE', 'ROWS'), any('frame_bound', seq('BETWEEN frame_bound AND frame_bound'))),
    frame_bound: any(
      seq('UNBOUNDED', any('PRECEDING', 'FOLLOWING')),
      seq('CURRENT ROW'),
      seq('expression', any('PRECEDING', 'FOLLOWING')),
    ),
    literal: any(
      any('NULL', 'TRUE', 'FALSE', '#integer', '#decimal', '#double', '#binary', '?', '#string'),
      seq(any('DATE', 'DATETIME'), 'string'),
      'interval',
    ),
    interval: seq('INTERVAL value unit'),
    unit: any('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'QUARTER', 'MILLISECOND', 'MICROSECOND'),
  }
}
