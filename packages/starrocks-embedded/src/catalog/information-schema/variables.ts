import type { SqlValue } from '../../sql/scope.ts'
import type { InformationContext } from './information-context.ts'

export function variableRows(
  context: InformationContext,
  scope: 'session' | 'global',
): readonly (readonly SqlValue[])[] {
  return context.variables(scope).map((variable) => [variable.name, variable.value])
}

export function verboseVariableRows(context: InformationContext): readonly (readonly SqlValue[])[] {
  return context
    .variables('session')
    .map((variable) => [variable.name, variable.value, variable.default, variable.value !== variable.default])
}

/** StarRocks lists a sample of its keywords only. */
const KEYWORDS: readonly (readonly [string, boolean])[] = [
  ['ADD', true],
  ['ALL', true],
  ['ALTER', true],
  ['ANALYZE', true],
  ['AND', true],
  ['ARRAY', true],
  ['AS', true],
  ['ASC', true],
  ['BETWEEN', true],
]

export function keywordRows(): readonly (readonly SqlValue[])[] {
  return KEYWORDS
}
