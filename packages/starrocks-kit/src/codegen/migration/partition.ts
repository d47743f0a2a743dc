import { printNode } from '../../language/index.ts'
import { partitionToAst } from '../../schema/to-statements/partitioning.ts'
import type { Partition } from '../../schema/types/partitioning.ts'
import { string } from '../source/code.ts'
import type { Code } from '../source/code.ts'

/** A partition as StarRocks text: `PARTITION p1 VALUES LESS THAN ("2026-01-01")`. */
export function partitionInput(partition: Partition): Code {
  return string(printNode(partitionToAst(partition)))
}
