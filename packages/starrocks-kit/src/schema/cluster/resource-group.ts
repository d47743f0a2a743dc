import type { Classifier, Expression, Property, Statement } from '../../language/index.ts'
import { refuse } from '../apply-statement/refusal.ts'
import { capabilitiesOf } from '../capabilities.ts'
import { propertiesFromAst } from '../from-ast/properties.ts'
import { ownEntry } from '../state.ts'
import type { Target } from '../types/capabilities.ts'
import type { ResourceGroup, ResourceGroupClassifier } from '../types/cluster.ts'
import type { Properties } from '../types/properties.ts'
import { compact } from '../../util/compact.ts'
import { propertyChange, sortedProperties } from './properties.ts'
import { changeOf } from './rules.ts'
import type { ClusterRules } from './rules.ts'
import { propertyList } from './secrets.ts'

/** Limits that 0 takes away again (ResourceGroupAnalyzer.analyzeProperties). */
const UNLIMITED_BY_ZERO: ReadonlySet<string> = new Set([
  'cpu_weight',
  'cpu_weight_percent',
  'exclusive_cpu_cores',
  'exclusive_cpu_percent',
  'max_cpu_cores',
  'big_query_mem_limit',
  'big_query_scan_rows_limit',
  'big_query_cpu_second_limit',
  'concurrency_limit',
])

const SHARES: ReadonlySet<string> = new Set(['mem_limit', 'spill_mem_limit_threshold'])

/** Properties that ALTER refuses to change (ResourceGroupMgr.alterResourceGroup). */
const IMMUTABLE: ReadonlySet<string> = new Set(['type', 'mem_pool'])

export const resourceGroupRules: ClusterRules<ResourceGroup> = {
  word: 'resource group',
  // They have no classifiers, and take what no other group does.
  builtIn: new Set(['default_wg', 'default_mv_wg']),
  create: ({ name, classifiers = [], properties }, target) => [
    {
      kind: 'CreateResourceGroupStatement',
      name,
      ...(classifiers.length === 0 ? {} : { classifiers: classifiers.map(classifierToAst) }),
      properties: inWordsOf(target, propertyList(properties)),
    },
  ],
  change: (given, wanted, target) => {
    const from = given === undefined ? undefined : resourceGroupRules.comparable(given)
    const to = resourceGroupRules.comparable(wanted)
    const { changed, removed } = propertyChange(from, to)
    const fixed = [...changed.map(({ key }) => key), ...removed].filter(
      (key) => from !== undefined && IMMUTABLE.has(key),
    )
    const stuck = removed.filter((key) => !IMMUTABLE.has(key) && !UNLIMITED_BY_ZERO.has(key))
    const set = [
      // What gives way comes first: a group has a weight or cores of its own, never both.
      ...removed
        .filter((key) => UNLIMITED_BY_ZERO.has(key))
        .map((key) => ({ kind: 'Property' as const, key, value: '0' })),
      ...changed.filter(({ key }) => !IMMUTABLE.has(key)),
    ]
    const altered: readonly Statement[] =
      set.length === 0
        ? []
        : [{ kind: 'AlterResourceGroupStatement', name: to.name, properties: inWordsOf(target, set) }]
    return changeOf(
      [...altered, ...classifierChange(from, to)],
      [
        ...fixed.map((key) => `the property ${key} of a resource group cannot be changed`),
        ...stuck.map((key) => `the property ${key} of a resource group cannot be taken away`),
      ],
    )
  },
  drop: ({ name }) => ({ kind: 'DropResourceGroupStatement', name }),
  apply: (statement, objects) => {
    switch (statement.kind) {
      case 'CreateResourceGroupStatement': {
        if (objects.find(statement.name) !== undefined && statement.orReplace !== true) {
          if (statement.ifNotExists === true) return objects.all()
          refuse(`RESOURCE_GROUP(${statement.name}) already exists`)
        }
        return objects.with({
          kind: 'ResourceGroup',
          name: statement.name,
          ...classified(statement.classifiers?.map(classifierFromAst) ?? []),
          properties: propertiesFromAst(statement.properties),
        })
      }
      case 'AlterResourceGroupStatement': {
        const old = objects.find(statement.name)
        if (old === undefined) return objects.all()
        if (statement.properties !== undefined) {
          const set = propertiesFromAst(statement.properties)
          if (Object.hasOwn(set, 'type')) refuse('type of ResourceGroup is immutable')
          return objects.with({ ...old, properties: { ...old.properties, ...set } })
        }
        const { classifiers = [], ...rest } = old
        if (statement.add !== undefined)
          return objects.with({ ...rest, ...classified([...classifiers, ...statement.add.map(classifierFromAst)]) })
        // The server gives the classifiers their ids: which of them are meant is known for all of them only.
        return statement.drop === 'ALL' ? objects.with(rest) : objects.all()
      }
      case 'DropResourceGroupStatement':
        return objects.without(statement.name)
      default:
        return undefined
    }
  },
  comparable: ({ classifiers = [], properties, ...rest }) => ({
    ...rest,
    ...classified(classifiers.map(comparableClassifier)),
    properties: comparableProperties(properties),
  }),
}

/** The weight had another name before 3.3, which later versions understand as well. */
function inWordsOf(target: Target | undefined, list: readonly Property[]): readonly Property[] {
  if (target === undefined || capabilitiesOf(target).verboseResourceGroups) return list
  return list.map((property) => (property.key === 'cpu_weight' ? { ...property, key: 'cpu_core_limit' } : property))
}

function classified(classifiers: readonly ResourceGroupClassifier[]): Pick<ResourceGroup, 'classifiers'> {
  return classifiers.length === 0 ? {} : { classifiers }
}

/** ADD where it is enough; else all are dropped and added again, because only the server knows their ids. */
function classifierChange(from: ResourceGroup | undefined, to: ResourceGroup): readonly Statement[] {
  const before = from?.classifiers?.map(textOf) ?? []
  const wanted = to.classifiers ?? []
  const gone = from === undefined || before.some((text) => !wanted.map(textOf).includes(text))
  const added = gone ? wanted : wanted.filter((classifier) => !before.includes(textOf(classifier)))
  const { name } = to
  return [
    ...(gone ? [{ kind: 'AlterResourceGroupStatement' as const, name, drop: 'ALL' as const }] : []),
    ...(added.length === 0
      ? []
      : [{ kind: 'AlterResourceGroupStatement' as const, name, add: added.map(classifierToAst) }]),
  ]
}

const textOf = (classifier: ResourceGroupClassifier): string => JSON.stringify(comparableClassifier(classifier))

function comparableClassifier(classifier: ResourceGroupClassifier): ResourceGroupClassifier {
  const { user, role, queryTypes, sourceIp, databases, planCpuCostRange, planMemCostRange } = classifier
  return compact({
    user,
    role,
    queryTypes: queryTypes && [...new Set(queryTypes.map((type) => type.toUpperCase()))].toSorted(),
    sourceIp,
    databases,
    planCpuCostRange: planCpuCostRange && comparableRange(planCpuCostRange),
    planMemCostRange: planMemCostRange && comparableRange(planMemCostRange),
  })
}

/** Bounds are numbers: `1`, `1.0` and `1e0` are the same. */
function comparableRange(text: string): string {
  const [, min, max] = /^\s*\[\s*(.+?)\s*,\s*(.+?)\s*\)\s*$/u.exec(text) ?? []
  return min === undefined || max === undefined ? text : `[${Number(min)}, ${Number(max)})`
}

/** Names in lower case and the newer ones, shares in percent; what is the same as saying nothing is left out. */
function comparableProperties(properties: Properties): Properties {
  const entries = Object.entries(properties).map(([name, value]): [string, string] => {
    const key = name.toLowerCase() === 'cpu_core_limit' ? 'cpu_weight' : name.toLowerCase()
    if (SHARES.has(key)) return [key, percent(value)]
    return [key, key === 'type' ? value.toLowerCase() : value.trim()]
  })
  const { type } = Object.fromEntries(entries)
  const said = entries.filter(([key, value]) => {
    if (key === 'type') return value !== 'normal'
    if (key === 'spill_mem_limit_threshold') return value !== '100%'
    if (key === 'mem_pool') return value !== 'default_mem_pool'
    if (key === 'warehouses') return value !== ''
    // Of a group for short queries the server shows the weight as cores of its own.
    if (key === 'exclusive_cpu_cores' && type === 'short_query') return false
    return !(UNLIMITED_BY_ZERO.has(key) && (value === 'null' || Number(value) === 0))
  })
  return sortedProperties(Object.fromEntries(said))
}

/** `0.2`, `20%` and what Java makes of 0.2 * 100 are the same. */
function percent(text: string): string {
  const number = text.trim().endsWith('%') ? Number.parseFloat(text) : Number(text) * 100
  return Number.isNaN(number) ? text : `${Number(number.toFixed(6))}%`
}

const SPECIFIERS: readonly (readonly [keyof ResourceGroupClassifier, string])[] = [
  ['user', 'user'],
  ['role', 'role'],
  ['queryTypes', 'query_type'],
  ['sourceIp', 'source_ip'],
  ['databases', 'db'],
  ['planCpuCostRange', 'plan_cpu_cost_range'],
  ['planMemCostRange', 'plan_mem_cost_range'],
]

function classifierToAst(classifier: ResourceGroupClassifier): Classifier {
  const expressions = SPECIFIERS.flatMap(([key, specifier]): readonly Expression[] => {
    const value = classifier[key]
    if (value === undefined) return []
    const column: Expression = { kind: 'ColumnReference', parts: [specifier] }
    if (key === 'queryTypes' && typeof value !== 'string')
      return [{ kind: 'InListExpression', operand: column, values: value.map(text) }]
    const right = text(typeof value === 'string' ? value : value.join(','))
    return [{ kind: 'ComparisonExpression', operator: '=', left: column, right }]
  })
  return { kind: 'Classifier', expressions }
}

const text = (value: string): Expression => ({ kind: 'StringLiteral', value })

function classifierFromAst({ expressions }: Classifier): ResourceGroupClassifier {
  return classifierFromSpecifiers(
    expressions.flatMap((expression): readonly (readonly [string, readonly string[]])[] => {
      if (expression.kind === 'ComparisonExpression' && expression.left.kind === 'ColumnReference')
        return [[expression.left.parts.at(-1) ?? '', strings([expression.right])]]
      if (expression.kind === 'InListExpression' && expression.operand.kind === 'ColumnReference')
        return [[expression.operand.parts.at(-1) ?? '', strings(expression.values)]]
      return []
    }),
  )
}

const strings = (list: readonly Expression[]): readonly string[] =>
  list.flatMap((item) => (item.kind === 'StringLiteral' ? [item.value] : []))

/** A classifier of what was said: `['user', ['etl']]`, `['query_type', ['SELECT', 'INSERT']]`. */
export function classifierFromSpecifiers(
  said: readonly (readonly [string, readonly string[]])[],
): ResourceGroupClassifier {
  const values = Object.fromEntries(said.map(([specifier, list]) => [specifier.toLowerCase(), list]))
  const one = (specifier: string): string | undefined => ownEntry(values, specifier)?.[0]
  return compact({
    user: one('user'),
    role: one('role'),
    queryTypes: ownEntry(values, 'query_type'),
    sourceIp: one('source_ip'),
    databases: one('db')?.split(','),
    planCpuCostRange: one('plan_cpu_cost_range'),
    planMemCostRange: one('plan_mem_cost_range'),
  })
}
