import { describe, expect, test } from 'vitest'
import { BufferReader } from '../../src/wire/buffer-reader.ts'
import { BufferWriter } from '../../src/wire/buffer-writer.ts'
import { parseCommand } from '../../src/wire/command.ts'
import { MalformedPacketError } from '../../src/wire/protocol-error.ts'
import { readParameters } from '../../src/wire/statement-parameters.ts'
import type { BoundParameters } from '../../src/wire/statement-parameters.ts'

const parse = (code: number, body: string | Buffer = '') =>
  parseCommand(Buffer.concat([Buffer.from([code]), Buffer.from(body)]), 0)

const read = (count: number, body: BufferWriter, known: readonly number[] = []): BoundParameters =>
  readParameters(new BufferReader(body.finish()), count, known)

const one = (type: number, write: (writer: BufferWriter) => BufferWriter) =>
  read(1, write(new BufferWriter().uint(0, 1).uint(1, 1).uint(type, 2))).values[0]

const date = (w: BufferWriter, length: number): BufferWriter => w.uint(length, 1).uint(2024, 2).uint(2, 1).uint(29, 1)

describe('commands', () => {
  test('with text', () => {
    expect(parse(0x03, 'SELECT "😀"\0\0')).toEqual({ kind: 'query', sql: 'SELECT "😀"' })
    expect(parse(0x16, 'SELECT ?')).toEqual({ kind: 'prepare', sql: 'SELECT ?' })
    expect(parse(0x02, 'catalog c')).toEqual({ kind: 'use-database', name: 'catalog c' })
    expect(parse(0x04, 'table\0%')).toEqual({ kind: 'list-fields', table: 'table' })
  })

  test('without', () => {
    expect(parse(0x01)).toEqual({ kind: 'quit' })
    expect(parse(0x0e)).toEqual({ kind: 'ping' })
    expect(parse(0x1f)).toEqual({ kind: 'reset-connection' })
  })

  test('of statements', () => {
    expect(parse(0x19, Buffer.from([4, 3, 2, 1]))).toEqual({ kind: 'close-statement', statementId: 0x01020304 })
    expect(parse(0x1a, Buffer.from([1, 0, 0, 0]))).toEqual({ kind: 'reset-statement', statementId: 1 })
    const execute = parse(0x17, Buffer.from([9, 0, 0, 0, 0, 1, 0, 0, 0, 42]))
    expect(execute).toMatchObject({ kind: 'execute', statementId: 9 })
    expect(execute.kind === 'execute' && execute.body.rest()).toEqual(Buffer.from([42]))
  })

  test('that StarRocks does not run, or does not know', () => {
    expect(parse(0x09)).toEqual({ kind: 'unsupported', name: 'Statistics' })
    expect(parse(0x12)).toEqual({ kind: 'unknown' })
    expect(parse(0xff)).toEqual({ kind: 'unknown' })
    expect(parseCommand(Buffer.alloc(0), 0)).toEqual({ kind: 'unknown' })
  })

  test('cut short are malformed', () => {
    expect(() => parse(0x17, Buffer.from([1, 0, 0]))).toThrow(MalformedPacketError)
    expect(() => parse(0x19, Buffer.from([1]))).toThrow(MalformedPacketError)
  })
})

describe('parameters', () => {
  test('of every type', () => {
    expect(one(1, (w) => w.int(-5, 1))).toEqual({ type: 'tinyint', text: '-5' })
    expect(one(0x8001, (w) => w.uint(250, 1))).toEqual({ type: 'smallint', text: '250' })
    expect(one(2, (w) => w.int(-300, 2))).toEqual({ type: 'smallint', text: '-300' })
    expect(one(3, (w) => w.int(-70_000, 4))).toEqual({ type: 'int', text: '-70000' })
    expect(one(0x8003, (w) => w.uint(4_000_000_000, 4))).toEqual({ type: 'bigint', text: '4000000000' })
    expect(one(8, (w) => w.int64(-9_223_372_036_854_775_808n))).toEqual({
      type: 'bigint',
      text: '-9223372036854775808',
    })
    expect(one(0x8008, (w) => w.uint64(18_446_744_073_709_551_615n))).toEqual({
      type: 'largeint',
      text: '18446744073709551615',
    })
    expect(one(4, (w) => w.float(0.5))).toEqual({ type: 'float', text: '0.5' })
    expect(one(5, (w) => w.double(-2.5))).toEqual({ type: 'double', text: '-2.5' })
    expect(one(246, (w) => w.lenencText('1.50'))).toEqual({ type: 'decimal', text: '1.50' })
    expect(one(253, (w) => w.lenencText('😀'))).toEqual({ type: 'varchar', text: '😀' })
    expect(one(245, (w) => w.lenencText('{}'))).toEqual({ type: 'varchar', text: '{}' })
    expect(one(252, (w) => w.lenencBytes(Buffer.from([255])))).toEqual({ type: 'varbinary', bytes: Buffer.from([255]) })
    expect(one(6, (w) => w)).toEqual({ type: 'null' })
  })

  test('of time, with as much as is sent', () => {
    expect(one(10, (w) => date(w, 4))).toEqual({ type: 'date', text: '2024-02-29' })
    expect(one(12, (w) => w.uint(0, 1))).toEqual({ type: 'datetime', text: '0000-00-00 00:00:00' })
    expect(one(12, (w) => date(w, 4))).toEqual({ type: 'datetime', text: '2024-02-29 00:00:00' })
    expect(one(12, (w) => date(w, 7).uint(1, 1).uint(2, 1).uint(3, 1))).toEqual({
      type: 'datetime',
      text: '2024-02-29 01:02:03',
    })
    expect(one(7, (w) => date(w, 11).uint(1, 1).uint(2, 1).uint(3, 1).uint(45, 4))).toEqual({
      type: 'datetime',
      text: '2024-02-29 01:02:03.000045',
    })
    expect(one(11, (w) => w.uint(0, 1))).toEqual({ type: 'time', text: '00:00:00' })
    expect(one(11, (w) => w.uint(8, 1).uint(1, 1).uint(1, 4).uint(2, 1).uint(3, 1).uint(4, 1))).toEqual({
      type: 'time',
      text: '-26:03:04',
    })
  })

  test('marked NULL have no bytes', () => {
    const body = new BufferWriter().uint(0b101, 1).uint(1, 1).uint(3, 2).uint(253, 2).uint(3, 2).lenencText('x')
    expect(read(3, body).values).toEqual([{ type: 'null' }, { type: 'varchar', text: 'x' }, { type: 'null' }])
  })

  test('keep the types of the last execution', () => {
    const bound = read(1, new BufferWriter().uint(0, 1).uint(1, 1).uint(1, 2).uint(5, 1))
    expect(bound.types).toEqual([1])
    expect(read(1, new BufferWriter().uint(0, 1).uint(0, 1).uint(6, 1), bound.types)).toEqual({
      types: [1],
      values: [{ type: 'tinyint', text: '6' }],
    })
  })

  test('of no known type, or cut short, are refused', () => {
    expect(() => one(255, (w) => w)).toThrow('unknown mysql type code 255')
    expect(() => read(1, new BufferWriter().uint(0, 1).uint(0, 1))).toThrow('unknown mysql type code')
    expect(() => one(3, (w) => w.uint(1, 2))).toThrow(MalformedPacketError)
    expect(() => one(253, (w) => w.lenenc(1000))).toThrow(MalformedPacketError)
  })

  test('are not read when there are none', () => {
    expect(read(0, new BufferWriter())).toEqual({ types: [], values: [] })
  })
})
