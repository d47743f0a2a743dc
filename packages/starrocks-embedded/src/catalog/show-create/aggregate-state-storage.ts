import type { AggregateStateType, Capabilities, DataType } from 'starrocks-kit/schema'

const BIGINT: DataType = { kind: 'simple', name: 'bigint' }
const BITMAP: DataType = { kind: 'simple', name: 'bitmap' }
const LONG_TEXT: DataType = { kind: 'varchar', length: 1_048_576 }
const BYTES: DataType = { kind: 'varbinary' }

/** The type in which the state of an aggregate function is stored: bytes, unless the state is an ordinary value. */
export function stateStorageType(state: AggregateStateType, capabilities: StorageCapabilities): DataType {
  const [argument] = state.arguments
  switch (state.function.toLowerCase()) {
    case 'count':
    case 'retention':
      return BIGINT
    case 'bitmap_agg':
    case 'bitmap_union_int':
      return BITMAP
    case 'min':
    case 'max':
    case 'any_value':
    case 'array_unique_agg':
      return argument === undefined ? BYTES : widened(argument)
    case 'array_agg_distinct':
      return argument === undefined ? BYTES : { kind: 'array', element: widened(argument) }
    case 'array_agg':
      return argument === undefined
        ? BYTES
        : {
            kind: 'struct',
            fields: [
              { name: 'col1', type: { kind: 'array', element: isLong(argument, capabilities) ? LONG_TEXT : argument } },
            ],
          }
    case 'sum':
      return sumState(argument)
    default:
      return BYTES
  }
}

type StorageCapabilities = Pick<Capabilities, 'longestTextOfQueries'>

function isLong(type: DataType, capabilities: StorageCapabilities): boolean {
  return type.kind === 'char' || (type.kind === 'varchar' && (type.length < 0 || capabilities.longestTextOfQueries))
}

/** Text is kept in any length, inside of arrays too. */
function widened(type: DataType): DataType {
  if (type.kind === 'char' || type.kind === 'varchar') return LONG_TEXT
  return type.kind === 'array' ? { kind: 'array', element: widened(type.element) } : type
}

function sumState(type: DataType | undefined): DataType {
  if (type?.kind === 'decimal') return { kind: 'decimal', precision: 38, scale: type.scale }
  if (type?.kind !== 'simple') return BYTES
  if (type.name === 'float' || type.name === 'double') return { kind: 'simple', name: 'double' }
  return type.name === 'largeint' ? type : BIGINT
}
