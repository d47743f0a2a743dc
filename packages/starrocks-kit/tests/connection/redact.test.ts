import { expect, test } from 'vitest'
import { redactSql } from '../../src/connection/index.ts'

test.each([
  [`CREATE USER u IDENTIFIED BY 'hush'`, `CREATE USER u IDENTIFIED BY '***'`],
  [`CREATE USER u IDENTIFIED BY 'hu\\'sh''hush' DEFAULT ROLE r`, `CREATE USER u IDENTIFIED BY '***' DEFAULT ROLE r`],
  [`create user u identified by password "hush"`, `create user u identified by password '***'`],
  [
    `ALTER USER u IDENTIFIED WITH mysql_native_password AS 'hush'`,
    `ALTER USER u IDENTIFIED WITH mysql_native_password AS '***'`,
  ],
  [`SET PASSWORD FOR 'u'@'%' = PASSWORD('hush')`, `SET PASSWORD FOR 'u'@'%' = PASSWORD('***')`],
  [`SET PASSWORD = 'hush'`, `SET PASSWORD = '***'`],
  [`... ("type" = "jdbc", "password" = "hush", "uri"="x")`, `... ("type" = "jdbc", "password" = "***", "uri"="x")`],
  [
    `FILES("aws.s3.secret_key" = "hush", 'aws.s3.access_key'='hush')`,
    `FILES("aws.s3.secret_key" = "***", 'aws.s3.access_key'='***')`,
  ],
  [
    `("property.ssl.key.pem" = "hush", "hadoop.kerberos.keytab_content" = "hush", "property.ssl.key.location" = "a.pem")`,
    `("property.ssl.key.pem" = "***", "hadoop.kerberos.keytab_content" = "***", "property.ssl.key.location" = "a.pem")`,
  ],
  [`("azure.blob.sas_token"="hu\\"sh")`, `("azure.blob.sas_token"="***")`],
  [`CREATE USER u IDENTIFIED BY 'hush`, `CREATE USER u IDENTIFIED BY '***'`],
])('%s', (sql, expected) => {
  expect(redactSql(sql)).toBe(expected)
})

test('statements without secrets stay as they are', () => {
  const sql = `CREATE TABLE t (password VARCHAR(20) COMMENT 'the password') PROPERTIES ("replication_num" = "1")`
  expect(redactSql(sql)).toBe(sql)
})

test('a known secret is masked wherever it appears', () => {
  expect(redactSql('SELECT 1 -- hush-hush', ['hush-hush', ''])).toBe('SELECT 1 -- ***')
})
