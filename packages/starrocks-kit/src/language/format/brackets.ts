import { isOpening } from './layout.ts'
import type { Layout } from './layout.ts'

/**
 * The general rule, behind the rules of the nodes: what stands in brackets and does not fit goes on lines of its own, one item a line;
 * plain names, numbers and strings as many as fit.
 */
export function layOutBrackets(layout: Layout): void {
  for (let open = 0; open < layout.count; open++) {
    const close = layout.closing[open] ?? 0
    if (close <= open + 1) continue
    const mode = layout.brackets.get(open) ?? 'fit'
    if (mode === 'none' || (mode === 'fit' && close === open + 2)) continue
    const group = layout.group(open, close, mode)
    layout.breakBefore(open + 1, group, 1)
    layout.breakBefore(close, group, 0)
    const simple = mode === 'fit' && isSimple(layout, open, close)
    const items = simple ? layout.group(open + 1, close - 1, 'fill') : group
    for (let i = open + 1; i < close; i++) {
      if (layout.kindAt(i) === ',') layout.breakBefore(i + 1, items, simple ? 0 : 1)
      else if (isOpening(layout.kindAt(i)) && (layout.closing[i] ?? 0) > i) i = layout.closing[i] ?? i
    }
  }
}

/** Whether single tokens stand between the commas, signs aside. */
function isSimple(layout: Layout, open: number, close: number): boolean {
  let length = 0
  for (let i = open + 1; i < close; i++) {
    const kind = layout.kindAt(i)
    if (kind === ',') length = 0
    else if (isOpening(kind)) return false
    else if (kind !== '-' && ++length > 1) return false
  }
  return true
}
