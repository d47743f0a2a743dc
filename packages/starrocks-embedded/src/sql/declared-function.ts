import type { DataType } from 'starrocks-kit/schema'
import { canCast } from './cast.ts'
import type { DeclaredFunction, FunctionFinder } from './scope.ts'
import { commonTypeOf } from './types/common-type.ts'
import { isDecimal, isNull, isString, sameType } from './types/sql-type.ts'
import type { SqlType } from './types/sql-type.ts'

/** The function that a call means: the one of just these types, or the first that they can become (Function.getFunction). */
export function declaredFunction(
  finder: FunctionFinder | undefined,
  name: readonly string[],
  args: readonly SqlType[],
): DeclaredFunction | undefined {
  const candidates = (finder?.(name) ?? []).filter(({ types, variadic }) =>
    variadic ? args.length >= types.length : args.length === types.length,
  )
  const fitting = (fits: (from: SqlType, to: DataType) => boolean): DeclaredFunction | undefined =>
    candidates.find(({ types }) =>
      args.every((arg, i) => {
        const type = types[i] ?? types.at(-1)
        return type === undefined || fits(arg, type)
      }),
    )
  return fitting(isAlike) ?? fitting(isWider) ?? fitting(canCast)
}

function isAlike(from: SqlType, to: DataType): boolean {
  if (isString(from) && isString(to)) return true
  return isDecimal(from) && isDecimal(to) ? from.scale === to.scale : sameType(from, to)
}

function isWider(from: SqlType, to: DataType): boolean {
  if (isNull(from) || isAlike(from, to)) return true
  const common = commonTypeOf([from, to])
  return common !== undefined && !isNull(common) && isAlike(common, to)
}
