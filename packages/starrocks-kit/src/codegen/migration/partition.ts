import { printRangePartition } from '../../language/index.ts'
import type { Partition } from '../../schema/types/partitioning.ts'
