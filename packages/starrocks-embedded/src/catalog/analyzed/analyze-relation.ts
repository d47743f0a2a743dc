import type { Join, Relation, TableFunction } from 'starrocks-kit/language'
import { printAnalyzed } from './print-expression.ts'
import type { OutputColumn } from '../data/object-entry.ts'
import { expressionContext, qualified, rename } from './environment.ts'
import type { Environment } from './environment.ts'
import { inferType } from './infer-type.ts'
import { joinWords } from './join-words.ts'
import { tableFunctionColumns } from './table-function-columns.ts'
import { resolveColumn, throughRelation } from './relation-scope.ts'
import type { RelationScope, ScopeRelation } from './relation-scope.ts'

/** Prints a relation and adds what it brings into scope. */
export function visitRelation(
  relation: Relation,
  environment: Environment,
  scope: RelationScope,
  relations: ScopeRelation[],
): string {
  switch (relation.kind) {
    case 'TableReference':
      return visitTable(relation, environment, relations)
    case 'SubqueryRelation': {
      const analyzed = environment.visitQuery(relation.query, environment)
      const columns = throughRelation(rename(analyzed.columns, relation.columns))
      const alias = relation.alias
      relations.push({
        names: alias === undefined ? [] : [alias],
        qualifier: alias === undefined ? '' : `\`${alias}\``,
        columns,
      })
      const names = relation.columns === undefined ? '' : `(${relation.columns.map((name) => `\`${name}\``).join(',')})`
      return `(${analyzed.text})${alias === undefined ? '' : ` \`${alias}\`${names}`}`
    }
    case 'JoinRelation': {
      let text = visitRelation(relation.first, environment, scope, relations)
      for (const join of relation.joins) {
        const left = [...relations]
        const lateral = isLateral(join.relation) ? 'LATERAL ' : ''
        const right = visitRelation(join.relation, environment, scope, relations)
        loosen(join, relations, left.length)
        const added = relations.slice(left.length)
        text += ` ${joinWords(join)} ${lateral}${right} `
        const context = expressionContext(scope, environment, new Map())
        if (join.on !== undefined) text += `ON ${printAnalyzed(join.on, context)}`
        else if (join.using !== undefined) text += `ON ${usingCondition(join.using, left, added)}`
      }
      return text
    }
    case 'TableFunction':
      return visitTableFunction(relation, environment, scope, relations)
    case 'ValuesRelation': {
      const context = expressionContext({ relations: [] }, environment, new Map())
      const [first] = relation.rows
      const columns = (first?.values ?? []).map((_, i): OutputColumn => ({
        name: relation.columns?.[i] ?? `column_${i}`,
      }))
      relations.push({
        names: relation.alias === undefined ? [] : [relation.alias],
        qualifier: relation.alias === undefined ? '' : `\`${relation.alias}\``,
        columns,
      })
      const rows = relation.rows.map(
        (row) =>
          `(${row.values.map((value) => (value.kind === 'DefaultValue' ? 'DEFAULT' : printAnalyzed(value, context))).join(', ')})`,
      )
      const names = relation.columns === undefined ? '' : `(${relation.columns.join(',')})`
      return `(VALUES${rows.join(', ')})${relation.alias === undefined ? '' : ` ${relation.alias}${names}`}`
    }
    case 'FileTableFunction':
      relations.push({ names: relation.alias === undefined ? [] : [relation.alias], qualifier: '', columns: [] })
      return `FILES(${relation.properties.map((item) => `"${item.key}" = "${item.value}"`).join(', ')})`
    case 'RelationGroup':
      return relation.relations.map((item) => visitRelation(item, environment, scope, relations)).join(' , ')
  }
}

/** The side of an outer join that may be missing gives NULL. */
function loosen(join: Join, relations: ScopeRelation[], start: number): void {
  const leftOptional = join.type === 'RIGHT' || join.type === 'FULL'
  const rightOptional = join.type === 'LEFT' || join.type === 'FULL' || join.type === 'ASOF LEFT'
  relations.forEach((relation, i) => {
    if (!(i < start ? leftOptional : rightOptional)) return
    relations[i] = { ...relation, columns: relation.columns.map((column) => ({ ...column, nullable: true })) }
  })
}

function visitTable(
  relation: Extract<Relation, { kind: 'TableReference' }>,
  environment: Environment,
  relations: ScopeRelation[],
): string {
  const { parts } = relation.name
  const cte = parts.length === 1 ? environment.ctes.get(parts[0]?.toLowerCase() ?? '') : undefined
  if (cte !== undefined) {
    const name = relation.alias ?? cte.name
    relations.push({ names: [name], qualifier: `\`${name}\``, columns: throughRelation(cte.columns) })
    // The alias of a CTE is not quoted, until the text is read again as that of a table.
    const alias = environment.options.wordedTwice === true ? `\`${relation.alias ?? ''}\`` : relation.alias
    return `\`${cte.name}\`${relation.alias === undefined ? '' : ` AS ${alias}`}`
  }
  const found = environment.options.resolve(parts)
  const full =
    found === undefined
      ? [...parts]
      : [...(found.catalog === 'default_catalog' ? [] : [found.catalog]), found.database, found.name]
  const owner = [...full.slice(0, -1), relation.alias ?? full.at(-1) ?? '']
  const printed = environment.options.shortNames ? owner.slice(-1) : owner
  relations.push({
    names: found === undefined ? owner : [found.catalog, found.database, relation.alias ?? found.name],
    qualifier: printed.map((part) => `\`${part}\``).join('.'),
    columns: found?.columns ?? [],
  })
  const partitions =
    relation.partitions?.kind === 'PartitionNames'
      ? ` PARTITION${environment.options.capabilities.spacedPartitionNames ? ' ' : ''}(${relation.partitions.names.map((name) => `\`${name}\``).join(', ')})`
      : ''
  const hints = (relation.hint?.names ?? []).map((name) => ` [${name}] `).join('')
  const alias = relation.alias === undefined ? '' : ` AS \`${relation.alias}\``
  return `${full.map((part) => `\`${part}\``).join('.')}${partitions}${hints}${alias}`
}

/** Whether a relation reads the columns of those before it: a bare table function, not one in TABLE(). */
export function isLateral(relation: Relation | undefined): boolean {
  return relation?.kind === 'TableFunction' && relation.table !== true
}

/** Arguments that a table function gets when they are left out. */
const DEFAULT_ARGUMENTS: Readonly<Record<string, readonly string[]>> = { generate_series: ['', '', '1'] }

function visitTableFunction(
  relation: TableFunction,
  environment: Environment,
  scope: RelationScope,
  relations: ScopeRelation[],
): string {
  const context = expressionContext(scope, environment, new Map())
  const name = relation.name.parts.join('.').toLowerCase()
  const args = relation.arguments.map((argument) =>
    argument.kind === 'NamedArgument'
      ? `${argument.name} => ${printAnalyzed(argument.value, context)}`
      : printAnalyzed(argument, context),
  )
  const outputs = tableFunctionColumns(
    name,
    relation.arguments.map((argument) =>
      inferType(argument.kind === 'NamedArgument' ? argument.value : argument, scope),
    ),
  )
  const names = relation.columns ?? outputs.map((column) => column.name)
  relations.push({
    names: relation.alias === undefined ? [] : [relation.alias],
    qualifier: relation.alias === undefined ? '' : `\`${relation.alias}\``,
    columns: names.map((column, i): OutputColumn => ({ ...outputs[i], name: column })),
  })
  const columns = names.map((column) => `\`${column}\``).join(',')
  // TABLE() of a text that is read again has lost its arguments (AstToSQLBuilder.visitNormalizedTableFunction).
  const lost = relation.table === true && environment.options.wordedTwice === true
  const defaults = environment.options.capabilities.printsDefaultArguments ? (DEFAULT_ARGUMENTS[name] ?? []) : []
  const all = lost ? [] : [...args, ...defaults.slice(args.length)]
  const call = `${name}(${all.join(',')})`
  const text = relation.table === true ? `TABLE(${call})` : call
  return relation.alias === undefined ? text : `${text} ${relation.alias}(${columns})`
}

function usingCondition(
  names: readonly string[],
  left: readonly ScopeRelation[],
  right: readonly ScopeRelation[],
): string {
  const conditions = names.map((name) => `${columnOf(left, name)} = ${columnOf(right, name)}`)
  return conditions.length === 1 ? (conditions[0] ?? '') : conditions.map((condition) => `(${condition})`).join(' AND ')
}

function columnOf(relations: readonly ScopeRelation[], name: string): string {
  const found = resolveColumn([name], { relations })
  return found === undefined ? `\`${name}\`` : qualified(found.relation, found.column.name)
}
