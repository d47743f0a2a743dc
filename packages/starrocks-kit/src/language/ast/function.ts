import type { Property, QualifiedName } from './common.ts'
import type { DataType } from './data-type.ts'
import type { Expression } from './expression.ts'
import type { NodeBase } from './node.ts'

/** The types of a function's arguments, with their names where the function is an expression; `variadic` for `...` behind the last. */
export interface FunctionArguments extends NodeBase {
  readonly kind: 'FunctionArguments'
  readonly names?: readonly string[]
  readonly types: readonly DataType[]
  readonly variadic?: true
}

/** `CREATE FUNCTION`: properties in a PROPERTIES list or inline (`symbol = "f"`), source text between `$$`; or an expression over named arguments (4.1). */
export interface CreateFunctionStatement extends NodeBase {
  readonly kind: 'CreateFunctionStatement'
  readonly orReplace?: true
  readonly global?: true
  readonly type?: 'TABLE' | 'AGGREGATE'
  readonly ifNotExists?: true
  readonly name: QualifiedName
  readonly arguments: FunctionArguments
  /** Absent where there is an `expression`. */
  readonly returns?: DataType
  readonly expression?: Expression
  readonly properties?: readonly Property[]
  readonly inlineProperties?: readonly Property[]
  readonly source?: string
}

export interface DropFunctionStatement extends NodeBase {
  readonly kind: 'DropFunctionStatement'
  readonly global?: true
  readonly ifExists?: true
  readonly name: QualifiedName
  readonly arguments: FunctionArguments
}

export type FunctionStatement = CreateFunctionStatement | DropFunctionStatement

export type FunctionNode = FunctionStatement | FunctionArguments
