import { printSortItem } from './print-sort-item.ts'
import type { Expression, FrameBound, WindowFrame, WindowSpecification } from 'starrocks-kit/language'

/** What stands between the parentheses of OVER; each clause but the frame ends with a space. */
export function printWindow(window: WindowSpecification, print: (expression: Expression) => string): string {
  const partition = window.partitionBy?.map(print).join(', ')
  const order = window.orderBy?.map((item) => printSortItem(item, print)).join(', ')
  return (
    (partition === undefined ? '' : `PARTITION BY ${partition} `) +
    (order === undefined ? '' : `ORDER BY ${order} `) +
    (window.frame === undefined ? '' : printFrame(window.frame, print))
  )
}

function printFrame(frame: WindowFrame, print: (expression: Expression) => string): string {
  const bound = (item: FrameBound): string =>
    item.offset === undefined ? item.type : `${print(item.offset)} ${item.type}`
  if (frame.end === undefined) return `${frame.unit} ${bound(frame.start)}`
  return `${frame.unit} BETWEEN ${bound(frame.start)} AND ${bound(frame.end)}`
}
