#!/usr/bin/env node
import process from 'node:process'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `starrocks-embedded needs Node.js 22.18 or newer, and this is ${process.versions.node}: update Node.js, or run it with a newer one.\n`,
  )
  process.exitCode = 2
} else {
  const { main } = await import('../dist/js/cli/main.js')
  process.exitCode = await main(process.argv.slice(2))
}
