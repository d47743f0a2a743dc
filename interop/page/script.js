import assert from 'node:assert/strict'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const say = (text) => process.stdout.write(`${text}\n`)
const url = pathToFileURL('schema.html').href
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-sync',
]
const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: [...flags, '--disable-component-update'],
})
try {
  const page = await browser.newPage({ colorScheme: 'light' })
  const errors = []
  page.on('pageerror', (error) => errors.push(error))
  const requests = []
  page.on('request', (request) => requests.push(request.url()))

  const started = performance.now()
  await page.goto(url)
  await page.waitForSelector('main tbody tr')
  say(`shown after ${Math.round(performance.now() - started)} ms`)
  assert.equal(await page.locator('main tbody tr').count(), 2000)
  assert.equal(await page.locator('#list a').count(), 2000)
  assert.deepEqual(requests, [url])

  const searched = performance.now()
  await page.fill('#search', 'AMOUNT table_777')
  assert.deepEqual(await page.locator('#list a:visible').allTextContents(), ['table_777'])
  say(`searched in ${Math.round(performance.now() - searched)} ms`)
  await page.fill('#search', 'view_4')
  await page.locator('#kinds label', { hasText: /^view/ }).locator('input').uncheck()
  assert.equal(await page.locator('#list a:visible').count(), 0)
  await page.locator('#kinds label', { hasText: /^view/ }).locator('input').check()
  await page.press('#search', 'Enter')
  await page.waitForSelector('h2.view')
  assert.equal(await page.locator('main h2').textContent(), 'view_4')

  // view_4 reads view_3, which reads table_3; view_5 reads view_4.
  const boxes = await page.locator('.graph .title').allTextContents()
  assert.deepEqual(boxes.toSorted(), ['table_3', 'view_3', 'view_4', 'view_5'])
  await page.locator('.graph .column', { hasText: 'amount' }).hover()
  assert.deepEqual(
    await page.locator('.graph .column.on').allTextContents(),
    ['amount', 'total', 'total', 'total'].toSorted((a, b) => (a < b ? -1 : 1)),
  )
  await page.locator('.graph .title', { hasText: 'table_3' }).click()
  await page.waitForSelector('h2.table')
  assert.match(await page.locator('main pre').textContent(), /^CREATE TABLE table_3/)

  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await background()
  assert.notEqual(light, dark)
  say(`light ${light}, dark ${dark}`)
  await page.setViewportSize({ width: 400, height: 800 })
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 400), 'it is wider than a phone')
  assert.deepEqual(errors, [])
} finally {
  await browser.close()
}
