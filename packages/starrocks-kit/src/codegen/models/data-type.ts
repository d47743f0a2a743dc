import { printDataTypeText } from '../../schema/clauses.ts'
import type { DataType, StructField } from '../../schema/types/data-type.ts'
import { call, chain, object, string, text } from '../source/code.ts'
import type { Code } from '../source/code.ts'
import type { ImportList } from './imports.ts'
import { uniqueKeys } from './keys.ts'

/** STRING is what people write for the longest VARCHAR. */
const STRING_LENGTH = 65533

/** A type as a call of the models' API: `varchar(50)`, `array(int())`. */
export function dataTypeCode(type: DataType, imports: ImportList): Code {
  switch (type.kind) {
    case 'simple':
      // There is no function for TIME: no table can have such a column.
      if (type.name === 'time') return call(imports.use('columnType'), string(printDataTypeText(type)))
      return call(imports.use(type.name))
    case 'decimal':
      return call(
        imports.use(type.legacy === true ? 'decimalV2' : 'decimal'),
        text(String(type.precision)),
        ...(type.scale === 0 ? [] : [text(String(type.scale))]),
      )
    case 'char':
      return call(imports.use('char'), text(String(type.length)))
    case 'varchar':
      if (type.length === STRING_LENGTH) return call(imports.use('string'))
      return call(imports.use('varchar'), text(String(type.length)))
    case 'varbinary':
      return call(imports.use('varbinary'), ...(type.length === undefined ? [] : [text(String(type.length))]))
    case 'array':
      return call(imports.use('array'), dataTypeCode(type.element, imports))
    case 'map':
      return call(imports.use('map'), dataTypeCode(type.key, imports), dataTypeCode(type.value, imports))
    case 'struct':
      return structCode(type.fields, imports)
    case 'aggregate-state':
      return call(
        imports.use('aggState'),
        string(type.function),
        ...type.arguments.map((argument) => dataTypeCode(argument, imports)),
      )
  }
}

function structCode(fields: readonly StructField[], imports: ImportList): Code {
  const keys = uniqueKeys(
    fields.map((field) => field.name),
    'preserve',
  )
  return call(
    imports.use('struct'),
    object(
      fields.map((field, position) => {
        const key = keys[position] ?? field.name
        const calls = [
          ...(key === field.name ? [] : [call('named', string(field.name))]),
          ...(field.comment === undefined ? [] : [call('comment', string(field.comment))]),
        ]
        return [key, chain(dataTypeCode(field.type, imports), ...calls)]
      }),
    ),
  )
}
