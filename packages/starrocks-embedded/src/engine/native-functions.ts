import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api'
import { crc32, murmurHash3 } from './hash.ts'
import { printJson } from './print-json.ts'

/** Registers what the translated text calls and neither DuckDB nor a macro can do. */
export async function registerNativeFunctions(connection: DuckDBConnection): Promise<void> {
  const { BIGINT, DuckDBScalarFunction, INTEGER, VARCHAR } = await import('@duckdb/node-api')
  const bytes = new TextEncoder()
  const define = (
    name: string,
    parameterTypes: readonly (typeof VARCHAR | typeof INTEGER)[],
    returnType: typeof INTEGER | typeof BIGINT | typeof VARCHAR,
    value: (...args: readonly DuckDBValue[]) => DuckDBValue,
  ): void => {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes,
        returnType,
        mainFunction: (_info, input, output) => {
          for (let row = 0; row < input.rowCount; row += 1) {
            const args = parameterTypes.map((_, index) => input.getColumnVector(index).getItem(row))
            output.setItem(row, args.includes(null) ? null : value(...args))
          }
          output.flush()
        },
      }),
    )
  }
  define('sr_murmur', [VARCHAR, INTEGER], INTEGER, (text, seed) =>
    murmurHash3(bytes.encode(String(text)), Number(seed)),
  )
  define('sr_json_spaced', [VARCHAR], VARCHAR, (text) => printJson(String(text)))
  define('sr_crc32', [VARCHAR], BIGINT, (text) => BigInt(crc32(bytes.encode(String(text)))))
}
