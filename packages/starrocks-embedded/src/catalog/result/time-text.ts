/** A moment as StarRocks prints it, `2024-01-31 12:00:00`, in the server's time zone. */
export function timeText(milliseconds: number): string {
  const date = new Date(milliseconds)
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
